import type { Evidence } from './evidence.ts'

/** Why nothing came of a card. */
export type CardFailure =
  | 'absent'
  | 'unreadable'
  | 'removed'
  | 'not_an_eid'
  | 'reader_gone'
  | 'timeout'
  | 'invalid'

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
