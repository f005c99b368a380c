import type { DocumentPaper } from '../core/paper-view.ts'

/** Every claim that a dossier makes and a verifier checks. The sentences are in `texts/`. */
export const CLAIMS = [
  'seal',
  'record',
  'paper',
  'shown',
  'signature',
  'revocation',
  'signer',
  'papers',
  'timestamp',
  'exchanged',
  'rights',
  'rights_text',
  'read',
  'established',
  'person',
  'card',
  'card_revocation',
  'pin',
  'clock',
] as const
export type ClaimName = (typeof CLAIMS)[number]

export interface Claim {
  readonly name: ClaimName
  /** Of which document beside the statement. */
  readonly of?: Exclude<DocumentPaper, 'statement'>
  /** `stated`: the box says so, and it is the only one. `not_checked`: nothing here proves it or speaks against it. */
  readonly verdict: 'holds' | 'broken' | 'stated' | 'not_checked'
  /** What is more to say: codes of evidence, names of authorities; nothing about the person. */
  readonly evidence: readonly string[]
}

export function claim(name: ClaimName, holds: boolean, ...evidence: readonly string[]): Claim {
  return { name, verdict: holds ? 'holds' : 'broken', evidence }
}
export function stated(name: ClaimName, ...evidence: readonly string[]): Claim {
  return { name, verdict: 'stated', evidence }
}
export function notChecked(name: ClaimName, ...evidence: readonly string[]): Claim {
  return { name, verdict: 'not_checked', evidence }
}
