import { createPublicKey, verify } from 'node:crypto'
import { PdfError } from '../documents/pades/pdf-value.ts'
import { type PadesReport, type SignatureReport, verifyPades } from '../documents/pades/verify.ts'
import { type DossierRecord, dossierRecord } from '../documents/record.ts'
import { sha256 } from '../documents/sha256.ts'
import { boxKid, type PartyPublic } from '../runtime/keys.ts'
import { type Claim, claim, notChecked, stated } from './claim.ts'
import { type DossierParts, readDossierFile } from './dossier-file.ts'
import { type FileProof, type JudgedFile, readExtensions } from './extensions.ts'
import { cardRoots, type VerifierTrust } from './trust-file.ts'
import { exchangedClaims, exchangedFiles } from './verify-exchanged.ts'
import { certificateMark, identityClaims } from './verify-identity.ts'
import { rightsClaims } from './verify-rights.ts'

/** What a dossier says, and which of its claims hold. */
export interface Findings {
  /** Undefined when the record itself cannot be read. */
  readonly record?: DossierRecord
  /** By whose key, as the file says. */
  readonly by: string
  readonly claims: readonly Claim[]
  /** How far each signed file can be held; empty when the record cannot be read. */
  readonly proofs: readonly FileProof[]
  /** No claim is broken. */
  readonly holds: boolean
  /** Made with test roots or where people only try: it proves that the machinery works and nothing about a person. */
  readonly test: boolean
}

/**
 * Checks a dossier file offline, claim by claim: each is checked on its own, so that a change anywhere names what it
 * broke. @throws DossierFileError when it is no dossier at all.
 */
export async function verifyDossier(
  text: string,
  trust: VerifierTrust,
  now: string,
): Promise<Findings> {
  const parts = readDossierFile(text)
  const { data: record } = dossierRecord.safeParse(parts.record)
  const seal = sealClaim(parts, trust)
  const claims: Claim[] = [seal, recordClaim(parts, record)]
  if (!record) return { by: parts.kid, claims, proofs: [], holds: false, test: trust.forTests }
  const exchanged = exchangedFiles(record, parts.files)
  const own = { ...parts, files: parts.files.filter((file) => !exchanged.includes(file)) }
  const { files, proofs, claims: stamped } = await readExtensions(own, trust, now)
  const documents = documentsIn(record)
  const against = { identity: record.identity, trust, now }
  for (const [at, each] of documents.entries())
    claims.push(...(await documentClaims(each, files[at], against)))
  const others = files.slice(documents.length)
  claims.push(...(await givenClaims(record, others, trust, now)))
  claims.push(...(await exchangedClaims(record, exchanged, parts.files[0])))
  const identity = identityClaims(record, trust)
  claims.push(...stamped, ...heardClaims(record), ...identity.claims, clockClaim(record))
  return {
    record,
    by: parts.kid,
    claims: seal.verdict === 'holds' ? claims : claims.map(unvouched),
    proofs,
    holds: claims.every(({ verdict }) => verdict !== 'broken'),
    test: identity.test || trust.forTests,
  }
}

/** Without the box's seal nobody knows that the box said so. */
function unvouched(each: Claim): Claim {
  if (each.verdict !== 'stated') return each
  return { ...each, verdict: 'not_checked', evidence: ['no_seal'] }
}

/** The box signed exactly these bytes. Source: RFC 7515, RFC 8037. */
function sealClaim(parts: DossierParts, { boxes }: VerifierTrust): Claim {
  const { kid, alg, typ, signed, signature } = parts
  const box = boxes.get(kid)
  if (!box) return claim('seal', false, 'unknown_box')
  if (alg !== 'EdDSA' || typ !== 'lk1-sealed' || parts.purpose !== 'dossier')
    return claim('seal', false, 'other_kind')
  return claim('seal', verify(null, signed, keyOf(box), signature), kid)
}
function keyOf({ signing }: PartyPublic) {
  return createPublicKey({ key: { ...signing }, format: 'jwk' })
}

function recordClaim({ kid, box, id }: DossierParts, record: DossierRecord | undefined): Claim {
  if (!record) return claim('record', false, 'contradiction')
  const own = record.box === box && record.dossierId === id && kid === boxKid(record.box)
  return claim('record', own, ...(own ? [] : ['of_another']))
}

type Document = NonNullable<DossierRecord['document']>
/** A document of the record, and what its claims say of themselves. */
interface Claimed extends Pick<Claim, 'of'> {
  readonly document: Document
}
/** What the citizen read and signed or refused, in the order of the files. */
function documentsIn({ document, injured }: DossierRecord): readonly Claimed[] {
  return [
    ...(document ? [{ document }] : []),
    ...(injured ? [{ document: injured, of: 'injured' as const }] : []),
  ]
}

