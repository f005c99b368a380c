import type { CardFailure, Person, PinView } from './card-view.ts'
import { never } from './never.ts'
import type { DocumentPaper, PaperKind } from './paper-view.ts'
import { current, currentPaper, isBeingMade } from './visit-current.ts'
import { exchangedOf } from './visit-exchange.ts'
import { isDeclaring } from './visit-injured.ts'
import { isMakingPaper } from './visit-papers.ts'
import { pinView } from './visit-pin.ts'
import type { Visit } from './visit-state.ts'

/** One thing at a time: the most pressing thing that the citizen can do or look at. */
export function readingScreen(
  visit: Visit | null,
  means: SignMeans,
  rights: RightsText,
  fields: readonly CardField[],
): ReadingScreen {
  if (!visit) return { screen: 'idle' }
  return (
    copyScreen(visit) ??
    endScreen(visit) ??
    pinScreen(visit) ??
    signScreen(visit, means) ??
    documentScreen(visit) ??
    rightsScreen(visit, rights) ??
    identityScreen(visit, fields) ??
    exchangeScreen(visit) ??
    talkScreen(visit)
  )
}

export interface SignMeans {
  readonly pad: boolean
  readonly eid: boolean
}

/** What may be taken from a card, in the order in which the citizen sees it; the first two tell who it is. */
export const CARD_FIELDS = [
  'names',
  'birth',
  'nationality',
  'national_number',
  'address',
  'photo',
  'card_number',
] as const
export type CardField = (typeof CARD_FIELDS)[number]

/** A signed file cannot be cut without breaking its signature: it is kept whole, or not at all. */
export function mayKeepFiles(fields: readonly CardField[]): boolean {
  return CARD_FIELDS.every((field) => field === 'photo' || fields.includes(field))
}

export interface RightsText {
  readonly version: string
  readonly text: string
}

export type ReadingScreen =
  | { readonly screen: 'idle' | 'goodbye' }
  | { readonly screen: 'welcome'; readonly number: string }
  | { readonly screen: 'waiting' | 'interrupted'; readonly inspector: string }
  | { readonly screen: 'talk'; readonly inspector: string; readonly text: string }
  | { readonly screen: 'rights'; readonly version: string; readonly text: string }
  | {
      readonly screen: 'consent'
      readonly fields: readonly CardField[]
      /** The signed files of the card stay in the dossier, with all that is in them. */
      readonly keepsFiles: boolean
    }
  | { readonly screen: 'card'; readonly step: 'insert' | 'reading' }
  | { readonly screen: 'card_failed'; readonly failure: CardFailure }
  | {
      readonly screen: 'identified'
      readonly person: Pick<Person, 'surname' | 'givenNames'>
      readonly takeCard: boolean
    }
  | {
      readonly screen: 'document'
      readonly paper: DocumentPaper
      readonly sha256: string
      readonly pages: number
      readonly revision: number
      readonly read: boolean
    }
  /** A document that the citizen gave; `page` is where they were. */
  | {
      readonly screen: 'exchange'
      readonly sha256: string
      readonly name: string
      readonly pages: number
      readonly page: number
    }
  | {
      readonly screen: 'sign'
      readonly paper: DocumentPaper
      readonly sha256: string
      readonly pages: number
      /** By which means it can be signed now. */
      readonly pad: boolean
      readonly eid: boolean
    }
  | { readonly screen: 'pin'; readonly pin: PinView; readonly cardIn: boolean }
  | { readonly screen: 'pad'; readonly state: 'capturing' | 'captured' | 'damaged' | 'pad_gone' }
  | {
      readonly screen: 'copy'
      readonly state: 'offered' | 'printing' | 'printed' | 'failed'
      /** What comes on paper now. */
      readonly papers: readonly CopyPaper[]
      /** One of them is still being made. */
      readonly making: boolean
    }
export type CopyPaper = DocumentPaper | PaperKind

