import type { Ticket } from '../core/ticket.ts'
import { businessDay } from '../core/ticket-number.ts'
import { stepTicket } from '../core/ticket-step.ts'
import type { BoxStore, BoxTransaction } from '../store/box-store.ts'
import { localTime } from './local-time.ts'

/** How a site counts its days. */
export interface SiteDay {
  readonly timeZone: string
  readonly dayStartsAtHour: number
}

/** One ticket asks for the day of one moment several times. */
let last = { at: '', timeZone: '', dayStartsAtHour: 0, day: '' }

/** The business day of a moment, ISO 8601, at the site. */
export function siteDay(at: string, { timeZone, dayStartsAtHour }: SiteDay): string {
  const known =
    last.at === at && last.timeZone === timeZone && last.dayStartsAtHour === dayStartsAtHour
  if (!known) {
    const day = businessDay(localTime(at, timeZone), dayStartsAtHour)
    last = { at, timeZone, dayStartsAtHour, day }
  }
  return last.day
}

/** Ends what still waits from an earlier business day, since its number begins anew; ticket, outbox and audit. */
export function endEarlierDays(
  tx: BoxTransaction,
  store: BoxStore,
  at: string,
  site: SiteDay,
): void {
  const today = siteDay(at, site)
  for (const ticket of store.tickets())
    if (siteDay(ticket.issuedAt, site) < today) expire(tx, ticket, at)
}

function expire(tx: BoxTransaction, ticket: Ticket, at: string): void {
  const expired = stepTicket(ticket, { type: 'day.ended', at })
  if (expired === ticket) return
  tx.putTicket(expired)
  tx.append({ kind: 'ticket.changed', ticket: expired })
  tx.audit('ticket.expired', { ticketId: ticket.id, number: ticket.number })
}
