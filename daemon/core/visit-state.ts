import type { CardAttempts } from './card-attempts.ts'
import type {
  CardEvidence,
  CardFailure,
  CardMark,
  CardProof,
  Check,
  Person,
  PinFailure,
  PinPurpose,
  PinView,
} from './card-view.ts'
import type { ExchangedView, ExchangeFault, LookingView } from './exchange-view.ts'
import type { InjuredOrder } from './injured-view.ts'
import type { Language } from './language.ts'
import type { DocumentPaper, PaperKind, PaperView } from './paper-view.ts'
import type { TicketEnd } from './ticket.ts'
import type { CitizenAct, VisitCommand } from './visit-command.ts'
import type {
  CopyState,
  DocumentView,
  DossierState,
  IdentityView,
  LinkView,
  RightsView,
  SignatureView,
  VisitKind,
  VisitOutcome,
  VisitPhase,
} from './visit-view.ts'

/** One visit as the box keeps it, sealed, in its store. Everything in it is personal until proved otherwise. */
export interface Visit {
  readonly visitId: string
  readonly rev: number
  readonly phase: VisitPhase
  readonly kind: VisitKind
  readonly language?: Language
  readonly ticket: { readonly id: string; readonly number: string; readonly box: string }
  readonly inspector: { readonly seat: string; readonly name: string }
  readonly openedAt: string
  readonly link: LinkView
  readonly rights: RightsView
  readonly identity: IdentityView
  /** Once one was in vain. */
  readonly cardAttempts?: CardAttempts
  /** The read that is under way; an answer to another one is stale. */
  readonly cardRequest?: string
  /** A card is in the reader: it must not be left behind. */
  readonly cardIn: boolean
  readonly draft: { readonly rev: number; readonly text: string }
  readonly exchanged: readonly ExchangedView[]
  readonly looking?: LookingView
  readonly document: Document
  /** Laid before the citizen after the statement has ended. */
  readonly injured?: Injured
  /** Set from the citizen's choice until its bytes are kept: the paper has one ending, and this is it. */
  readonly ending?: Ending
  readonly signature: SignatureView
  readonly pin?: Pin
  readonly papers: readonly Paper[]
  /** SHA-256 in hex of what the citizen has on paper. */
  readonly copied: readonly string[]
  readonly copy: CopyState
  readonly dossier: DossierState
  readonly dossierId?: string
  readonly outcome?: VisitOutcome
  readonly closedAt?: string
  readonly ticketEnd?: TicketEnd | 'waiting'
  readonly personWanted: boolean
}

/** The PIN entry under way; an answer to another request is stale. */
export type Pin = PinView & { readonly requestId?: string; readonly nonce?: string }

/** `turn` tells its makings apart: an answer to another one is stale. */
export type Paper = PaperView & { readonly turn: number }

/** The document with the moments that the dossier must prove. */
export interface Document extends DocumentView {
  readonly presentedAt?: string
  /** The language in which it was made. */
  readonly language?: Language
  readonly readAt?: string
  readonly endedAt?: string
  /** The pad that it was signed on, or else the card: SHA-256 of its certificate, hex. */
  readonly padModel?: string
  readonly signer?: string
}

export interface Injured extends Document {
  readonly order: InjuredOrder
}

/** How the document is being ended; `signature` shows `captured` meanwhile for one on the pad, else `asked`. */
export interface Ending {
  readonly how: 'signed' | 'refused'
  readonly revision: number
  readonly reason?: string
}

