import { median } from '../row.ts'

/** What one end saw of the other's pictures in one round. */
export interface Readings {
  /** Milliseconds from drawing a time code to reading it, for each picture in which one was read. */
  readonly agesMs: readonly number[]
  /** Codes that were there and could not be read, or were missing between two that could. */
  readonly unreadable: number
  readonly elapsedMs: number
}
/** `up`: citizen to inspector; `down`: inspector to citizen. */
export type Direction = 'up' | 'down'
export type CallReadings = Readonly<Record<Direction, Readings>>

/** More than this share of unreadable codes, and the ages prove nothing. */
const MOST_UNREADABLE = 0.01

/** Why these readings prove nothing, if they do not. */
export function flawOf({ agesMs, unreadable }: Readings): string | undefined {
  if (agesMs.length === 0) return 'no time code was read'
  return unreadable / (agesMs.length + unreadable) > MOST_UNREADABLE
    ? `${unreadable} codes could not be read, ${agesMs.length} could`
    : undefined
}

/** The middle age; without any reading the whole round, since nothing came within it. */
export function ageOf({ agesMs, elapsedMs }: Readings): number {
  return agesMs.length > 0 ? median(agesMs) : elapsedMs
}

/** Pictures a second of which the code was read: each is counted once. */
export function rateOf({ agesMs, elapsedMs }: Readings): number {
  return agesMs.length / (elapsedMs / 1000)
}
