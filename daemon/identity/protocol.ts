import type { CardEvidence, CardFailure, CardMark, Check, Person } from '../core/card-view.ts'
import type { Language } from '../core/language.ts'
import type { PinOutcome } from '../core/visit-state.ts'

/** What loketd and its card child say to each other over the fork's IPC channel. */
export type CardOrder =
  /** Waits for a card (or takes the one that is in) and reads it; answered by `card.read` or `card.failed`. */
  | { readonly type: 'card.read'; readonly requestId: string; readonly waitMs: number }
  | { readonly type: 'card.cancel'; readonly requestId: string }
  /** Has the card that was read sign a challenge with its PIN; answered by `pin.answered`. */
  | (PinOrder & { readonly type: 'pin.prove'; readonly visitId: string; readonly nonce: string })
  /** Asks for the certificates that a signature needs; answered by `card.certificates` or `pin.answered`. */
  | {
      readonly type: 'card.certify'
      readonly requestId: string
      readonly waitMs: number
      readonly card: CardMark
    }
  /** Has the card sign a ready hash (hex) with the key of that certificate; answered by `pin.answered`. */
  | (PinOrder & { readonly type: 'pin.sign'; readonly certificate: string; readonly hash: string })
  | { readonly type: 'stop' }

interface PinOrder {
  readonly requestId: string
  /** The card that was read: a PIN proves something of that one alone. */
  readonly card: CardMark
  readonly waitMs: number
  /** The last try may be spent. */
  readonly insist: boolean
  /** Of the text that a reader shows on its own display. */
  readonly language: Language
}

export type CardReport =
  | { readonly type: 'ready'; readonly reader: 'pcsc' | 'sim' }
  /** Presence in the reader; also once after `ready`. */
  | { readonly type: 'card.present'; readonly present: boolean }
  | { readonly type: 'reader.state'; readonly state: 'up' | 'gone' }
  | { readonly type: 'card.reading'; readonly requestId: string }
  /** The name that the card claims, as soon as it is read; nothing has been checked yet. */
  | {
      readonly type: 'card.seen'
      readonly requestId: string
      readonly surname: string
      readonly givenNames: string
    }
  | {
      readonly type: 'card.read'
      readonly requestId: string
      readonly person: Person
      readonly checks: readonly Check[]
      /** JPEG, base64. */
      readonly photo?: string
      readonly card: CardMark
      /** Left out where the settings do not allow all that is in them. */
      readonly files?: CardEvidence
    }
  | { readonly type: 'card.failed'; readonly requestId: string; readonly failure: CardFailure }
  | { readonly type: 'pin.answered'; readonly requestId: string; readonly outcome: PinAnswer }
  /** The holder's signing certificate and what it was issued by, DER, base64. */
  | {
      readonly type: 'card.certificates'
      readonly requestId: string
      readonly certificates: readonly string[]
    }
  /** Once a second; the parent kills a child that is silent for five. */
  | { readonly type: 'health' }

export type PinAnswer =
  | Exclude<PinOutcome, { readonly state: 'signed' }>
  /** As the card gives it, base64: PKCS #1 v1.5 (RSA), or r and s side by side (EC). */
  | { readonly state: 'signed'; readonly signature: string }
