import { verify } from 'node:crypto'
import { type EidCertificate, mayBeUsedFor } from './certificate.ts'
import { type DerElement, DerError, derElements, derHex, derInside } from './der.ts'

/** What an issuer's list says of a certificate, or why the list is of no use. */
export type CrlAnswer =
  | { readonly state: 'good' | 'revoked'; readonly at: Date }
  | { readonly state: 'unusable'; readonly reason: CrlFault }
export type CrlFault = 'malformed' | 'signature' | 'dates' | 'scope'

/** Signature algorithms by OID (DER in hex), and Node's name of their hash. Source: RFC 8017, RFC 5758. */
const HASHES: Readonly<Record<string, string>> = {
  '2a864886f70d010105': 'sha1',
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
}
const SEQUENCE = 0x30
const BIT_STRING = 0x03
const INTEGER = 0x02
const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18
const EXTENSIONS = 0xa0
const BOOLEAN = 0x01

interface Crl {
  readonly signed: Uint8Array
  readonly hash: string | undefined
  readonly signature: Uint8Array
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
    const [tbs, algorithm, signature] = shapeOf(der)
    const fields = derInside(tbs)
    const [thisUpdate, nextUpdate] = fields.filter(isTime).map(timeOf)
    if (!thisUpdate || !nextUpdate) return null
    const afterTimes = fields.slice(fields.findLastIndex(isTime) + 1)
    const entries = afterTimes.find(({ tag }) => tag === SEQUENCE)
    const [extensions] = derInside(afterTimes.find(({ tag }) => tag === EXTENSIONS))
    return {
      signed: tbs.whole,
      hash: HASHES[derHex(derInside(algorithm)[0])],
      // A BIT STRING: its first byte tells how many bits at the end do not count.
      signature: signature.content.subarray(1),
      thisUpdate,
      nextUpdate,
      entries,
      partial: derInside(extensions).some(isCritical),
    }
  } catch {
    return null // whatever the parser stumbles over, it is no list
  }
}

/** What is signed, by which algorithm, and the signature; what stands outside the signature may vary in nothing. */
function shapeOf(der: Uint8Array): readonly [DerElement, DerElement, DerElement] {
  const [list, ...after] = derElements(der)
  const [tbs, algorithm, signature, ...more] = derInside(list)
  const inner = derInside(tbs).find(({ tag }) => tag === SEQUENCE)
  const fits =
    list?.tag === SEQUENCE &&
    tbs?.tag === SEQUENCE &&
    signature?.tag === BIT_STRING &&
    signature.content[0] === 0 &&
    Buffer.compare(algorithm?.whole ?? der, inner?.whole ?? Buffer.of()) === 0
  if (!fits || !algorithm || after.length + more.length > 0) throw new DerError('no list')
  return [tbs, algorithm, signature]
}

function isSigned({ signed, hash, signature }: Crl, issuer: EidCertificate): boolean {
  if (!hash || !mayBeUsedFor(issuer, 'crlSign')) return false
  try {
    return verify(hash, signed, issuer.x509.publicKey, signature)
  } catch {
    return false // a key that does not fit the algorithm
  }
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

function isTime({ tag }: DerElement): boolean {
  return tag === UTC_TIME || tag === GENERALIZED_TIME
}

/** YYMMDDhhmmssZ with a pivot at 1950, or YYYYMMDDhhmmssZ. Source: RFC 5280, 4.1.2.5. */
function timeOf({ tag, content }: DerElement): Date | undefined {
  const text = Buffer.from(content).toString('latin1')
  const century = text < '50' ? '20' : '19'
  const whole = tag === UTC_TIME ? century + text : text
  const [, day, time] = /^(\d{8})(\d{6})Z$/.exec(whole) ?? []
  if (!day || !time) return undefined
  const iso = `${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? undefined : date
}
