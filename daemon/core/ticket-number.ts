/**
 * The number on the slip: the site's prefix and at least three digits, for example `B014`. Lokets of one site share
 * the row: loket `place` of `lokets` takes every `lokets`-th number, so that none of them has to ask another.
 */
export function ticketNumber(prefix: string, n: number): string {
  return `${prefix}${String(n).padStart(3, '0')}`
}

/** What was counted for a number that `ticketNumber` made. */
export function ticketCount(number: string): number {
  return Number(number.replace(/^[A-Z]*/, ''))
}

/**
 * The business day of an instant as `YYYY-MM-DD`: it starts at `startsAtHour` local time, so that a number given at
 * night belongs to the evening before.
 */
export function businessDay(local: LocalTime, startsAtHour: number): string {
  const day = new Date(Date.UTC(local.year, local.month - 1, local.day))
  if (local.hour < startsAtHour) day.setUTCDate(day.getUTCDate() - 1)
  return day.toISOString().slice(0, 10)
}

/** Wall time at the site; month and day from 1, hour 0 to 23. */
export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
}
