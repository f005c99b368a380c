import { type EidCertificate, mayBeUsedFor } from './certificate.ts'
import { type DerElement, DerError, derInside } from './der.ts'
import { isTime, timeOf } from './der-time.ts'
import { isSignedWith, namesItsAlgorithm, readSigned, type SignedDer } from './signed-der.ts'

/** What an issuer's list says of a certificate, or why the list is of no use. */
export type CrlAnswer =
  | { readonly state: 'good' | 'revoked'; readonly at: Date }
  | { readonly state: 'unusable'; readonly reason: CrlFault }
export type CrlFault = 'malformed' | 'signature' | 'dates' | 'scope'

const SEQUENCE = 0x30
const INTEGER = 0x02
const EXTENSIONS = 0xa0
const BOOLEAN = 0x01

interface Crl {
  readonly signed: SignedDer
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  readonly entries: DerElement | undefined
  /** It tells only of some certificates, or is only a change to another list. */
  readonly partial: boolean
}

/** Holds a list (DER) of `issuer` against a certificate of its own. Source: RFC 5280, 5.1 and 6.3. */
export function askCrl(
  der: Uint8Array,
  certificate: EidCertificate,
  issuer: EidCertificate,
  now: Date,
): CrlAnswer {
  const crl = parseCrl(der)
  if (!crl) return { state: 'unusable', reason: 'malformed' }
  if (!isSigned(crl, issuer)) return { state: 'unusable', reason: 'signature' }
  if (crl.thisUpdate > now || now > crl.nextUpdate) return { state: 'unusable', reason: 'dates' }
  if (crl.partial) return { state: 'unusable', reason: 'scope' }
  try {
    const revoked = isListed(crl.entries, Buffer.from(serialOf(certificate), 'hex'))
    return { state: revoked ? 'revoked' : 'good', at: crl.thisUpdate }
  } catch {
    return { state: 'unusable', reason: 'malformed' } // an entry that is none, though it is signed
  }
}

function parseCrl(der: Uint8Array): Crl | null {
  try {
    const signed = shapeOf(der)
    const fields = derInside(signed.content)
    const [thisUpdate, nextUpdate] = fields.filter(isTime).map(timeOf)
    if (!thisUpdate || !nextUpdate) return null
    const afterTimes = fields.slice(fields.findLastIndex(isTime) + 1)
    const entries = afterTimes.find(({ tag }) => tag === SEQUENCE)
    const [extensions] = derInside(afterTimes.find(({ tag }) => tag === EXTENSIONS))
    return {
      signed,
      thisUpdate,
      nextUpdate,
      entries,
      partial: derInside(extensions).some(isCritical),
    }
  } catch {
    return null // whatever the parser stumbles over, it is no list
  }
}

/** What stands outside the signature may vary in nothing. @throws DerError */
function shapeOf(der: Uint8Array): SignedDer {
  const signed = readSigned(der)
  if (!namesItsAlgorithm(der) || signed.rest.length > 0) throw new DerError('no list')
  return signed
}

function isSigned({ signed }: Crl, issuer: EidCertificate): boolean {
  return mayBeUsedFor(issuer, 'crlSign') && isSignedWith(signed, issuer)
}

/** A list may have a hundred thousand entries: they are taken apart only when the number is among their bytes. */
function isListed(entries: DerElement | undefined, serial: Buffer): boolean {
  const written = Buffer.concat([Buffer.of(INTEGER, serial.length), serial])
  if (!entries || !Buffer.from(entries.content).includes(written)) return false
  return derInside(entries).some((entry) => isSame(derInside(entry)[0], written))
}

function isSame(element: DerElement | undefined, whole: Uint8Array): boolean {
  return element !== undefined && Buffer.compare(element.whole, whole) === 0
}

function serialOf({ x509 }: EidCertificate): string {
  const hex = x509.serialNumber.toLowerCase().padStart(2, '0')
  // DER puts a zero byte before a first byte of 80 or more.
  return Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? `00${hex}` : hex
}

/** Every critical extension of a list narrows what it tells. Source: RFC 5280, 5.2. */
function isCritical(extension: DerElement): boolean {
  return derInside(extension).some(({ tag, content }) => tag === BOOLEAN && content[0] !== 0)
}
