import { isSound } from './check.ts'
import type { PadesReport, SignatureReport } from './verify.ts'

/** How far the signatures of a file can be held without asking anybody. Source: ETSI EN 319 142-1, 6.3. */
export const LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const
export type Level = (typeof LEVELS)[number]

/** What document time-stamps prove of a file. */
export interface Proven {
  readonly level: Level
  /** ISO 8601, UTC: the signatures were there at this time. */
  readonly at: string
  readonly authority: string
  /** ISO 8601, UTC: until when the certificates behind the newest time-stamp are valid. */
  readonly until: string
}

/** Undefined while no sound time-stamp covers every signature. */
export function provenBy({ signatures, evidenceEnd }: PadesReport): Proven | undefined {
  const signed = signatures.filter(({ kind }) => kind === 'signature')
  const end = Math.max(...signed.map(({ coversBytes }) => coversBytes))
  if (signed.length === 0 || !signed.every(isSound)) return undefined
  const stamps = signatures.filter(
    (it) => it.kind === 'timestamp' && isSound(it) && it.coversBytes > end,
  )
  const [first, last] = [stamps[0], stamps.at(-1)]
  if (!first?.at || !first.signer || !last?.until) return undefined
  const hasEvidence = [...signed, first].every(isInForce)
  // What the newest time-stamp rests on can only be added after it.
  const isKept =
    last !== first && stamps.slice(0, -1).every(isInForce) && last.coversBytes > evidenceEnd
  const level = hasEvidence ? (isKept ? 'B-LTA' : 'B-LT') : 'B-T'
  return { level, at: first.at.time, authority: first.signer.name, until: last.until }
}

/** Whether the file itself shows that its certificates were not withdrawn. */
function isInForce({ checks }: SignatureReport): boolean {
  return checks.some(({ name, verdict }) => name === 'revocation' && verdict === 'holds')
}