function copyScreen(visit: Visit): ReadingScreen | null {
  const { copy, phase, document, injured, papers, copied } = visit
  const declaring = isDeclaring(visit)
  if (declaring && !isBeingMade(current(visit))) return null
  if (phase === 'closed' || copy === 'none' || copy === 'declined') return null
  if (copy === 'printed' && phase === 'wrapping') return null
  const isNew = (sha256: string | undefined) => sha256 === undefined || !copied.includes(sha256)
  const ended = (each: typeof document | undefined) =>
    each?.signedSha256 !== undefined && isNew(each.signedSha256)
  const more = papers.filter(({ state, sha256 }) => state !== 'failed' && isNew(sha256))
  const names = [
    ...(ended(document) ? ['statement' as const] : []),
    ...(ended(injured) ? ['injured' as const] : []),
    ...more.map(({ order }) => order.paper),
  ]
  return { screen: 'copy', state: copy, papers: names, making: isMakingPaper(visit) || declaring }
}

function endScreen({ phase, ticketEnd }: Visit): ReadingScreen | null {
  if (phase === 'closed' && (ticketEnd === 'no_show' || ticketEnd === 'waiting'))
    return { screen: 'idle' }
  return phase === 'wrapping' || phase === 'closed' ? { screen: 'goodbye' } : null
}

function pinScreen({ pin, cardIn }: Visit): ReadingScreen | null {
  return pin ? { screen: 'pin', pin: pinView(pin), cardIn } : null
}

/** Somebody whose card was read may sign with it. */
function byChip(identity: Visit['identity']): boolean {
  return identity.state === 'known' && identity.card?.signature !== undefined
}

function signScreen(visit: Visit, means: SignMeans): ReadingScreen | null {
  const { signature, identity } = visit
  const { sha256 = '', pages = 0 } = current(visit)
  switch (signature.state) {
    case 'none':
      return null
    case 'asked':
      return {
        screen: 'sign',
        paper: currentPaper(visit),
        sha256,
        pages,
        pad: means.pad,
        eid: means.eid && byChip(identity),
      }
    default:
      return { screen: 'pad', state: signature.state }
  }
}

function documentScreen(visit: Visit): ReadingScreen | null {
  const { state, sha256, pages, revision } = current(visit)
  if ((state !== 'presented' && state !== 'read') || !sha256 || !pages) return null
  const paper = currentPaper(visit)
  return { screen: 'document', paper, sha256, pages, revision, read: state === 'read' }
}

function rightsScreen({ rights }: Visit, text: RightsText): ReadingScreen | null {
  return rights.state === 'presented' ? { screen: 'rights', ...text } : null
}

function identityScreen(
  { identity, cardIn }: Visit,
  fields: readonly CardField[],
): ReadingScreen | null {
  switch (identity.state) {
    case 'none':
    case 'declined':
      return null
    case 'asked':
      return { screen: 'consent', fields, keepsFiles: mayKeepFiles(fields) }
    case 'agreed':
      return { screen: 'card', step: 'insert' }
    case 'reading':
      return { screen: 'card', step: 'reading' }
    case 'failed':
      return { screen: 'card_failed', failure: identity.failure }
    case 'known': {
      if (!cardIn || identity.checks.length === 0) return null
      const { surname, givenNames } = identity.person
      return { screen: 'identified', person: { surname, givenNames }, takeCard: true }
    }
    default:
      return never(identity)
  }
}

/** Not before somebody could see with whom they speak. */
function exchangeScreen(visit: Visit): ReadingScreen | null {
  const { looking, language, phase } = visit
  if (!looking || !language || phase === 'interrupted') return null
  const { name, pages } = exchangedOf(visit, looking.sha256) ?? {}
  if (!name || !pages) return null
  return { screen: 'exchange', ...looking, name, pages }
}

function talkScreen(visit: Visit): ReadingScreen {
  const inspector = visit.inspector.name
  if (!visit.language) return { screen: 'welcome', number: visit.ticket.number }
  if (visit.phase === 'interrupted') return { screen: 'interrupted', inspector }
  if (visit.link.state !== 'up') return { screen: 'waiting', inspector }
  return { screen: 'talk', inspector, text: visit.draft.text }
}
