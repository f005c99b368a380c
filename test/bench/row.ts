/** One measured figure beside what it is held against. */
export interface Row {
  readonly name: string
  /** What was measured, in a few words. */
  readonly subject: string
  /** The peer that was measured in the same run, or `limit`: then `baselineValue` is a published figure. */
  readonly baseline: string
  readonly unit: string
  readonly value: number
  readonly baselineValue: number
  /** `value / baselineValue`. */
  readonly ratio: number
  readonly better: 'lower' | 'higher'
  /** The ratio to be reached: at most this when lower is better, at least this when higher is. */
  readonly target: number
  readonly ok: boolean
}

/** Works out ratio and verdict. A figure that could not be measured (not finite) never holds. */
export function row(measured: Omit<Row, 'ratio' | 'ok'>): Row {
  const ratio = measured.value / measured.baselineValue
  const holds = measured.better === 'lower' ? ratio <= measured.target : ratio >= measured.target
  return { ...measured, ratio, ok: Number.isFinite(ratio) && holds }
}

/** The value below which the share `q` (0 to 1) of the values lies, by the nearest rank; NaN for none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}
