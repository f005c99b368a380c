import { X509Certificate } from 'node:crypto'
import { type DerElement, derElements, derHex, derInside } from './der.ts'

/** A certificate and what a check of the eID asks of it. */
export interface EidCertificate {
  readonly der: Uint8Array
  readonly x509: X509Certificate
  /** Content of each extension by its OID (DER in hex). */
  readonly extensions: ReadonlyMap<string, Uint8Array>
  /** The common name of the subject; empty when there is none. */
  readonly commonName: string
  /** The `serialNumber` of the subject: of a holder, the national number; of an authority, its number. */
  readonly subjectNumber: string | null
  /** Where its issuer publishes a list of what was withdrawn. */
  readonly crlAddresses: readonly string[]
  /** Where its issuer answers questions about it (OCSP). */
  readonly ocspAddresses: readonly string[]
  /** How many authorities may follow it in a chain (path length); Infinity where it is not limited. */
  readonly mostAuthorities: number
}

/** 2.5.29.15 and 2.5.29.19. Source: RFC 5280, 4.2.1.3 and 4.2.1.9. */
const KEY_USAGE = '551d0f'
const BASIC_CONSTRAINTS = '551d13'
/** 2.5.29.31, cRLDistributionPoints; in it an address is a GeneralName tagged [6]. */
const CRL_POINTS = '551d1f'
const ADDRESS_TAG = 0x86
/** 1.3.6.1.5.5.7.1.1, authorityInfoAccess, and 1.3.6.1.5.5.7.48.1 in it. Source: RFC 5280, 4.2.2.1. */
const INFORMATION = '2b06010505070101'
const OCSP = '2b06010505073001'
/** 2.5.4.3 and 2.5.4.5. */
const COMMON_NAME = '550403'
const SERIAL_NUMBER = '550405'
/** Bits of KeyUsage from the left. */
const BITS = { digitalSignature: 0x80, nonRepudiation: 0x40, crlSign: 0x02 } as const
export type KeyUse = keyof typeof BITS

/** Reading and proving are costly and asked for several times a card; these forget with their keys. */
const read = new WeakMap<Uint8Array, EidCertificate | null>()
const issued = new WeakMap<EidCertificate, WeakMap<EidCertificate, boolean>>()

/** The certificate in these bytes, or null when they are none. The bytes must not change afterwards. */
export function readCertificate(der: Uint8Array): EidCertificate | null {
  let certificate = read.get(der)
  if (certificate === undefined) {
    certificate = parse(der)
    read.set(der, certificate)
  }
  return certificate
}

function parse(der: Uint8Array): EidCertificate | null {
  try {
    // Node's own view of the subject is no way: it can end the process over a damaged certificate.
    const [certificate] = derElements(der)
    const [tbs] = derInside(certificate)
    const fields = derInside(tbs)
    const extensions = extensionsOf(fields)
    const subject = subjectOf(fields)
    const x509 = new X509Certificate(der)
    // Node takes a date that it cannot read for one, and fails only when it is written out.
    if (Number.isNaN(x509.validFromDate.getTime() + x509.validToDate.getTime())) return null
    return {
      der,
      x509,
      extensions,
      commonName: subject.get(COMMON_NAME) ?? '',
      subjectNumber: subject.get(SERIAL_NUMBER) ?? null,
      crlAddresses: addressesIn(derElements(extensions.get(CRL_POINTS) ?? Buffer.of())),
      ocspAddresses: ocspAddresses(extensions),
      mostAuthorities: pathLength(extensions),
    }
  } catch {
    return null // whatever the parsers stumble over, it is no certificate
  }
}

/** Tagged [3] at the end of TBSCertificate. Source: RFC 5280, 4.1. */
function extensionsOf(fields: readonly DerElement[]): Map<string, Uint8Array> {
  const [list] = derInside(fields.find(({ tag }) => tag === 0xa3))
  return new Map(
    derInside(list).map((extension) => {
      const parts = derInside(extension)
      return [derHex(parts[0]), parts.at(-1)?.content ?? new Uint8Array()]
    }),
  )
}

/** The fifth field of TBSCertificate, not counting the version tagged [0]: attributes by their OID. */
function subjectOf(fields: readonly DerElement[]): Map<string, string> {
  const [, , , , subject] = fields.filter(({ tag }) => tag !== 0xa0)
  return new Map(
    derInside(subject).flatMap((set) =>
      derInside(set).map((attribute) => {
        const [type, value] = derInside(attribute)
        return [derHex(type), Buffer.from(value?.content ?? []).toString('utf8')] as const
      }),
    ),
  )
}

function pathLength(extensions: ReadonlyMap<string, Uint8Array>): number {
  const value = extensions.get(BASIC_CONSTRAINTS)
  const [constraints] = value ? derElements(value) : []
  const length = derInside(constraints).find(({ tag }) => tag === 0x02)
  return length ? Number.parseInt(derHex(length), 16) : Number.POSITIVE_INFINITY
}

/** All of them, however deep: constructed elements have bit 6 of the tag. */
function addressesIn(elements: readonly DerElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.tag === ADDRESS_TAG) return [Buffer.from(element.content).toString('latin1')]
    return (element.tag & 0x20) === 0 ? [] : addressesIn(derInside(element))
  })
}

function ocspAddresses(extensions: ReadonlyMap<string, Uint8Array>): string[] {
  const value = extensions.get(INFORMATION)
  const [list] = value ? derElements(value) : []
  return derInside(list)
    .map(derInside)
    .flatMap(([method, ...at]) => (derHex(method) === OCSP ? addressesIn(at) : []))
}

/** Whether the key may be used for one of these. A certificate without the extension leaves it open. */
export function mayBeUsedFor({ extensions }: EidCertificate, ...uses: readonly KeyUse[]): boolean {
  const value = extensions.get(KEY_USAGE)
  if (!value) return true
  // A BIT STRING: its first byte tells how many bits at the end do not count.
  const bits = value[3] ?? 0
  return uses.some((use) => (bits & BITS[use]) !== 0)
}

/** Purposes that a certificate is limited to (extended key usage), as OIDs; empty when it is not. */
export function purposesOf({ x509 }: EidCertificate): readonly string[] {
  // Node's type leaves out that there may be none.
  return (x509.keyUsage as readonly string[] | undefined) ?? []
}

/** Whether `issuer` may issue certificates and did issue this one: names, key identifiers, rights and signature. */
export function isIssuedBy(certificate: EidCertificate, issuer: EidCertificate): boolean {
  const proven = issued.get(certificate) ?? new WeakMap<EidCertificate, boolean>()
  issued.set(certificate, proven)
  const holds = proven.get(issuer) ?? proves(certificate.x509, issuer.x509)
  proven.set(issuer, holds)
  return holds
}

function proves(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
  } catch {
    return false // a key that Node cannot use verifies nothing
  }
}

export function isValidAt({ validFromDate, validToDate }: X509Certificate, at: Date): boolean {
  return validFromDate <= at && at <= validToDate
}
