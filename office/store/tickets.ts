import type Database from 'better-sqlite3'
import { TICKET_ENDS, type Ticket } from '../../daemon/core/ticket.ts'
import { ticketReader } from '../../daemon/store/ticket-reader.ts'
import { ticketSchema } from '../../daemon/sync/messages.ts'
import { joiningTime, type PlacedTicket } from '../core/order.ts'

/** The projection of every box's tickets. The boxes are their writers. */
export interface Tickets {
  /** Takes a ticket as its box tells it; false when a newer one is known already. */
  apply(ticket: Ticket, nowMs: number): boolean
  /** The whole queue of a box: open tickets that it no longer names are forgotten. */
  applyQueue(box: string, tickets: readonly Ticket[], nowMs: number): boolean
  get(id: string): PlacedTicket | null
  /** Every ticket that has not ended, in no order. */
  open(): PlacedTicket[]
  /** Forgets tickets that ended before that moment. */
  forget(beforeMs: number): void
}

interface Row {
  readonly body: string
  readonly joined_ms: number
}

export function openTicketTable(db: Database.Database): Tickets {
  const ends = TICKET_ENDS.map((end) => `'${end}'`).join(', ')
  const one = db.prepare<[string], Row>('SELECT body, joined_ms FROM ticket WHERE id = ?')
  const open = db.prepare<[], Row>(
    `SELECT body, joined_ms FROM ticket WHERE state NOT IN (${ends})`,
  )
  const openOf = db.prepare<[string], { id: string }>(
    `SELECT id FROM ticket WHERE box = ? AND state NOT IN (${ends})`,
  )
  const put = db.prepare<[string, string, string, number, number, number, string]>(
    `INSERT INTO ticket VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
     state = excluded.state, rev = excluded.rev, since_ms = excluded.since_ms, body = excluded.body
     WHERE excluded.rev > ticket.rev AND excluded.box = ticket.box`,
  )
  const drop = db.prepare<[string]>('DELETE FROM ticket WHERE id = ?')
  const forget = db.prepare<[number]>(
    `DELETE FROM ticket WHERE state IN (${ends}) AND since_ms < ?`,
  )
  const readAll = ticketReader()
  const apply = (ticket: Ticket, nowMs: number) => {
    const { id, box, state, rev, issuedAt, since } = ticket
    const joined = joiningTime(issuedAt, nowMs)
    return (
      put.run(id, box, state, rev, joined, Date.parse(since), JSON.stringify(ticket)).changes > 0
    )
  }
  return {
    apply,
    applyQueue(box, tickets, nowMs) {
      const named = new Set(tickets.map((ticket) => ticket.id))
      const gone = openOf.all(box).filter(({ id }) => !named.has(id))
      for (const { id } of gone) drop.run(id)
      const changed = tickets.filter((ticket) => ticket.box === box && apply(ticket, nowMs))
      return gone.length + changed.length > 0
    },
    get(id) {
      const row = one.get(id)
      return row ? placed(row) : null
    },
    open: () => readAll(open.all()).map(({ ticket, row }) => ({ ticket, joinedMs: row.joined_ms })),
    forget: (beforeMs) => void forget.run(beforeMs),
  }
}

function placed(row: Row): PlacedTicket {
  return { ticket: ticketSchema.parse(JSON.parse(row.body)), joinedMs: row.joined_ms }
}
