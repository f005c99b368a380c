import type { CardAttempts } from './card-attempts.ts'
import type {
  CardEvidence,
  CardFailure,
  CardMark,
  CardProof,
  Check,
  Person,
  PinView,
} from './card-view.ts'
import type { ExchangedView, LookingView } from './exchange-view.ts'
import type { InjuredOrder } from './injured-view.ts'
import type { Language } from './language.ts'
import type { PaperView } from './paper-view.ts'

/**
 * A visit as the console and the reading screen see it. The box makes it from its own state and sends the whole of
 * it at every change; `rev` orders two of them. It holds personal data: it leaves the box only as JWE.
 */
export interface VisitView {
  readonly visitId: string
  readonly rev: number
  readonly phase: VisitPhase
  readonly kind: VisitKind
  /** Undefined until the citizen has chosen. */
  readonly language?: Language
  readonly ticket: { readonly id: string; readonly number: string; readonly box: string }
  readonly box: string
  readonly site: { readonly id: string; readonly name: string; readonly room: string }
  readonly inspector: { readonly seat: string; readonly name: string }
  /** ISO 8601, UTC. */
  readonly openedAt: string
  readonly link: LinkView
  readonly rights: RightsView
  readonly identity: IdentityView
  /** Cards that established nobody, whatever came after. */
  readonly cardAttempts?: CardAttempts
  readonly draft: { readonly rev: number; readonly text: string }
  /** What the citizen gives with the statement. */
  readonly exchanged: readonly ExchangedView[]
  /** Which of it lies before the citizen. */
  readonly looking?: LookingView
  readonly document: DocumentView
  /** Once the inspector has offered it. */
  readonly injured?: InjuredView
  readonly signature: SignatureView
  readonly pin?: PinView
  readonly papers: readonly PaperView[]
  readonly copy: CopyState
  readonly dossier: DossierState
  /** How it ended; set when wrapping starts. */
  readonly outcome?: VisitOutcome
  /** What the citizen asked for by the button that is always there. */
  readonly personWanted: boolean
  readonly parts: Parts
}

export type VisitPhase =
  | 'reserved'
  | 'preparing'
  | 'live'
  | 'interrupted'
  | 'resumed'
  | 'wrapping'
  | 'closed'
export type VisitKind = 'talk' | 'notification' | 'report' | 'complaint'
export const VISIT_KINDS: readonly VisitKind[] = ['talk', 'notification', 'report', 'complaint']
/** `advised` and `referred` end a talk; `signed` and `refused` a statement; `left` and `abandoned` either. */
export type VisitOutcome = 'advised' | 'referred' | 'signed' | 'refused' | 'left' | 'abandoned'

export interface LinkView {
  readonly state: 'none' | 'offered' | 'up' | 'lost'
  readonly linkId?: string
}

export interface RightsView {
  readonly state: 'none' | 'presented' | 'confirmed'
  /** Version of the text, for example `2026-11`. */
  readonly version?: string
  readonly language?: Language
  readonly confirmedAt?: string
}

export type Assurance = 'chip+pin' | 'chip' | 'visual' | 'declared'
/** The document that was looked at instead of the card. */
export const SHOWN_DOCUMENTS = [
  'passport',
  'driving_licence',
  'residence_permit',
  'foreign_identity_card',
  'other',
  'none',
] as const
export type ShownDocument = (typeof SHOWN_DOCUMENTS)[number]
export const NO_CARD_REASONS = [
  'lost',
  'stolen',
  'forgotten',
  'expired',
  'not_genuine',
  'unreadable',
  'no_chip',
  'foreign',
  'minor',
  'refuses',
] as const
export type NoCardReason = (typeof NO_CARD_REASONS)[number]

export type IdentityView =
  | { readonly state: 'none' | 'asked' | 'declined' }
  /** The citizen agreed: the card is awaited or being read. */
  | { readonly state: 'agreed' | 'reading' }
  | { readonly state: 'failed'; readonly failure: CardFailure }
  | {
      readonly state: 'known'
      readonly assurance: Assurance
      readonly person: Person
      readonly checks: readonly Check[]
      /** JPEG, base64; only while the visit runs. */
      readonly photo?: string
      /** Which card it was. */
      readonly card?: CardMark
      /** What the card said, for the dossier alone: no view of a visit has it. */
      readonly files?: CardEvidence
      /** Why this is `chip+pin`. */
      readonly proof?: CardProof
      readonly reason?: NoCardReason
      /** Which document was looked at instead of the card. */
      readonly shown?: ShownDocument
      readonly shownNumber?: string
      /** Which country gave it. */
      readonly shownCountry?: string
      /** How the inspector was convinced, in their words. */
      readonly basis?: string
      readonly at: string
    }

export type DocumentState =
  | 'draft'
  | 'presented'
  | 'read'
  | 'signed'
  | 'refused'
  | 'sealed'
  | 'delivered'
  | 'acknowledged'
export interface DocumentView {
  readonly state: DocumentState
  /** Counts presentations; 0 before the first. */
  readonly revision: number
  /** SHA-256 in hex of the presented bytes. */
  readonly sha256?: string
  readonly pages?: number
  /** SHA-256 in hex of the bytes with the signature in them. */
  readonly signedSha256?: string
  /** The citizen said "klopt niet". */
  readonly objected?: boolean
  /** It could not be made. */
  readonly failed?: boolean
  readonly refusalReason?: string
}

/**
 * The declaration of injured person: it is read and ended as the statement was, after it. Its state stays what became
 * of it; how far the dossier is, `dossier` says.
 */
export interface InjuredView extends DocumentView {
  readonly order: InjuredOrder
  readonly making: boolean
}

/** `asked`: the citizen chooses between sign and refuse; `damaged`: a sample was lost, sign again. */
export interface SignatureView {
  readonly state: 'none' | 'asked' | 'capturing' | 'captured' | 'damaged' | 'pad_gone'
}
export type CopyState = 'none' | 'offered' | 'printing' | 'printed' | 'declined' | 'failed'
export type DossierState = 'none' | 'sealed' | 'acknowledged'

export type PartName =
  | 'button'
  | 'slip_printer'
  | 'card_reader'
  | 'pad'
  | 'document_printer'
  | 'media'
  | 'office'
export type PartState = 'starting' | 'up' | 'simulated' | 'degraded' | 'down'
export type Parts = Readonly<Record<PartName, PartState>>
