import type { VisitCommand } from '../core/visit-command.ts'

/** What a command opens to. Claims go to the box that issued the ticket, visits to the box that holds them. */
export type CommandBody =
  /** Grants the ticket to a seat, for a visit at `loket`; compare-and-set on `waiting`. */
  | {
      readonly name: 'ticket.claim'
      readonly ticketId: string
      readonly seat: string
      readonly visitId: string
      readonly loket: string
      readonly room: string
      /** Calls a ticket again that was just returned or marked as not here. */
      readonly undo?: true
    }
  /** The office relays the end of the visit: `waiting` puts the ticket back in its place. */
  | {
      readonly name: 'ticket.end'
      readonly ticketId: string
      readonly visitId: string
      readonly end: 'served' | 'referred' | 'no_show' | 'cancelled' | 'waiting'
    }
  /** The visit sits down here. Refused with `loket_busy` while another visit is open. */
  | {
      readonly name: 'visit.open'
      readonly visitId: string
      readonly ticket: { readonly id: string; readonly number: string; readonly box: string }
      readonly inspector: { readonly seat: string; readonly name: string }
    }
  /** The office has the dossier: `sha256` is that of the JWE. The box may wipe. */
  | { readonly name: 'dossier.receipt'; readonly dossierId: string; readonly sha256: string }
  | { readonly name: 'visit'; readonly visitId: string; readonly command: VisitCommand }

/** Answers of a box beyond `ok`. */
export type CommandCode =
  | 'not_waiting'
  | 'unknown_ticket'
  | 'loket_busy'
  | 'no_such_visit'
  | 'not_now'
  | 'expired'
  | 'old_term'
  | 'malformed'
