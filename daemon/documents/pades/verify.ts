import { HASHES, type Hash, OID } from './algorithms.ts'
import { chainOf, fingerprintOf, isValidAt, maySign, nameOf } from './chain.ts'
import { changeSince } from './changes.ts'
import { type Check, isSound } from './check.ts'
import { readMessage, type SignedMessage } from './cms-read.ts'
import { type Evidence, evidenceIn } from './dss.ts'
import { type PdfFile, readPdf, revisionsOf } from './pdf-file.ts'
import {
  isArray,
  isDict,
  isNamed,
  isRef,
  isString,
  latin1,
  type PdfDict,
  PdfError,
  type PdfString,
} from './pdf-value.ts'
import { type Revocation, revocationOf } from './revocation.ts'
import { withoutPadding } from './room.ts'
import { signatureFields } from './signature-fields.ts'
import { certificateFits, checkToken } from './token.ts'
import { type Cert, DerError, hashBytes, readCertificate, same, signatureHolds } from './x509.ts'

export interface VerifyOptions {
  /** Certificates that are believed, DER. */
  readonly roots: readonly Uint8Array[]
  /** Those of time-stamp authorities, DER. */
  readonly timestampRoots?: readonly Uint8Array[]
  /** For dates when a signature says none, ISO 8601. */
  readonly now: string
}
/** One signature or document time-stamp of a file. It holds when no check is broken. */
export interface SignatureReport {
  readonly field: string
  readonly kind: 'signature' | 'timestamp'
  /** Whom the certificate names. Undefined when the signature cannot be read. */
  readonly signer?: { readonly name: string; readonly certificateSha256: string }
  /** ISO 8601, UTC: as the signer claims, or as a time-stamp proves. */
  readonly at?: { readonly time: string; readonly proven: boolean }
  /** Of a time-stamp, ISO 8601, UTC: when the first certificate of its chain ends. */
  readonly until?: string
  /** How many bytes, from the first, it covers; the signature itself apart. */
  readonly coversBytes: number
  readonly checks: readonly Check[]
}
export interface PadesReport {
  /** Oldest first. */
  readonly signatures: readonly SignatureReport[]
  /** How many times the file was written, the first time included. */
  readonly revisions: number
  /** Where the last object of the evidence in the file begins; 0 without any. */
  readonly evidenceEnd: number
}

/** What is believed, and what the file brings to help. */
interface Trust {
  readonly roots: readonly Cert[]
  readonly timestampRoots: readonly Cert[]
  readonly pool: readonly Cert[]
  readonly evidence: Evidence
  readonly now: string
}

/** A signature as it lies in the file. */
interface Found {
  readonly field: string
  readonly number: number
  readonly offset: number
  readonly dict: PdfDict
}

/** Verifies every signature of a file offline. @throws PdfError when the file itself is no sound PDF. */
export async function verifyPades(pdf: Uint8Array, options: VerifyOptions): Promise<PadesReport> {
  const file = readPdf(pdf)
  const evidence = evidenceIn(file)
  const trust = trustOf(evidence, options)
  const signatures: SignatureReport[] = []
  const stamps: SignatureReport[] = []
  // The newest first: time-stamps say when the signatures before them were there.
  for (const each of signaturesOf(file).reverse()) {
    const report = await verifyOne(file, each, { ...trust, stamps })
    signatures.unshift(report)
    if (report.kind === 'timestamp' && isSound(report)) stamps.unshift(report)
  }
  return { signatures, revisions: file.sections.length, evidenceEnd: evidence.end }
}

function trustOf(evidence: Evidence, { roots, timestampRoots = [], now }: VerifyOptions): Trust {
  const pool = evidence.certificates.flatMap((der) => readable(der))
  return {
    roots: roots.map(readCertificate),
    timestampRoots: timestampRoots.map(readCertificate),
    ...{ pool, evidence, now },
  }
}
/** A certificate that cannot be read helps nobody, and harms nobody. */
function readable(der: Uint8Array): Cert[] {
  try {
    return [readCertificate(der)]
  } catch (cause) {
    if (cause instanceof DerError) return []
    throw cause
  }
}

