import type { Life } from '../daemon/sync/messages.ts'
import type { Floor, RegisteredBox } from './core/board.ts'
import type { LoketFacts } from './core/next.ts'
import type { Store } from './store.ts'

/** The lokets as their last lives tell, with what the office holds itself. Lives are retained: a restart hears them again. */
export interface FloorView {
  /** Takes a life; true when the box has just come up. */
  life(box: string, life: Life): boolean
  /** Forgets every life: the broker is away. */
  lose(): void
  lokets(): LoketFacts[]
  floor(): Floor
  lives(): ReadonlyMap<string, Life>
}

/** A loket with a broken part still serves: each degraded mode is a mode. */
const SERVES: ReadonlySet<Life['loket']> = new Set(['idle', 'degraded'])
const RECENT_MS = 4 * 3_600_000

export function makeFloor(
  store: Store,
  boxes: readonly RegisteredBox[],
  nowMs: () => number,
  nameOf: (user: string) => string,
): FloorView {
  const lives = new Map<string, Life>()
  return {
    life(box, life) {
      const before = lives.get(box)
      lives.set(box, life)
      return (
        life.state === 'up' && (before?.state !== 'up' || before.incarnation !== life.incarnation)
      )
    },
    lose: () => lives.clear(),
    lokets() {
      const hosting = new Set(store.visits.running().map((visit) => visit.host))
      return boxes.map((box) => {
        const life = lives.get(box.id)
        const reachable = life?.state === 'up'
        const free = reachable && SERVES.has(life.loket) && !hosting.has(box.id)
        return { box: box.id, site: box.site, room: box.room, reachable, free }
      })
    },
    floor: () => ({
      boxes,
      lives,
      tickets: store.tickets.open(),
      hosts: new Map(store.visits.running().map((visit) => [visit.ticketId, visit.host])),
      seats: store.seats.all().map(({ seat, state }) => ({
        seat,
        state,
        ...('user' in state ? { name: nameOf(state.user) } : {}),
      })),
      recentMinutes: store.visits.recentMinutes(nowMs() - RECENT_MS),
    }),
    lives: () => lives,
  }
}
