import type { Language } from './language.ts'

/** A document that the citizen reads and then signs or refuses. */
export type DocumentPaper = 'statement' | 'injured'
/** A paper that the police give besides the statement. */
export type PaperKind = 'attestation' | 'loss'
/** A document that DOCSTOP can block, or another one. */
export const LOST_DOCUMENTS = [
  'identity_card',
  'kids_id',
  'residence_permit',
  'passport',
  'other',
] as const
export type LostDocument = (typeof LOST_DOCUMENTS)[number]
export const LOSSES = ['lost', 'stolen'] as const
export type Loss = (typeof LOSSES)[number]

/** What the inspector asks to be put on it. */
export type PaperOrder =
  /** `facts`: what the complaint is about, when and where. */
  | { readonly paper: 'attestation'; readonly facts: string }
  | {
      readonly paper: 'loss'
      readonly what: LostDocument
      readonly how: Loss
      /** Of the document, when it is known. */
      readonly number?: string
      /** When and where. */
      readonly circumstances: string
      readonly docstopTold: boolean
    }

export interface PaperView {
  readonly order: PaperOrder
  readonly language: Language
  readonly state: 'making' | 'made' | 'failed'
  /** ISO 8601, UTC. */
  readonly askedAt: string
  /** SHA-256 in hex of the sealed bytes, once they are made. */
  readonly sha256?: string
}
