/** Counts what a stream of pictures says: see `time-code.ts`. */
import { type CodeReading, codeAgeMs } from './time-code.ts'

export interface CodeTally {
  readonly read: number
  /** Found but not readable, or missing between two readings not further than two seconds apart. */
  readonly unreadable: number
  /** Age of the last code read; meaningful with both ends on one machine. */
  readonly lastMs?: number
  readonly lastReadAtMs?: number
  /** Pictures without a code since the last one read: they only count when another code follows soon. */
  readonly missing: number
}

export const noCodes: CodeTally = { read: 0, unreadable: 0, missing: 0 }
const gapMs = 2000

/** Adds one picture's reading. */
export function countCode(tally: CodeTally, reading: CodeReading, nowMs: number): CodeTally {
  if (reading.kind === 'none') return { ...tally, missing: tally.missing + 1 }
  if (reading.kind === 'unreadable') return { ...tally, unreadable: tally.unreadable + 1 }
  const soon = tally.lastReadAtMs !== undefined && nowMs - tally.lastReadAtMs <= gapMs
  return {
    read: tally.read + 1,
    unreadable: tally.unreadable + (soon ? tally.missing : 0),
    lastMs: codeAgeMs(reading.clockMs, nowMs),
    lastReadAtMs: nowMs,
    missing: 0,
  }
}
