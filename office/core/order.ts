import type { Ticket } from '../../daemon/core/ticket.ts'

/** A ticket in the office's projection, with the joining time that gives it its place in the one order. */
export interface PlacedTicket {
  readonly ticket: Ticket
  /** Milliseconds since 1970: when the citizen joined, as the office reckons it. */
  readonly joinedMs: number
}

/**
 * When a citizen joined: the box's own time, but never later than the moment the office heard of it, so that a box
 * with a clock that runs ahead cannot push its people back for ever. Milliseconds since 1970.
 */
export function joiningTime(issuedAt: string, heardMs: number): number {
  const issuedMs = Date.parse(issuedAt)
  return Number.isNaN(issuedMs) ? heardMs : Math.min(issuedMs, heardMs)
}

/** The one order over all lokets: joining time, then box and number. */
export function compareTickets(a: PlacedTicket, b: PlacedTicket): number {
  return (
    a.joinedMs - b.joinedMs ||
    compareText(a.ticket.box, b.ticket.box) ||
    compareText(a.ticket.number, b.ticket.number) ||
    compareText(a.ticket.id, b.ticket.id)
  )
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
