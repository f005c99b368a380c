export interface Tally {
  readonly passed: number
  readonly failed: number
}

/**
 * Counts a tap run from its TAP output. tap's own totals leave out a file that crashed before its first test, and a
 * non-zero exit without a failure is a failure too.
 */
export function countTap(status: number, output: string): Tally {
  const totals = /^# \{ total: \d+(?:, pass: (\d+))?(?:, fail: (\d+))?/m.exec(output)
  const passed = Number(totals?.[1] ?? 0)
  const counted = Number(totals?.[2] ?? 0)
  const files = output.match(/^not ok /gm)?.length ?? 0
  const failed = Math.max(counted, files)
  return { passed, failed: failed === 0 && status !== 0 ? 1 : failed }
}
