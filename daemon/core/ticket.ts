/** A ticket as everybody may see it: no name, no subject. The box that issued it is its only writer. */
export interface Ticket {
  readonly id: TicketId
  /** The number on the slip: the site's prefix and three or more digits, for example `B014`. */
  readonly number: string
  /** The box that issued it. */
  readonly box: string
  readonly site: string
  readonly state: TicketState
  /** Rises with every change; the office ignores an older one. */
  readonly rev: number
  /** ISO 8601, UTC. */
  readonly issuedAt: string
  /** Since when it is in this state, ISO 8601, UTC. */
  readonly since: string
  readonly seat?: string
  readonly visitId?: string
  /** The box of the loket where the citizen is expected, once called, and its room as citizens see it. */
  readonly loket?: string
  readonly room?: string
}

export type TicketId = string
export type TicketEnd = 'served' | 'referred' | 'no_show' | 'cancelled' | 'expired'
export type TicketState =
  | 'issued'
  | 'waiting'
  | 'called'
  | 'serving'
  | 'parked'
  | 'transferred'
  | TicketEnd

export const TICKET_ENDS: readonly TicketState[] = [
  'served',
  'referred',
  'no_show',
  'cancelled',
  'expired',
]
