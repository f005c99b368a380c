import type { Language } from '../core/language.ts'
import type { TicketState } from '../core/ticket.ts'
import type { CardFailure, Person } from '../core/visit-view.ts'

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

export type ReadingScreen =
  | { readonly screen: 'idle' }
  /** A ticket is called here: "welkom", and the choice of language. */
  | { readonly screen: 'welcome'; readonly number: string }
  | { readonly screen: 'waiting'; readonly inspector: string }
  | { readonly screen: 'talk'; readonly inspector: string; readonly text: string }
  | { readonly screen: 'rights'; readonly version: string; readonly text: string }
  | { readonly screen: 'consent'; readonly fields: readonly CardField[] }
  | { readonly screen: 'card'; readonly step: 'insert' | 'reading' }
  | { readonly screen: 'card_failed'; readonly failure: CardFailure }
  | {
      readonly screen: 'identified'
      readonly person: Pick<Person, 'surname' | 'givenNames'>
      readonly takeCard: boolean
    }
  | {
      readonly screen: 'document'
      readonly sha256: string
      readonly pages: number
      readonly revision: number
      readonly read: boolean
    }
  | { readonly screen: 'sign'; readonly sha256: string; readonly pages: number; readonly pad: boolean }
  | { readonly screen: 'pad'; readonly state: 'capturing' | 'captured' | 'damaged' | 'pad_gone' }
  | { readonly screen: 'copy'; readonly state: 'offered' | 'printing' | 'printed' | 'failed' }
  | { readonly screen: 'goodbye' }
  /** The link or the office is away; what was done is kept. */
  | { readonly screen: 'interrupted'; readonly inspector: string }

/** What is read from the card, shown before it is read. */
export type CardField =
  | 'names'
  | 'birth'
  | 'nationality'
  | 'national_number'
  | 'address'
  | 'photo'
  | 'card_number'
