import type { Language } from '../core/language.ts'
import type { ReadingScreen } from '../core/reading-screen.ts'

/**
 * What the box's screen server says to its pages, and hears from them. Both screens hold one WebSocket:
 * `/api/info` pushes an `InfoState`, `/api/reading` pushes a `ReadingState` and takes a `CitizenAct`. Each push is
 * the whole state. The pages of a document are `/api/pages/{sha256}/{n}.png` (n from 1) and `.txt` beside it.
 */
export type { InfoState, InfoTicket } from '../core/info-state.ts'

export type ReadingState = {
  readonly language: Language
  readonly site: { readonly id: string; readonly name: string; readonly room: string }
  readonly office: 'reached' | 'lost'
  readonly personWanted: boolean
} & ReadingScreen

export type { CardField, ReadingScreen } from '../core/reading-screen.ts'
