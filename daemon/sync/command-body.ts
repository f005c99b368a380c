import type { VisitCommand } from '../core/visit-command.ts'
import type { IceServer } from '../media/protocol.ts'

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
      readonly iceServers?: readonly IceServer[]
    }
  /** The office has the dossier: `sha256` is that of the JWE. The box may wipe. */
  | { readonly name: 'dossier.receipt'; readonly dossierId: string; readonly sha256: string }
  | {
      readonly name: 'visit'
      readonly visitId: string
      readonly command: VisitCommand
      /** With `link.ask`: what the box's end of the next links may use. */
      readonly iceServers?: readonly IceServer[]
    }
  | RehearsalCommand

/** What the echo inspector says to a box that rehearses. It holds for moments: nothing of it is stored. */
export type RehearsalCommand =
  | {
      readonly name: 'rehearsal.answer'
      readonly rehearsalId: string
      readonly linkId: string
      readonly sdp: string
    }
  /** What came from the box so far; a block of sound is ten milliseconds. Once a second while the link lives. */
  | {
      readonly name: 'rehearsal.counts'
      readonly rehearsalId: string
      readonly pictures: number
      readonly soundBlocks: number
      readonly codes: { readonly read: number; readonly unreadable: number }
    }
  /** There will be no answer, or no more counts. */
  | {
      readonly name: 'rehearsal.refuse'
      readonly rehearsalId: string
      readonly why: RehearsalRefusal
    }
/** The box has a visit, too many boxes rehearse, the offer was of no use, or the echo itself is out. */
export type RehearsalRefusal = 'in_visit' | 'busy' | 'bad_offer' | 'echo_failed'

/** Answers of a box beyond `ok`. */
export type CommandCode =
  | 'not_waiting'
  | 'unknown_ticket'
  | 'loket_busy'
  | 'no_such_visit'
  | 'no_such_rehearsal'
  | 'not_now'
  | 'expired'
  | 'old_term'
  | 'malformed'
