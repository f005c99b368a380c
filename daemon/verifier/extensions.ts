import type { DossierFile } from '../documents/dossier.ts'
import { isSound } from '../documents/pades/check.ts'
import { LEVELS, type Proven, provenBy } from '../documents/pades/level.ts'
import { readPdf } from '../documents/pades/pdf-file.ts'
import { isDict, PdfError } from '../documents/pades/pdf-value.ts'
import { signatureFields } from '../documents/pades/signature-fields.ts'
import { type PadesReport, verifyPades } from '../documents/pades/verify.ts'
import { sha256 } from '../documents/sha256.ts'
import { type Claim, claim, notChecked } from './claim.ts'
import type { DossierParts, Extension } from './dossier-file.ts'
import { signerRoots, type VerifierTrust } from './trust-file.ts'

/** A file of the dossier, and what its extension makes of it where that holds. */
export interface JudgedFile extends DossierFile {
  readonly extended?: Uint8Array
}
/** How far a signed file can be held; without a proof it is as its box made it. */
export interface FileProof {
  readonly name: string
  readonly proven?: Proven
}
export interface Extensions {
  readonly files: readonly JudgedFile[]
  readonly proofs: readonly FileProof[]
  /** None for a dossier in which nothing is signed. */
  readonly claims: readonly Claim[]
}

/** Checks what was appended to the files of a dossier after its box signed it, and what that proves. */
export async function readExtensions(
  { files, extensions }: DossierParts,
  trust: VerifierTrust,
  now: string,
): Promise<Extensions> {
  const wrong: string[] = []
  const judged: JudgedFile[] = []
  const proofs: FileProof[] = []
  const left = new Map(extensions.map((each) => [each.file, each]))
  if (left.size < extensions.length) wrong.push('twice')
  for (const file of files) {
    const hash = sha256(file.bytes)
    const result = await judge(file.bytes, left.get(hash), trust, now)
    left.delete(hash)
    if (result.fault) wrong.push(file.name, result.fault)
    judged.push({ ...file, ...(result.extended ? { extended: result.extended } : {}) })
    if (result.isSigned)
      proofs.push({ name: file.name, ...(result.proven ? { proven: result.proven } : {}) })
  }
  if (left.size > 0) wrong.push('unexpected')
  return { files: judged, proofs, claims: claimsOf(proofs, wrong, trust) }
}

interface Judged {
  readonly isSigned: boolean
  readonly extended?: Uint8Array
  readonly proven?: Proven
  /** What is wrong with the extension. */
  readonly fault?: string
}

async function judge(
  file: Uint8Array,
  extension: Extension | undefined,
  trust: VerifierTrust,
  now: string,
): Promise<Judged> {
  const isSigned = hasSignature(file)
  if (!extension) return { isSigned }
  const extended = extendedBy(file, extension)
  if (!extended) return { isSigned, fault: 'changed' }
  // Without an authority that is believed there is nothing to hold a time-stamp against.
  if (trust.timestamps.length === 0) return { isSigned }
  const report = await reportOf(extended, trust, now)
  const fault = report ? faultOf(report) : 'unreadable'
  if (!report || fault) return { isSigned, fault: fault ?? 'unreadable' }
  const proven = provenBy(report)
  return { isSigned, extended, ...(proven ? { proven } : {}) }
}

function hasSignature(pdf: Uint8Array): boolean {
  try {
    const file = readPdf(pdf)
    return signatureFields(file).some(({ dict }) => isDict(file.resolve(dict.entries.get('V'))))
  } catch (cause) {
    if (cause instanceof PdfError) return false
    throw cause
  }
}

/** The record's file is its beginning by construction. Null when it is not what its hash says. */
function extendedBy(file: Uint8Array, { appended, extended }: Extension): Uint8Array | null {
  const more = Buffer.from(appended, 'base64')
  const bytes = new Uint8Array(file.length + more.length)
  bytes.set(file)
  bytes.set(more, file.length)
  // Base64 can be written in more than one way: one of them is taken.
  return more.toString('base64') === appended && sha256(bytes) === extended ? bytes : null
}

/** Dates and revocation of a signer are no fault of a time-stamp: they belong to the claim of the signature. */
function faultOf({ signatures }: PadesReport): string | undefined {
  const stamps = signatures.filter(({ kind }) => kind === 'timestamp')
  if (stamps.length === 0) return 'no_stamp'
  const broken = [
    ...stamps.filter((it) => !isSound(it)).flatMap(({ checks }) => checks),
    ...signatures.flatMap(({ checks }) => checks.filter(({ name }) => name === 'unchanged')),
  ].find(({ verdict }) => verdict === 'broken')
  return broken?.name
}

function claimsOf(
  proofs: readonly FileProof[],
  wrong: readonly string[],
  { timestamps }: VerifierTrust,
): Claim[] {
  if (wrong.length > 0) return [claim('timestamp', false, ...wrong)]
  if (proofs.length === 0) return []
  if (timestamps.length === 0) return [notChecked('timestamp', 'no_authority')]
  const missing = proofs.filter(({ proven }) => !proven).map(({ name }) => name)
  if (missing.length > 0) return [notChecked('timestamp', ...missing)]
  const levels = proofs.map(({ proven }) => proven?.level ?? 'B-B')
  return [claim('timestamp', true, LEVELS.find((level) => levels.includes(level)) ?? '')]
}

async function reportOf(
  pdf: Uint8Array,
  trust: VerifierTrust,
  now: string,
): Promise<PadesReport | null> {
  try {
    return await verifyPades(pdf, {
      roots: signerRoots(trust),
      timestampRoots: trust.timestamps,
      now,
    })
  } catch (cause) {
    if (cause instanceof PdfError) return null
    throw cause
  }
}
