import { createHash } from 'node:crypto'
import { chainOf } from './chain.ts'
import { readMessage, type SignedMessage } from './cms-read.ts'
import { evidenceIn } from './dss.ts'
import { addHiddenField } from './fields.ts'
import { type Proven, provenBy } from './level.ts'
import { type PdfFile, readPdf } from './pdf-file.ts'
import { isDict, isString, type PdfString, type PdfValue, pdfArray, pdfDict } from './pdf-value.ts'
import { addPlaceholder, fill, prepare } from './placeholder.ts'
import { changeCatalog, createRevision, type Revision } from './revision.ts'
import { withoutPadding } from './room.ts'
import { signatureFields } from './signature-fields.ts'
import { type PadesReport, type SignatureReport, verifyPades } from './verify.ts'
import { type Cert, readCertificate } from './x509.ts'

/** What an issuer said of a certificate, DER: a whole OCSPResponse, or a list. */
export type Said = { readonly ocsp: Uint8Array } | { readonly crl: Uint8Array }

/** What the network gives. */
export interface Sources {
  /** A token over a SHA-256, DER. @throws TimestampError @throws FetchError */
  stamp(digest: Uint8Array): Promise<Uint8Array>
  /** Asks the issuer of a certificate about it; both DER. @throws ExtendError `UNANSWERED` */
  revocation(certificate: Uint8Array, issuer: Uint8Array): Promise<Said>
  /** Whom verifiers believe, DER: above the signers, and above the time-stamp authorities. */
  readonly roots: readonly Uint8Array[]
  readonly timestampRoots: readonly Uint8Array[]
}

/** `BROKEN` a check does not hold, before or after; `UNANSWERED` nobody tells whether a certificate was withdrawn. */
export type ExtendFault = 'BROKEN' | 'UNANSWERED'

/** A file was not taken further. Its message names checks and reasons, nobody. */
export class ExtendError extends Error {
  readonly code: ExtendFault
  readonly scope = 'unit'
  constructor(code: ExtendFault, what: string) {
    super(`not extended: ${what}`)
    this.name = 'ExtendError'
    this.code = code
  }
}

export interface Extended extends Proven {
  readonly bytes: Uint8Array
}

const STAMP_RESERVE = 12_288

/**
 * Takes a signed file one step further: first a document time-stamp, which makes it B-T, then the evidence of every
 * chain and a time-stamp over that, B-LTA. The last step again before `until` keeps it so. All is appended: the file stays,
 * byte for byte, its own beginning, where a time-stamp inside the signature would change it. Null for a file without a
 * signature. Source: ETSI EN 319 142-1, 6.3, table 1: the trusted time of level T is a signature-time-stamp or a
 * document-time-stamp. @throws ExtendError @throws PdfError @throws DerError, and what the sources throw.
 */
export async function extend(pdf: Uint8Array, sources: Sources): Promise<Extended | null> {
  const before = await judged(pdf, sources)
  if (before.signatures.length === 0) return null
  const stamped = provenBy(before) !== undefined
  const complete = stamped ? await addEvidence(pdf, before, sources) : pdf
  const bytes = await stampDocument(complete, sources)
  const proven = provenBy(await judged(bytes, sources))
  if (!proven) throw new ExtendError('BROKEN', 'no time-stamp holds')
  return { ...proven, bytes }
}

/** What is stored holds: verifiers will find the same. @throws ExtendError */
async function judged(pdf: Uint8Array, { roots, timestampRoots }: Sources): Promise<PadesReport> {
  const now = new Date().toISOString()
  const report = await verifyPades(pdf, { roots, timestampRoots, now })
  const broken = report.signatures
    .flatMap(({ checks }) => checks)
    .filter(({ verdict }) => verdict === 'broken')
    .map(({ name }) => name)
  if (broken.length > 0) throw new ExtendError('BROKEN', broken.join(', '))
  return report
}