/** Those of every revision, so that none can be hidden by a later one. */
function signaturesOf(file: PdfFile): Found[] {
  const found = new Map<number, Found>()
  for (const revision of revisionsOf(file))
    for (const { name, dict: field } of signatureFields(revision)) {
      const value = field.entries.get('V')
      const dict = revision.resolve(value)
      const offset = isRef(value) ? revision.offsetOf(value.number) : undefined
      if (!isRef(value) || !isDict(dict) || offset === undefined) continue
      found.set(offset, { field: name, number: value.number, offset, dict })
    }
  return [...found.values()].sort((a, b) => a.offset - b.offset)
}

interface Judging extends Trust {
  /** Those that hold, of all that were added later; oldest first. */
  readonly stamps: readonly SignatureReport[]
}

async function verifyOne(file: PdfFile, found: Found, judging: Judging): Promise<SignatureReport> {
  const kind = isNamed(found.dict.entries.get('Type'), 'DocTimeStamp') ? 'timestamp' : 'signature'
  const ranges = rangesOf(file, found)
  const checks: Check[] = [rangeCheck(file, found, ranges), unchanged(file, ranges)]
  const hashed = (hash: Hash) => hashRanges(file.bytes, ranges, hash)
  const base = { field: found.field, kind, coversBytes: ranges?.end ?? 0 } as const
  if (ranges === undefined) return { ...base, checks }
  try {
    const der = withoutPadding(ranges.contents.bytes)
    const stamp = judging.stamps.find(({ coversBytes }) => coversBytes > ranges.end)
    const times = { proven: stamp?.at?.time, claimed: claimedTime(found) }
    const rest =
      kind === 'timestamp'
        ? await timestampReport(der, hashed, judging)
        : await signatureReport(readMessage(der), { ...judging, ...times, hashed })
    return { ...base, ...rest, checks: [...checks, ...rest.checks] }
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause
    return { ...base, checks: [...checks, check('form', false, cause.message)] }
  }
}

type Rest = Omit<SignatureReport, 'field' | 'kind' | 'coversBytes'>
type Hashed = (hash: Hash) => Promise<Uint8Array>

async function timestampReport(
  der: Uint8Array,
  hashed: Hashed,
  { timestampRoots, pool, evidence }: Trust,
): Promise<Rest> {
  const token = await checkToken(der, hashed, timestampRoots, pool)
  const { fault, authority, at, path, message } = token
  const ends = path.map(({ x509 }) => x509.notAfter.value.getTime())
  return {
    signer: { name: authority, certificateSha256: await fingerprintOf(message.signer) },
    at: { time: at.toISOString(), proven: fault === undefined },
    until: new Date(Math.min(...ends)).toISOString(),
    checks: [
      check('timestamp', fault === undefined, fault ?? `${authority}, ${at.toISOString()}`),
      revocationCheck(await revocationOf(path, evidence, at)),
    ],
  }
}

interface Context extends Trust {
  readonly hashed: Hashed
  readonly proven: string | undefined
  readonly claimed: string | undefined
}

async function signatureReport(message: SignedMessage, context: Context): Promise<Rest> {
  const { signer, algorithm, digest, contentType, attributedType } = message
  const { hashed, roots, pool, proven, claimed, now, evidence } = context
  const isDetached = message.content === undefined
  const rightType = contentType === OID.data && attributedType === OID.data && isDetached
  const bytes = await hashed(algorithm.hash)
  const holds = await signatureHolds(signer, algorithm, message.signedBytes, message.signature)
  const chain = await chainOf(signer, [...message.others, ...pool], roots)
  const time = proven ?? claimed ?? now
  const valid = chain.path.every((it) => isValidAt(it, new Date(time)))
  const name = nameOf(signer)
  return {
    signer: { name, certificateSha256: await fingerprintOf(signer) },
    ...((proven ?? claimed) ? { at: { time, proven: proven !== undefined } } : {}),
    checks: [
      check('digest', rightType && same(digest, bytes), HASHES[algorithm.hash].web),
      check('signature', holds, `${algorithm.family} ${HASHES[algorithm.hash].web}`),
      check('certificate', await certificateFits(message), name),
      check('usage', maySign(signer), 'key usage'),
      check('chain', chain.trusted, chain.fault ?? chain.path.map(nameOf).join(' < ')),
      check('dates', valid, time),
      revocationCheck(await revocationOf(chain.path, evidence, new Date(time))),
    ],
  }
}

