import type { Seats } from './store/seats.ts'

/**
 * Who has been away for how long. It runs on the monotonic clock of this process; after a restart everybody gets a
 * whole lease again, so that nobody loses a seat through a fault of ours.
 */
export interface Leases {
  /** A console of this user is there, or has just gone. */
  seen(user: string, here: boolean): void
  /** Frees the seats whose lease is over. A seat that holds a visit is never freed. Returns their users. */
  sweep(): string[]
}

export function makeLeases(seats: Seats, leaseMs: number, monotonicMs: () => number): Leases {
  const started = monotonicMs()
  /** `here`, or since when the user is away. */
  const users = new Map<string, 'here' | number>()
  const awayMs = (user: string) => {
    const since = users.get(user) ?? started
    return since === 'here' ? 0 : monotonicMs() - since
  }
  return {
    seen: (user, here) => void users.set(user, here ? 'here' : monotonicMs()),
    sweep() {
      const freed: string[] = []
      for (const { seat, state } of seats.all())
        if ('user' in state && awayMs(state.user) > leaseMs)
          if (seats.apply(seat, { type: 'lease.expired' })) freed.push(state.user)
      return freed
    },
  }
}