/** What a document is held against. */
interface Against {
  readonly identity: DossierRecord['identity']
  readonly trust: VerifierTrust
  readonly now: string
}

async function documentClaims(
  { document, ...of }: Claimed,
  file: JudgedFile | undefined,
  against: Against,
): Promise<Claim[]> {
  if (file?.name !== document.file.name) return [{ ...claim('paper', false, 'missing'), ...of }]
  const { presented, ending } = document
  const shown = file.bytes.subarray(0, presented.length)
  const claims = [
    claim('paper', sha256(file.bytes) === document.file.sha256),
    claim('shown', shown.length === presented.length && sha256(shown) === presented.sha256),
    ...(ending ? await signatureClaims(file, ending, against) : []),
  ]
  return claims.map((each) => ({ ...each, ...of }))
}

/** The papers that were given besides: each the file of the record, sealed by the box. */
async function givenClaims(
  { papers = [] }: DossierRecord,
  files: readonly JudgedFile[],
  trust: VerifierTrust,
  now: string,
): Promise<Claim[]> {
  if (papers.length === 0 && files.length === 0) return []
  if (files.length !== papers.length)
    return [claim('papers', false, files.length > papers.length ? 'unexpected' : 'missing')]
  const wrong: string[] = []
  for (const [at, { file, sealSha256 }] of papers.entries()) {
    const given = files[at]
    if (given?.name !== file.name || sha256(given.bytes) !== file.sha256) {
      wrong.push(file.name)
      continue
    }
    const [seal] = (await reportOf(given, trust.seals, trust, now))?.signatures ?? []
    const holds = seal?.checks.every(({ verdict }) => verdict !== 'broken')
    if (!holds || seal?.signer?.certificateSha256 !== sealSha256)
      wrong.push(file.name, 'paper_seal')
  }
  return [claim('papers', wrong.length === 0, ...wrong)]
}

type Ending = NonNullable<Document['ending']>

/** A person's signature leads to a root of cards and is of the card that was read; a box's seal leads to one of seals. */
async function signatureClaims(
  file: JudgedFile,
  ending: Ending,
  { identity, trust, now }: Against,
): Promise<Claim[]> {
  const card = 'means' in ending && ending.means === 'eid' ? ending.certificateSha256 : undefined
  const seal = 'sealSha256' in ending ? ending.sealSha256 : undefined
  const roots = card ? cardRoots(trust) : trust.seals
  const report = await reportOf(file, roots, trust, now)
  const [first] = report?.signatures ?? []
  if (!first) return [claim('signature', false, 'none')]
  const signer = first.signer?.certificateSha256
  const sound = soundClaims(first)
  if (!card) return [...sound, claim('signer', !!signer && signer === seal)]
  if (signer !== card) return [...sound, claim('signer', false)]
  const own = identity && certificateMark(identity, 'signature') === card
  return [...sound, claim('signer', own === true, ...(own ? [] : ['other_card']))]
}

/** Whether it is sound, what its moment rests on, and whether anybody asked if its certificate was withdrawn. */
function soundClaims({ checks, signer, at }: SignatureReport): Claim[] {
  const broken = checks.filter(({ verdict }) => verdict === 'broken').map(({ name }) => name)
  const moment = at?.proven ? 'stamped_time' : 'own_time'
  const withdrawn = checks.find(({ name }) => name === 'revocation')
  const { verdict } = withdrawn ?? { verdict: 'not_checked' }
  return [
    claim('signature', broken.length === 0, ...broken, signer?.name ?? '', moment),
    verdict === 'not_checked'
      ? notChecked('revocation', 'not_asked')
      : claim('revocation', verdict === 'holds'),
  ]
}

/** With its time-stamps where they hold: certificates are judged at the time that those prove. */
async function reportOf(
  { bytes, extended }: JudgedFile,
  roots: readonly Uint8Array[],
  { timestamps }: VerifierTrust,
  now: string,
): Promise<PadesReport | null> {
  try {
    return await verifyPades(extended ?? bytes, { roots, timestampRoots: timestamps, now })
  } catch (cause) {
    if (cause instanceof PdfError) return null
    throw cause
  }
}

/** What was read to somebody and read by them rests on the box's word alone. */
function heardClaims(record: DossierRecord): Claim[] {
  return [
    ...rightsClaims(record),
    ...documentsIn(record).map(({ document, ...of }) => ({
      ...(document.readAt ? stated('read') : notChecked('read', 'not_done')),
      ...of,
    })),
  ]
}

function clockClaim({ clock }: DossierRecord): Claim {
  return clock.synchronised ? stated('clock', clock.source) : notChecked('clock', clock.source)
}
