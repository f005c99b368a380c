/** Minutes, rounded outwards to fives. */
export interface Estimate {
  readonly fromMinutes: number
  readonly toMinutes: number
}

const FEWEST_VISITS = 5
const LONGEST_MINUTES = 120

/**
 * How long the last in the row waits: people ahead, shared among the seats that work, times the quarter and
 * three-quarter duration of recent visits (minutes each). Null when that would not be honest: nobody works, there
 * are fewer than five visits to go by, or it would be more than two hours.
 */
export function estimateWait(
  ahead: number,
  workingSeats: number,
  recentMinutes: readonly number[],
): Estimate | null {
  if (workingSeats < 1 || recentMinutes.length < FEWEST_VISITS) return null
  const sorted = recentMinutes.toSorted((a, b) => a - b)
  const rounds = ahead / workingSeats
  const from = Math.floor((rounds * quantile(sorted, 0.25)) / 5) * 5
  const to = Math.ceil((rounds * quantile(sorted, 0.75)) / 5) * 5
  return to > LONGEST_MINUTES ? null : { fromMinutes: from, toMinutes: Math.max(to, 5) }
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.floor((sorted.length - 1) * part)] ?? 0
}
