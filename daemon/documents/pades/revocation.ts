import {
  BasicOCSPResponse,
  CertificateRevocationList,
  OCSPResponse,
  type SingleResponse,
} from 'pkijs'
import { algorithmOf } from './algorithms.ts'
import { isIssuedBy, isMeantFor, isValidAt, maySignLists, nameOf } from './chain.ts'
import { octets } from './cms-read.ts'
import type { Evidence } from './dss.ts'
import { type Cert, guarded, own, readCertificate, readDer, same, signatureHolds } from './x509.ts'

/** Whether the certificates of a chain were in force. */
export type Revocation =
  | { readonly state: 'good'; readonly evidence: string }
  | { readonly state: 'revoked' | 'unknown'; readonly evidence: string }

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9'
const OCSP_SUCCESSFUL = 0
/** certStatus is a CHOICE of [0] good, [1] revoked, [2] unknown. Source: RFC 6960, 4.2.1. */
const OCSP_TAGS = { good: 0, revoked: 1 } as const

/** What says no end of its own counts for a day. */
const FRESH_MS = 24 * 3_600_000

/** Looks up each certificate of `path` but the last, the root, in the evidence. `at`: when they had to be in force. */
export async function revocationOf(
  path: readonly Cert[],
  evidence: Evidence,
  at: Date,
): Promise<Revocation> {
  const sources: string[] = []
  for (const [index, certificate] of path.entries()) {
    const issuer = path[index + 1]
    if (issuer === undefined) break
    const found =
      (await inOcsps(certificate, issuer, evidence.ocsps, at)) ??
      (await inCrls(certificate, issuer, evidence.crls, at))
    if (found === undefined)
      return { state: 'unknown', evidence: `nothing about ${nameOf(certificate)}` }
    if (found !== 'good') return { state: 'revoked', evidence: `${nameOf(certificate)}, ${found}` }
    sources.push(nameOf(certificate))
  }
  return { state: 'good', evidence: sources.join(', ') }
}

type Found = 'good' | string | undefined

async function inCrls(
  { x509 }: Cert,
  issuer: Cert,
  crls: readonly Uint8Array[],
  at: Date,
): Promise<Found> {
  for (const der of crls) {
    const list = guarded(
      'revocation list',
      () => new CertificateRevocationList({ schema: readDer(der) }),
    )
    if (!list.issuer.isEqual(issuer.x509.subject) || !maySignLists(issuer)) continue
    // Each narrows what the list tells: a part, or only changes. Source: RFC 5280, 5.2.
    if (list.crlExtensions?.extensions.some(({ critical }) => critical)) continue
    if (!tellsOf(at, list.thisUpdate.value, list.nextUpdate?.value)) continue
    const algorithm = algorithmOf(list.signatureAlgorithm.algorithmId)
    const signature = new Uint8Array(list.signatureValue.valueBlock.valueHexView)
    if (!algorithm || !(await signatureHolds(issuer, algorithm, list.tbsView, signature))) continue
    const entry = list.revokedCertificates?.find(({ userCertificate }) =>
      userCertificate.isEqual(x509.serialNumber),
    )
    if (entry && entry.revocationDate.value <= at)
      return `revoked on ${entry.revocationDate.value.toISOString()}`
    return 'good'
  }
  return undefined
}

async function inOcsps(
  certificate: Cert,
  issuer: Cert,
  responses: readonly Uint8Array[],
  at: Date,
): Promise<Found> {
  for (const der of responses) {
    const basic = basicOf(der)
    if (basic === undefined || !(await isAnsweredFor(basic, issuer))) continue
    for (const single of basic.tbsResponseData.responses) {
      if (!tellsOf(at, single.thisUpdate, single.nextUpdate)) continue
      if (await isAbout(single, certificate, issuer)) return statusOf(single, at)
    }
  }
  return undefined
}

/** Whether an answer was still good at a time; one that was made later tells of it too. */
function tellsOf(at: Date, from: Date, until: Date | undefined): boolean {
  return (until?.getTime() ?? from.getTime() + FRESH_MS) >= at.getTime()
}

function basicOf(der: Uint8Array): BasicOCSPResponse | undefined {
  return guarded('OCSP response', () => {
    const response = new OCSPResponse({ schema: readDer(der) })
    const { responseBytes } = response
    if (response.responseStatus.valueBlock.valueDec !== OCSP_SUCCESSFUL || !responseBytes)
      return undefined
    return new BasicOCSPResponse({ schema: readDer(octets(responseBytes.response)) })
  })
}

/** Signed by the issuer, or by whom the issuer lets answer. Source: RFC 6960, 4.2.2.2. */
async function isAnsweredFor(basic: BasicOCSPResponse, issuer: Cert): Promise<boolean> {
  const algorithm = algorithmOf(basic.signatureAlgorithm.algorithmId)
  if (algorithm === undefined) return false
  const signature = new Uint8Array(basic.signature.valueBlock.valueHexView)
  const data = basic.tbsResponseData.tbsView
  if (await signatureHolds(issuer, algorithm, data, signature)) return true
  for (const x509 of basic.certs ?? []) {
    const responder = readCertificate(new Uint8Array(x509.toSchema().toBER()))
    if (!isMeantFor(responder, OCSP_SIGNING) || !(await isIssuedBy(responder, issuer))) continue
    if (!isValidAt(responder, basic.tbsResponseData.producedAt)) continue
    if (await signatureHolds(responder, algorithm, data, signature)) return true
  }
  return false
}

const SHA1 = '1.3.14.3.2.26'
/** The identifier of a certificate in OCSP is made with SHA-1 by all clients; nothing rests on it but the look-up. */
async function isAbout(
  { certID }: SingleResponse,
  certificate: Cert,
  issuer: Cert,
): Promise<boolean> {
  if (certID.hashAlgorithm.algorithmId !== SHA1) return false
  if (!certID.serialNumber.isEqual(certificate.x509.serialNumber)) return false
  const sha1 = async (bytes: Uint8Array) =>
    new Uint8Array(await globalThis.crypto.subtle.digest('SHA-1', own(bytes)))
  const name = new Uint8Array(issuer.x509.subject.toSchema().toBER())
  const key = new Uint8Array(
    issuer.x509.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView,
  )
  return (
    same(octets(certID.issuerNameHash), await sha1(name)) &&
    same(octets(certID.issuerKeyHash), await sha1(key))
  )
}

function statusOf({ certStatus, thisUpdate }: SingleResponse, at: Date): Found {
  const tag: unknown = certStatus?.idBlock?.tagNumber
  if (tag === OCSP_TAGS.good) return 'good'
  if (tag !== OCSP_TAGS.revoked) return undefined
  const time: unknown = certStatus.valueBlock?.value?.[0]?.toDate?.()
  // Without a date that can be read it counts as revoked from the beginning.
  const since = time instanceof Date ? time : new Date(0)
  return since <= at ? `revoked, says an answer of ${thisUpdate.toISOString()}` : 'good'
}
