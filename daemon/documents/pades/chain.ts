import { BitString } from 'asn1js'
import type { BasicConstraints, ExtKeyUsage } from 'pkijs'
import { algorithmOf } from './algorithms.ts'
import { type Cert, hashBytes, hex, sameCertificate, signatureHolds } from './x509.ts'

/** From a certificate up to a root that is believed, or as far as it went. */
export interface Chain {
  readonly path: readonly Cert[]
  readonly trusted: boolean
  /** Why it went no further. */
  readonly fault?: string
}

const MOST_CERTIFICATES = 8
const EXTENSION = {
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  policies: '2.5.29.32',
} as const
const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(EXTENSION))
/** Bits of the key usage, first bit highest. Source: RFC 5280, 4.2.1.3. */
const USAGE = {
  digitalSignature: 0x80,
  nonRepudiation: 0x40,
  keyCertSign: 0x04,
  crlSign: 0x02,
} as const

/** Builds the chain of a certificate to one of `roots`, with the help of `pool`. Dates are another question. */
export async function chainOf(
  leaf: Cert,
  pool: readonly Cert[],
  roots: readonly Cert[],
): Promise<Chain> {
  const path = [leaf]
  for (;;) {
    const last = path.at(-1) ?? leaf
    const strange = unknownCritical(last)
    if (strange !== undefined)
      return { path, trusted: false, fault: `critical extension ${strange} is not understood` }
    if (roots.some((root) => sameCertificate(root, last))) return { path, trusted: true }
    if (path.length >= MOST_CERTIFICATES) return { path, trusted: false, fault: 'too long' }
    const issuer = await issuerOf(last, [...roots, ...pool], path.length - 1)
    if (issuer === undefined)
      return { path, trusted: false, fault: `no issuer of ${nameOf(last)} is known` }
    path.push(issuer)
  }
}

async function issuerOf(
  certificate: Cert,
  candidates: readonly Cert[],
  below: number,
): Promise<Cert | undefined> {
  for (const candidate of candidates) {
    if (!candidate.x509.subject.isEqual(certificate.x509.issuer) || !mayIssue(candidate, below))
      continue
    if (await isIssuedBy(certificate, candidate)) return candidate
  }
  return undefined
}

/** Whether a certificate carries the signature of another's key. */
export async function isIssuedBy(certificate: Cert, by: Cert): Promise<boolean> {
  const algorithm = algorithmOf(certificate.x509.signatureAlgorithm.algorithmId)
  const stated = certificate.x509.signature.algorithmId
  if (algorithm === undefined || stated !== algorithm.oid) return false
  const signature = new Uint8Array(certificate.x509.signatureValue.valueBlock.valueHexView)
  return await signatureHolds(by, algorithm, certificate.x509.tbsView, signature)
}

/** `below`: how many authorities stand between it and the end of the chain. */
function mayIssue(certificate: Cert, below: number): boolean {
  const constraints = parsed<BasicConstraints>(certificate, EXTENSION.basicConstraints)
  if (constraints?.cA !== true) return false
  const most = constraints.pathLenConstraint
  if (typeof most === 'number' && below > most) return false
  const usage = usageOf(certificate)
  return usage === undefined || (usage & USAGE.keyCertSign) !== 0
}

/** Whether a certificate is for signatures that bind. */
export function maySign(certificate: Cert): boolean {
  const usage = usageOf(certificate)
  return usage !== undefined && (usage & (USAGE.digitalSignature | USAGE.nonRepudiation)) !== 0
}

/** Whether an authority may sign lists of what it withdrew; without a key usage that is open. */
export function maySignLists(certificate: Cert): boolean {
  const usage = usageOf(certificate)
  return usage === undefined || (usage & USAGE.crlSign) !== 0
}

/** Whether a certificate is for one purpose and no other. */
export function isOnlyFor(certificate: Cert, purpose: string): boolean {
  const extension = certificate.x509.extensions?.find(
    ({ extnID }) => extnID === EXTENSION.extendedKeyUsage,
  )
  const purposes = purposesOf(certificate)
  return extension?.critical === true && purposes.length === 1 && purposes[0] === purpose
}

/** Whether a purpose is among those that a certificate names. */
export function isMeantFor(certificate: Cert, purpose: string): boolean {
  return purposesOf(certificate).includes(purpose)
}

function purposesOf(certificate: Cert): readonly string[] {
  return parsed<ExtKeyUsage>(certificate, EXTENSION.extendedKeyUsage)?.keyPurposes ?? []
}

export function isValidAt({ x509 }: Cert, at: Date): boolean {
  return at >= x509.notBefore.value && at <= x509.notAfter.value
}

function usageOf(certificate: Cert): number | undefined {
  const usage = parsed<BitString>(certificate, EXTENSION.keyUsage)
  return usage instanceof BitString ? (usage.valueBlock.valueHexView[0] ?? 0) : undefined
}

/** pkijs types what it parses by the identifier of the extension; this is where that is believed. */
function parsed<T>({ x509 }: Cert, id: string): T | undefined {
  return x509.extensions?.find(({ extnID }) => extnID === id)?.parsedValue as T | undefined
}

function unknownCritical({ x509 }: Cert): string | undefined {
  return x509.extensions?.find(({ extnID, critical }) => critical && !UNDERSTOOD.has(extnID))
    ?.extnID
}

const COMMON_NAME = '2.5.4.3'
/** The common name of a certificate's subject, or all of it when it has none. */
export function nameOf({ x509 }: Cert): string {
  const parts = x509.subject.typesAndValues.map(({ type, value }) => ({
    type,
    text: String(value.valueBlock.value),
  }))
  const common = parts.find(({ type }) => type === COMMON_NAME)?.text
  return common ?? parts.map(({ text }) => text).join(', ')
}

/** The SHA-256 of a certificate, in hex. */
export async function fingerprintOf({ der }: Cert): Promise<string> {
  return hex(await hashBytes('sha256', der))
}
