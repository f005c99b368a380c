import type { Ticket, TicketEnd } from './ticket.ts'

export type TicketEvent = { readonly at: string } & (
  | {
      readonly type: 'ticket.claimed'
      readonly seat: string
      readonly visitId: string
      readonly loket: string
      readonly room: string
      readonly undo: boolean
    }
  /** The business day of its number is over. */
  | { readonly type: 'day.ended' }
  | { readonly type: 'visit.wentLive'; readonly visitId: string }
  | { readonly type: 'visit.ended'; readonly visitId: string; readonly end: TicketEnd | 'waiting' }
)

/**
 * Applies one event to a ticket. An event that the state does not know gives back the same object. The claim is the
 * compare-and-set on which "one ticket, one inspector" rests.
 */
export function stepTicket(ticket: Ticket, event: TicketEvent): Ticket {
  switch (event.type) {
    case 'ticket.claimed':
      return claimable(ticket, event.undo)
        ? change(ticket, event.at, {
            state: 'called',
            seat: event.seat,
            visitId: event.visitId,
            loket: event.loket,
            room: event.room,
          })
        : ticket
    case 'day.ended':
      // One that was called has an inspector, who says how it ends.
      return ticket.state === 'waiting' ? change(ticket, event.at, { state: 'expired' }) : ticket
    case 'visit.wentLive':
      return ticket.state === 'called' && ticket.visitId === event.visitId
        ? change(ticket, event.at, { state: 'serving' })
        : ticket
    case 'visit.ended':
      return held(ticket) && ticket.visitId === event.visitId
        ? change(released(ticket), event.at, { state: event.end })
        : ticket
  }
}

function claimable(ticket: Ticket, undo: boolean): boolean {
  return ticket.state === 'waiting' || (undo && ticket.state === 'no_show')
}
function held(ticket: Ticket): boolean {
  return ticket.state === 'called' || ticket.state === 'serving'
}
function released(ticket: Ticket): Ticket {
  const { seat: _seat, loket: _loket, room: _room, ...rest } = ticket
  return rest
}
function change(ticket: Ticket, at: string, fields: Partial<Ticket>): Ticket {
  return { ...ticket, ...fields, since: at, rev: ticket.rev + 1 }
}
