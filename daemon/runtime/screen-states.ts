import { infoState } from '../core/info-state.ts'
import { type CardField, readingScreen } from '../core/reading-screen.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Visit } from '../core/visit-state.ts'
import type { PartState, Parts } from '../core/visit-view.ts'
import { rightsNotice } from '../documents/rights.ts'
import type { InfoState, ReadingState } from '../screens/protocol.ts'
import type { BoardWatch } from './board-watch.ts'
import type { Here } from './visit-record.ts'

export interface ScreenInput {
  readonly here: Here
  readonly timeZone: string
  readonly now: () => string
  readonly tickets: () => readonly Ticket[]
  readonly visit: () => Visit | null
  readonly parts: () => Parts
  readonly watch: BoardWatch
  readonly unprinted: () => string | undefined
  readonly fields: readonly CardField[]
}

export function infoOf(input: ScreenInput): InfoState {
  const { here, watch, timeZone } = input
  const unprinted = input.unprinted()
  return infoState({
    site: { id: here.site.id, name: here.site.name },
    room: here.site.room,
    now: input.now(),
    timeZone,
    own: input.tickets(),
    office: watch.office,
    ...(watch.board ? { board: watch.board } : {}),
    ...(unprinted ? { unprinted } : {}),
  })
}

export function readingOf(input: ScreenInput): ReadingState {
  const visit = input.visit()
  const language = visit?.language ?? 'nl'
  const { pad, card_reader: reader } = input.parts()
  const works = (part: PartState) => part === 'up' || part === 'simulated'
  return {
    language,
    site: input.here.site,
    office: input.watch.office,
    personWanted: visit?.personWanted ?? false,
    ...readingScreen(
      visit,
      { pad: works(pad), eid: works(reader) },
      rightsNotice(language),
      input.fields,
    ),
  }
}
