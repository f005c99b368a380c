/** Slows down whoever guesses passwords. It forgets with the process, which a guesser cannot restart. */
export interface FailureLimit {
  /** Seconds until the next try is heard; 0 when it is heard now. */
  waitSeconds(keys: readonly string[]): number
  failed(keys: readonly string[]): void
}

const WINDOW_MS = 60_000
const MOST_KEYS = 10_000

/** @param most failures per key within a minute */
export function makeFailureLimit(most: number, monotonicMs: () => number): FailureLimit {
  const failures = new Map<string, number[]>()
  const recent = (key: string) =>
    (failures.get(key) ?? []).filter((at) => monotonicMs() - at < WINDOW_MS)
  return {
    waitSeconds(keys) {
      const waits = keys.map((key) => {
        const times = recent(key)
        const [first] = times.slice(-most)
        return first === undefined || times.length < most ? 0 : first + WINDOW_MS - monotonicMs()
      })
      return Math.ceil(Math.max(0, ...waits) / 1000)
    },
    failed(keys) {
      if (failures.size > MOST_KEYS) failures.clear()
      for (const key of keys) failures.set(key, [...recent(key), monotonicMs()])
    },
  }
}
