import { createHash } from 'node:crypto'
import { readMessage } from './cms-read.ts'
import { withToken } from './cms-stamp.ts'
import { type Evidence, evidenceIn } from './dss.ts'
import { addHiddenField } from './fields.ts'
import { type PdfFile, readPdf } from './pdf-file.ts'
import {
  isDict,
  isNamed,
  isString,
  type PdfDict,
  type PdfString,
  type PdfValue,
  pdfArray,
  pdfDict,
} from './pdf-value.ts'
import { addPlaceholder, fill, prepare } from './placeholder.ts'
import { changeCatalog, createRevision, type Revision } from './revision.ts'
import { withoutPadding } from './room.ts'
import { signatureFields } from './signature-fields.ts'
import { type AskTimestamp, requestToken } from './timestamp.ts'
import { hashBytes, readCertificate } from './x509.ts'

/** What the network gives. */
export interface Sources {
  readonly timestamp: AskTimestamp
  /** Roots of the time-stamp authority, DER. */
  readonly timestampRoots: readonly Uint8Array[]
  /** Chains, revocation lists and OCSP answers for these certificates, DER. */
  evidence(certificates: readonly Uint8Array[]): Promise<Evidence>
}

const STAMP_RESERVE = 12_288

/**
 * Brings the signatures of a file to B-LTA: a token in each, all evidence, and a time-stamp over the whole.
 * The bytes that were signed stay; the room of a signature is filled up. @throws PdfError @throws DerError
 * @throws TimestampError. Source: ETSI EN 319 142-1, 6.
 */
export async function extendSignature(pdf: Uint8Array, sources: Sources): Promise<Uint8Array> {
  const stamped = await stampSignatures(pdf, sources)
  return await stampDocument(await addEvidence(stamped, sources), sources)
}

/** B-T: puts a token into each signature that has none. The file keeps its length. */
export async function stampSignatures(pdf: Uint8Array, sources: Sources): Promise<Uint8Array> {
  let stamped = pdf
  for (const { contents, dict } of filledSignatures(readPdf(pdf))) {
    const cms = withoutPadding(contents.bytes)
    const { signature, timestamp } = readMessage(cms)
    if (timestamp !== undefined || isNamed(dict.entries.get('Type'), 'DocTimeStamp')) continue
    const token = await tokenOver(await hashBytes('sha256', signature), sources)
    const hole = { from: contents.from + 1, to: contents.to - 1 }
    stamped = fill({ bytes: stamped, hole }, withToken(cms, token))
  }
  return stamped
}

/** B-LT: adds a document security store with what verifying needs. */
export async function addEvidence(pdf: Uint8Array, sources: Sources): Promise<Uint8Array> {
  const file = readPdf(pdf)
  const revision = createRevision(file)
  const before = evidenceIn(file)
  const found = filledSignatures(file)
  const own = found.flatMap(({ contents }) => certificatesOf(withoutPadding(contents.bytes)))
  const more = await sources.evidence(own)
  const all = {
    certificates: distinct([...before.certificates, ...own, ...more.certificates]),
    crls: distinct([...before.crls, ...more.crls]),
    ocsps: distinct([...before.ocsps, ...more.ocsps]),
  }
  const lists = {
    cert: addStreams(revision, all.certificates),
    crl: addStreams(revision, all.crls),
    ocsp: addStreams(revision, all.ocsps),
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

/** LTA: adds a time-stamp over the whole file, in a field that is not seen. */
export async function stampDocument(pdf: Uint8Array, sources: Sources): Promise<Uint8Array> {
  const file = readPdf(pdf)
  const revision = createRevision(file)
  const placeholder = addPlaceholder(revision, 'ETSI.RFC3161', STAMP_RESERVE)
  const count = signatureFields(file).filter(({ name }) => name.startsWith('timestamp')).length
  addHiddenField(revision, `timestamp${count + 1}`, placeholder)
  const prepared = prepare(revision, placeholder)
  return fill(prepared, await tokenOver(prepared.digest('sha256'), sources))
}

async function tokenOver(digest: Uint8Array, { timestamp, timestampRoots }: Sources) {
  const roots = timestampRoots.map(readCertificate)
  return await requestToken(digest, 'sha256', { ask: timestamp, roots })
}

function filledSignatures(file: PdfFile): { contents: PdfString; dict: PdfDict }[] {
  return signatureFields(file).flatMap(({ dict: field }) => {
    const dict = file.resolve(field.entries.get('V'))
    const contents = isDict(dict) ? dict.entries.get('Contents') : undefined
    return isDict(dict) && isString(contents) ? [{ contents, dict }] : []
  })
}

/** Those of a signature, and of the token in it. */
function certificatesOf(cms: Uint8Array): Uint8Array[] {
  const { signer, others, timestamp } = readMessage(cms)
  const here = [signer, ...others].map(({ der }) => der)
  return timestamp === undefined ? here : [...here, ...certificatesOf(timestamp)]
}

function distinct(all: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(all.map((der) => [Buffer.from(der).toString('base64'), der])).values()]
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
