/** Where a value is that heads for `to` with this time constant, `elapsedMs` later; it never goes past. */
export function eased(from: number, to: number, elapsedMs: number, constantMs: number): number {
  return to + (from - to) * Math.exp(-elapsedMs / constantMs)
}
