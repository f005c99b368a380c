import { X509Certificate } from 'node:crypto'
import { BitString } from 'asn1js'
import { BasicConstraints, Certificate } from 'pkijs'

/** A certificate and what a check of the eID asks of it. */
export interface EidCertificate {
  readonly der: Uint8Array
  readonly x509: X509Certificate
  /** The structure, for what Node does not show. */
  readonly parsed: Certificate
  /** The `serialNumber` of the subject (a holder's national number), or null. */
  readonly subjectNumber: string | null
  /** Hex, as Node writes it. */
  readonly serial: string
  /** How many authorities may follow it in a chain (path length); Infinity where it is not limited. */
  readonly mostAuthorities: number
}

const BASIC_CONSTRAINTS = '2.5.29.19'
const KEY_USAGE = '2.5.29.15'
const SUBJECT_SERIAL_NUMBER = '2.5.4.5'
const COMMON_NAME = '2.5.4.3'
/** Bits of KeyUsage from the left. Source: RFC 5280, 4.2.1.3. */
const BITS = {
  digitalSignature: 0x80,
  nonRepudiation: 0x40,
  certSign: 0x04,
  crlSign: 0x02,
} as const
export type KeyUse = keyof typeof BITS

/** The certificate in these bytes, or null when they are none. */
export function readCertificate(der: Uint8Array): EidCertificate | null {
  try {
    const x509 = new X509Certificate(der)
    const parsed = Certificate.fromBER(Uint8Array.from(der))
    const subjectNumber = nameOf(parsed, SUBJECT_SERIAL_NUMBER)
    const mostAuthorities = pathLengthOf(parsed)
    return { der, x509, parsed, subjectNumber, serial: x509.serialNumber, mostAuthorities }
  } catch {
    return null // whatever the parsers stumble over, it is no certificate
  }
}

/** Whether the key may be used for that. A certificate without the extension leaves it open. */
export function mayBeUsedFor({ parsed }: EidCertificate, ...uses: readonly KeyUse[]): boolean {
  const extension = parsed.extensions?.find(({ extnID }) => extnID === KEY_USAGE)
  if (!extension) return true
  const { parsedValue } = extension
  const [bits = 0] = parsedValue instanceof BitString ? parsedValue.valueBlock.valueHexView : []
  return uses.some((use) => (bits & BITS[use]) !== 0)
}

function pathLengthOf({ extensions }: Certificate): number {
  const extension = extensions?.find(({ extnID }) => extnID === BASIC_CONSTRAINTS)
  const value = extension?.parsedValue
  const length = value instanceof BasicConstraints ? value.pathLenConstraint : undefined
  return typeof length === 'number' ? length : Number.POSITIVE_INFINITY
}

/** Purposes that a certificate is limited to (extended key usage), as OIDs; empty when it is not. */
export function purposesOf({ x509 }: EidCertificate): readonly string[] {
  // Node's type leaves out that there may be none.
  return (x509.keyUsage as readonly string[] | undefined) ?? []
}

/** Whether `issuer` may issue certificates and did issue this one: names, key identifiers, rights and signature. */
export function isIssuedBy({ x509 }: EidCertificate, issuer: EidCertificate): boolean {
  return issuer.x509.ca && x509.checkIssued(issuer.x509) && verifies(x509, issuer.x509)
}

function verifies(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    return false // a key that Node cannot use verifies nothing
  }
}

export function isValidAt({ validFromDate, validToDate }: X509Certificate, at: Date): boolean {
  return validFromDate <= at && at <= validToDate
}

/** The common name of the subject; empty when there is none. */
export function commonName({ parsed }: EidCertificate): string {
  return nameOf(parsed, COMMON_NAME) ?? ''
}

function nameOf({ subject }: Certificate, oid: string): string | null {
  const found = subject.typesAndValues.find(({ type }) => String(type) === oid)
  return found ? String(found.value.valueBlock.value) : null
}
