import { ticketCount } from '../core/ticket-number.ts'

const DAY_MS = 86_400_000
/** More than any loket counts on a day. */
const COUNTS_A_DAY = 1_000_000

/** The keys of a business day, `YYYY-MM-DD`, lie above this and below that of the next day. */
export function dayKey(day: string): number {
  return (Date.parse(day) / DAY_MS) * COUNTS_A_DAY
}

export function nextDayKey(day: string): number {
  return dayKey(day) + COUNTS_A_DAY
}

/** A ticket's place in the store: its day and what was counted for its number, so that it rises with every ticket. */
export function ticketKey(day: string, number: string): number {
  return dayKey(day) + ticketCount(number)
}