/** Adds a time-stamp over the whole file, in a field that is not seen. @throws TimestampError @throws PdfError */
export async function stampDocument(
  pdf: Uint8Array,
  { stamp }: Pick<Sources, 'stamp'>,
): Promise<Uint8Array> {
  const file = readPdf(pdf)
  const revision = createRevision(file)
  const placeholder = addPlaceholder(revision, 'ETSI.RFC3161', STAMP_RESERVE)
  const count = signatureFields(file).filter(({ name }) => name.startsWith('timestamp')).length
  addHiddenField(revision, `timestamp${count + 1}`, placeholder)
  const prepared = prepare(revision, placeholder)
  return fill(prepared, await stamp(prepared.digest('sha256')))
}

/**
 * Adds a document security store with every chain and with what issuers say of it, as far as the file does not show it
 * yet. @throws ExtendError @throws PdfError. Source: ETSI EN 319 142-1, 5.4.2.
 */
export async function addEvidence(
  pdf: Uint8Array,
  { signatures }: PadesReport,
  sources: Sources,
): Promise<Uint8Array> {
  const file = readPdf(pdf)
  const before = evidenceIn(file)
  const found = messagesIn(file)
  const open = new Set(signatures.filter(isOpen).map(({ field }) => field))
  const roots = [...sources.roots, ...sources.timestampRoots].map(readCertificate)
  const pool = before.certificates.map(readCertificate)
  const chains = await Promise.all(
    found.map(({ message: { signer, others } }) => chainOf(signer, [...others, ...pool], roots)),
  )
  const paths = chains.map(({ path }) => path)
  const asked = paths.filter((_, at) => open.has(found[at]?.field ?? ''))
  const said = await Promise.all(
    pairsOf(asked).map(([certificate, issuer]) => sources.revocation(certificate.der, issuer.der)),
  )
  const revision = createRevision(file)
  const add = (all: readonly Uint8Array[]) => addStreams(revision, distinct(all))
  const lists = {
    cert: add([...before.certificates, ...paths.flat().map(({ der }) => der)]),
    crl: add([...before.crls, ...said.flatMap((it) => ('crl' in it ? [it.crl] : []))]),
    ocsp: add([...before.ocsps, ...said.flatMap((it) => ('ocsp' in it ? [it.ocsp] : []))]),
  }
  const related = pdfDict({ Cert: lists.cert, CRL: lists.crl, OCSP: lists.ocsp })
  const keys = found.map(({ contents }) => [vriKey(contents), related] as const)
  const store = pdfDict({
    Certs: lists.cert,
    CRLs: lists.crl,
    OCSPs: lists.ocsp,
    VRI: pdfDict(Object.fromEntries(keys)),
  })
  changeCatalog(revision, { DSS: revision.add(store) })
  return revision.write().bytes
}

function isOpen({ checks }: SignatureReport): boolean {
  return checks.some(({ name, verdict }) => name === 'revocation' && verdict !== 'holds')
}

interface Found {
  readonly field: string
  readonly contents: PdfString
  readonly message: SignedMessage
}

function messagesIn(file: PdfFile): Found[] {
  return signatureFields(file).flatMap(({ name, dict: field }) => {
    const dict = file.resolve(field.entries.get('V'))
    const contents = isDict(dict) ? dict.entries.get('Contents') : undefined
    if (!isString(contents)) return []
    return [{ field: name, contents, message: readMessage(withoutPadding(contents.bytes)) }]
  })
}

/** Each certificate with its issuer, once; a root answers for itself. */
function pairsOf(paths: readonly (readonly Cert[])[]): (readonly [Cert, Cert])[] {
  const pairs = paths.flatMap((path) =>
    path.slice(0, -1).map((it, at) => [it, path[at + 1] ?? it] as const),
  )
  return [...new Map(pairs.map((pair) => [base64(pair[0].der), pair])).values()]
}

function distinct(all: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(all.map((der) => [base64(der), der])).values()]
}
function base64(der: Uint8Array): string {
  return Buffer.from(der).toString('base64')
}

/** An array that is left out when it would be empty. */
function addStreams(revision: Revision, all: readonly Uint8Array[]): PdfValue | undefined {
  if (all.length === 0) return undefined
  return pdfArray(all.map((data) => revision.add({ kind: 'stream', dict: pdfDict({}), data })))
}

/** SHA-1 of the signature as it lies in its room, as an address only. Source: ISO 32000-2, 12.8.4.4. */
function vriKey({ bytes }: PdfString): string {
  return createHash('sha1').update(bytes).digest('hex').toUpperCase()
}