export type VisitEvent = { readonly at: string } & (
  | { readonly type: 'inspector.asked'; readonly command: VisitCommand; readonly newId: string }
  | { readonly type: 'citizen.acted'; readonly act: CitizenAct; readonly newId: string }
  /** After a restart of loketd: what was under way outside the store is gone. */
  | { readonly type: 'box.restarted'; readonly newId: string }
  | { readonly type: 'media.started'; readonly newId: string }
  | { readonly type: 'media.stopped' }
  | { readonly type: 'link.offered'; readonly linkId: string }
  | { readonly type: 'link.up'; readonly linkId: string }
  /** Nothing comes any more, and it tries by itself to come back: then it is up again. */
  | { readonly type: 'link.away'; readonly linkId: string }
  | { readonly type: 'link.lost'; readonly linkId: string }
  | { readonly type: 'card.changed'; readonly present: boolean }
  | { readonly type: 'card.reading'; readonly requestId: string }
  | {
      readonly type: 'card.read'
      readonly requestId: string
      readonly person: Person
      readonly checks: readonly Check[]
      readonly photo?: string
      readonly card?: CardMark
      readonly files?: CardEvidence
    }
  | { readonly type: 'card.failed'; readonly requestId: string; readonly failure: CardFailure }
  | { readonly type: 'pin.answered'; readonly requestId: string; readonly outcome: PinOutcome }
  | { readonly type: 'exchange.checked'; readonly sha256: string; readonly pages: number }
  | { readonly type: 'exchange.failed'; readonly sha256: string; readonly fault: ExchangeFault }
  | {
      readonly type: 'document.made'
      readonly paper: DocumentPaper
      readonly revision: number
      readonly sha256: string
      readonly pages: number
    }
  | {
      readonly type: 'document.failed'
      readonly paper: DocumentPaper
      readonly revision: number
    }
  | {
      readonly type: 'document.ended'
      readonly paper: DocumentPaper
      readonly revision: number
      readonly outcome: Ending['how']
      readonly signedSha256: string
      readonly padModel?: string
      readonly signer?: string
    }
  | {
      readonly type: 'document.ending_failed'
      readonly paper: DocumentPaper
      readonly revision: number
      readonly outcome: Ending['how']
    }
  | {
      readonly type: 'paper.made'
      readonly paper: PaperKind
      readonly turn: number
      readonly sha256: string
    }
  | { readonly type: 'paper.failed'; readonly paper: PaperKind; readonly turn: number }
  | { readonly type: 'pad.inked' | 'pad.damaged' | 'pad.gone' }
  | { readonly type: 'dossier.made'; readonly dossierId: string }
  | { readonly type: 'dossier.delivered' | 'dossier.acknowledged'; readonly dossierId: string }
  | { readonly type: 'copy.printed' | 'copy.failed' }
)

export type VisitEffect =
  | { readonly type: 'link.open'; readonly linkId: string }
  | { readonly type: 'link.answer'; readonly linkId: string; readonly sdp: string }
  | { readonly type: 'link.close'; readonly linkId: string }
  | { readonly type: 'card.read'; readonly requestId: string }
  | { readonly type: 'card.cancel'; readonly requestId: string }
  | {
      readonly type: 'card.pin'
      readonly requestId: string
      readonly purpose: PinPurpose
      /** The last try may be spent. */
      readonly insist: boolean
      /** For `identify`. */
      readonly nonce?: string
    }
  | { readonly type: 'exchange.check'; readonly sha256: string }
  | {
      readonly type: 'document.make'
      readonly paper: DocumentPaper
      readonly revision: number
    }
  | { readonly type: 'pad.start' | 'pad.stop' }
  | { readonly type: 'document.sign' }
  | { readonly type: 'document.refuse'; readonly reason?: string }
  | { readonly type: 'paper.make'; readonly paper: PaperKind }
  | { readonly type: 'dossier.make' }
  | { readonly type: 'copy.print' }
  | { readonly type: 'visit.wipe' }
  | { readonly type: 'audit.write'; readonly event: string; readonly fields: AuditFields }

/** What became of a PIN entry. `signed`: the card has signed the document; its bytes are on their way. */
export type PinOutcome =
  | { readonly state: 'proven'; readonly proof: CardProof; readonly checks: readonly Check[] }
  | { readonly state: 'signed' }
  | { readonly state: 'last_try' }
  | { readonly state: 'wrong'; readonly triesLeft: number }
  | { readonly state: 'failed'; readonly failure: PinFailure }

export type AuditFields = Readonly<Record<string, string | number | boolean>>
export interface Step {
  readonly state: Visit
  readonly effects: readonly VisitEffect[]
  /** False when the inspector's command does not fit the state: the answer is `not_now`. */
  readonly accepted: boolean
}

export function to(state: Visit, ...effects: readonly VisitEffect[]): Step {
  return { state, effects, accepted: true }
}
/** The event does not fit the state: nothing changes. */
export function ignore(state: Visit): Step {
  return { state, effects: [], accepted: false }
}
export function audit(event: string, fields: AuditFields = {}): VisitEffect {
  return { type: 'audit.write', event, fields }
}
/** While it is true the inspector and the citizen may still change things. */
export function running(state: Visit): boolean {
  return state.phase !== 'wrapping' && state.phase !== 'closed'
}
/** The statement is a draft and nothing of it is on paper: `presentedAt` marks one that is being made. */
export function drafting({ document }: Visit): boolean {
  return document.state === 'draft' && document.presentedAt === undefined
}
