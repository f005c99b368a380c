import type { CardAttempts } from './card-attempts.ts'
import type { Evidence } from './evidence.ts'
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
export type CardFailure =
  | 'absent'
  | 'unreadable'
  | 'removed'
  | 'not_an_eid'
  | 'reader_gone'
  | 'timeout'
  | 'invalid'
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

export type SpecialStatus =
  | 'white_cane'
  | 'extended_minority'
  | 'white_cane_and_extended_minority'
  | 'yellow_cane'
  | 'yellow_cane_and_extended_minority'

export interface Person {
  readonly surname: string
  readonly givenNames: string
  readonly birthDate: string
  readonly birthPlace?: string
  readonly nationality?: string
  readonly nationalNumber?: string
  readonly cardNumber?: string
  readonly cardValidUntil?: string
  readonly sex?: 'F' | 'M'
  /** `belgian`, `kids`, the letter of a foreigner's card such as `F+`, or the number on the card when it is unknown. */
  readonly documentType?: string
  /** Title of nobility. */
  readonly nobility?: string
  /** What an inspector must know before anything is said or signed. */
  readonly specialStatus?: SpecialStatus
  readonly address?: {
    readonly street: string
    readonly zip: string
    readonly municipality: string
  }
}

export const CHECKS = [
  'signer',
  'signer_dates',
  'identity',
  'address',
  'photo',
  'chip',
  'card_dates',
  'national_number',
  'holder',
  'holder_dates',
  'holder_number',
  'copy',
  'revocation',
  'trust',
  'pin',
  'office',
] as const
export type CheckName = (typeof CHECKS)[number]

/** One named check of the card's data. */
export interface Check {
  readonly name: CheckName
  readonly verdict: 'holds' | 'broken' | 'not_checked'
  readonly evidence: Evidence
}

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

/**
 * Tells a card from every other, each as SHA-256 in hex. A certificate of the holder's is in it only when it was proven to
 * be theirs: what is signed with another proves nothing of them.
 */
export interface CardMark {
  readonly chip: string
  readonly authentication?: string
  readonly signature?: string
}

/** The files of a card as they were read, base64, without the photo. Certificates and keys are DER. */
export interface CardEvidence {
  /** Version of the applet: 0x11, 0x17 or 0x18. */
  readonly applet: number
  readonly chip: string
  readonly identity: string
  readonly identitySignature: string
  readonly address: string
  readonly addressSignature: string
  /** The certificate of the National Register's signer. */
  readonly signer: string
  readonly authentication?: string
  readonly signature?: string
  /** Who issued these two. */
  readonly authority?: string
  /** The chip's own key, what it was asked and what it answered, from applet 1.8. */
  readonly basicKey?: string
  readonly challenge?: string
  readonly answer?: string
}

/**
 * A fresh challenge that the card signed after its PIN was entered: with it anybody can check later that the card was
 * there and its holder too. `challenge` is what `cardChallenge` makes of the visit and the two nonces.
 */
export interface CardProof {
  /** 32 bytes in hex: made by the console and heard by the office. */
  readonly nonce: string
  /** 32 bytes in hex: made by the box. */
  readonly boxNonce: string
  /** The card's authentication certificate, DER, base64. */
  readonly certificate: string
  /** As the card gives it, base64: PKCS #1 v1.5 (RSA), or r and s side by side (EC, IEEE P1363). */
  readonly signature: string
  readonly hash: 'sha256' | 'sha384'
}

export type PinPurpose = 'identify' | 'sign'
/**
 * `no_keys`: there is nothing here to enter a PIN on. `no_certificate`: this card has no such key, as cards of children.
 * `other_card`: not the card that was read.
 */
export type PinFailure =
  | 'blocked'
  | 'cancelled'
  | 'removed'
  | 'no_keys'
  | 'no_certificate'
  | 'other_card'
  | 'failed'
/** The citizen's PIN is wanted; no digit of it is ever here. */
export type PinView = {
  readonly purpose: PinPurpose
} /** `asked`: the citizen decides. `entering`: at the keys. */ & (
  | { readonly state: 'asked' | 'entering' }
  /** One try is left and it was not spent: it takes a second yes. */
  | { readonly state: 'last_try' }
  | { readonly state: 'wrong'; readonly triesLeft: number }
  | { readonly state: 'failed'; readonly failure: PinFailure }
)

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
