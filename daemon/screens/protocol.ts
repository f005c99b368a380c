import type { Language } from '../core/language.ts'
import type { ReadingScreen } from '../core/reading-screen.ts'
import type { TicketState } from '../core/ticket.ts'

/**
 * What the box's screen server says to its pages, and hears from them. Both screens hold one WebSocket:
 * `/api/info` pushes an `InfoState`, `/api/reading` pushes a `ReadingState` and takes a `CitizenAct`. Each push is
 * the whole state. The pages of a document are `/api/pages/{sha256}/{n}.png` (n from 1) and `.txt` beside it.
 */
export interface InfoState {
  readonly site: { readonly id: string; readonly name: string }
  readonly room: string
  /** ISO 8601, UTC; the page shows local time. */
  readonly now: string
  readonly timeZone: string
  /** The ticket called to this site last, while it is called. */
  readonly called?: { readonly number: string; readonly room: string; readonly since: string }
  /** Every open ticket that may be shown, in the office's order; own tickets only when the office is out of reach. */
  readonly queue: readonly InfoTicket[]
  /** Absent when nothing honest can be said. */
  readonly estimate?: { readonly fromMinutes: number; readonly toMinutes: number }
  readonly office: 'reached' | 'lost'
  /** When the board was last known good, ISO 8601, UTC. */
  readonly boardAt?: string
  /** The number just issued when the slip could not be printed: shown large. */
  readonly unprinted?: string
}
export interface InfoTicket {
  readonly number: string
  readonly site: string
  readonly siteName: string
  readonly state: TicketState
  readonly room?: string
  readonly own: boolean
}

export type ReadingState = {
  readonly language: Language
  readonly site: { readonly id: string; readonly name: string; readonly room: string }
  readonly office: 'reached' | 'lost'
  readonly personWanted: boolean
} & ReadingScreen

export type { CardField, ReadingScreen } from '../core/reading-screen.ts'