function revocationCheck({ state, evidence }: Revocation): Check {
  if (state === 'unknown') return { name: 'revocation', verdict: 'not_checked', evidence }
  return check('revocation', state === 'good', evidence)
}

function check(name: string, holds: boolean, evidence: string): Check {
  return { name, verdict: holds ? 'holds' : 'broken', evidence }
}

/** What a signature says it covers: from the first byte to its hole, and from there to `end`. */
interface Ranges {
  readonly contents: PdfString
  readonly end: number
}

/** Undefined when the byte range leaves out anything but the one string. */
function rangesOf(file: PdfFile, { dict }: Found): Ranges | undefined {
  const range = file.resolve(dict.entries.get('ByteRange'))
  const contents = dict.entries.get('Contents')
  if (!isArray(range) || !isString(contents)) return undefined
  const [start, first, second, length, ...more] = range.items
  if (more.length > 0 || start !== 0) return undefined
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) return undefined
  if (first !== contents.from || second !== contents.to) return undefined
  const end = contents.to + length
  // In the hole only digits: white space there would be bytes that nobody vouches for.
  const hole = latin1(file.bytes.subarray(contents.from, contents.to))
  const isWhole = /^<(?:[0-9a-fA-F]{2})*>$/.test(hole)
  return isWhole && end <= file.bytes.length ? { contents, end } : undefined
}

function rangeCheck(file: PdfFile, found: Found, ranges: Ranges | undefined): Check {
  const whole = ranges === undefined ? undefined : revisionAt(file, ranges.end)
  const isIn = whole?.offsetOf(found.number) === found.offset
  const covered = ranges ? `bytes 0 to ${ranges.end} of ${file.bytes.length}` : 'no usable range'
  return check('range', whole !== undefined && isIn, covered)
}

function unchanged(file: PdfFile, ranges: Ranges | undefined): Check {
  const whole = ranges === undefined ? undefined : revisionAt(file, ranges.end)
  if (whole === undefined) return check('unchanged', false, 'changed after signing')
  const change = changeSince(whole, file)
  if (change !== undefined) return check('unchanged', false, `changed after signing: ${change}`)
  const later = file.sections.length - whole.sections.length
  return check('unchanged', true, later === 0 ? 'nothing was added' : 'only evidence was added')
}

/** The file as it was when it ended at `end`; undefined when no revision ends there. */
function revisionAt(file: PdfFile, end: number): PdfFile | undefined {
  try {
    const whole = readPdf(file.bytes.subarray(0, end))
    const known = file.sections.some(({ at }) => at === whole.sections[0]?.at)
    return known ? whole : undefined
  } catch (cause) {
    if (cause instanceof PdfError) return undefined
    throw cause
  }
}

async function hashRanges(
  bytes: Uint8Array,
  ranges: Ranges | undefined,
  hash: Hash,
): Promise<Uint8Array> {
  if (ranges === undefined) return new Uint8Array()
  const { contents, end } = ranges
  const covered = new Uint8Array(contents.from + end - contents.to)
  covered.set(bytes.subarray(0, contents.from))
  covered.set(bytes.subarray(contents.to, end), contents.from)
  return await hashBytes(hash, covered)
}

/** `D:20261123155800Z` or with an offset, as ISO 8601. Source: ISO 32000-1, 7.9.4. */
function claimedTime({ dict }: Found): string | undefined {
  const value = dict.entries.get('M')
  const text = isString(value) ? latin1(value.bytes) : ''
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'(\d\d)'?)?/.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second, sign, hours, minutes] = parts
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
