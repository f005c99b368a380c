import { bytesToHex } from '@noble/hashes/utils.js'
import { type DerElement, DerError, derElements, derHex, derInside } from '../../identity/der.ts'
import { digest, keyFromSpki, type PublicKey } from './public-key.ts'

/** Signature algorithms by OID (DER in hex): hash and the name that OpenSSL has for it. Source: RFC 8017, RFC 5758. */
const ALGORITHMS = new Map([
  ['2a864886f70d010105', { hash: 'sha1', name: 'sha1WithRSAEncryption', key: 'rsa' }],
  ['2a864886f70d01010b', { hash: 'sha256', name: 'sha256WithRSAEncryption', key: 'rsa' }],
  ['2a864886f70d01010c', { hash: 'sha384', name: 'sha384WithRSAEncryption', key: 'rsa' }],
  ['2a864886f70d01010d', { hash: 'sha512', name: 'sha512WithRSAEncryption', key: 'rsa' }],
  ['2a8648ce3d040302', { hash: 'sha256', name: 'ecdsa-with-SHA256', key: 'ec' }],
  ['2a8648ce3d040303', { hash: 'sha384', name: 'ecdsa-with-SHA384', key: 'ec' }],
  ['2a8648ce3d040304', { hash: 'sha512', name: 'ecdsa-with-SHA512', key: 'ec' }],
])
/** Extensions by OID (DER in hex). Source: RFC 5280, 4.2.1. */
const KEY_USAGE = '551d0f'
const BASIC_CONSTRAINTS = '551d13'
const EXTENDED_KEY_USAGE = '551d25'
const SUBJECT_KEY = '551d0e'
const AUTHORITY_KEY = '551d23'
const KEY_CERT_SIGN = 0x04
const BOOLEAN = 0x01
const [KEY_ID, ISSUER_SERIAL] = [0x80, 0x82]
const TEXT_TAGS: ReadonlySet<number> = new Set([0x0c, 0x13, 0x16])

/** What Node's class of this name tells and proves of a certificate, as far as a check asks. */
export class X509Certificate {
  readonly raw: Uint8Array
  readonly serialNumber: string
  readonly fingerprint256: string
  readonly signatureAlgorithm: string | undefined
  readonly validFromDate: Date
  readonly validToDate: Date
  readonly ca: boolean
  /** Extended key usage, as OIDs. */
  readonly keyUsage: readonly string[] | undefined
  readonly #signed: Uint8Array
  readonly #algorithms: readonly [stated: string, used: string]
  readonly #signature: Uint8Array
  readonly #names: { readonly issuer: string; readonly subject: string }
  readonly #key: Uint8Array
  readonly #extensions: ReadonlyMap<string, Uint8Array>

  /** DER; what follows the certificate is passed over. @throws DerError */
  constructor(der: Uint8Array) {
    const [certificate] = derElements(der)
    const [tbs, algorithm, signature] = derInside(certificate)
    const fields = derInside(tbs)
    const [serial, stated, issuer, validity, subject, key] = fields.filter(
      ({ tag }) => tag !== 0xa0,
    )
    if (!certificate || !tbs || !algorithm || !signature || !stated || !key)
      throw new DerError('no certificate')
    // A BIT STRING: its first byte tells how many bits at the end do not count. None of this is signed.
    const written = certificate.tag === 0x30 && signature.tag === 0x03 && signature.content[0] === 0
    if (!written) throw new DerError('a certificate in other tags')
    const [from, to] = derInside(validity)
    this.raw = certificate.whole
    this.serialNumber = derHex(serial)
      .replace(/^(00)+(?=..)/, '')
      .toUpperCase()
    this.fingerprint256 = colons(digest('sha256', certificate.whole))
    this.#algorithms = [bytesToHex(stated.whole), bytesToHex(algorithm.whole)]
    this.#signed = tbs.whole
    this.#signature = signature.content.subarray(1)
    this.#names = { issuer: nameOf(issuer), subject: nameOf(subject) }
    this.#key = key.whole
    this.#extensions = extensionsOf(fields)
    this.signatureAlgorithm = ALGORITHMS.get(derHex(derInside(algorithm)[0]))?.name
    this.validFromDate = timeOf(from)
    this.validToDate = timeOf(to)
    this.ca = this.#isAuthority()
    this.keyUsage = this.#inside(EXTENDED_KEY_USAGE)?.map(({ content }) => dotted(content))
  }

  /** @throws DerError for a key of a kind that is not used here. */
  get publicKey(): PublicKey {
    return keyFromSpki(this.#key)
  }

  /** Names, key identifiers and rights; the signature is another question. Source: RFC 5280, 6.1. */
  checkIssued(issuer: X509Certificate): boolean {
    if (this.#names.issuer !== issuer.#names.subject || !issuer.#maySignCertificates()) return false
    const wanted = this.#inside(AUTHORITY_KEY) ?? []
    const keyId = wanted.find(({ tag }) => tag === KEY_ID)
    const serial = wanted.find(({ tag }) => tag === ISSUER_SERIAL)
    const [own] = derElements(issuer.#extensions.get(SUBJECT_KEY) ?? new Uint8Array())
    if (keyId && own && derHex(keyId) !== derHex(own)) return false
    return (
      !serial ||
      derHex(serial)
        .replace(/^(00)+(?=..)/, '')
        .toUpperCase() === issuer.serialNumber
    )
  }

  verify(key: PublicKey): boolean {
    const [stated, used] = this.#algorithms
    const algorithm = [...ALGORITHMS.values()].find(({ name }) => name === this.signatureAlgorithm)
    if (!algorithm || stated !== used || key.asymmetricKeyType !== algorithm.key) return false
    return key.holds(algorithm.hash, this.#signed, this.#signature, 'der')
  }

  #inside(extension: string): DerElement[] | undefined {
    const value = this.#extensions.get(extension)
    return value && derInside(derElements(value)[0])
  }
  #isAuthority(): boolean {
    const [authority] = this.#inside(BASIC_CONSTRAINTS) ?? []
    return authority?.tag === BOOLEAN && authority.content[0] !== 0 && this.#maySignCertificates()
  }
  #maySignCertificates(): boolean {
    const usage = this.#extensions.get(KEY_USAGE)
    return usage === undefined || ((usage[3] ?? 0) & KEY_CERT_SIGN) !== 0
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

/** A name as it is compared: whatever string type it has, without regard to case and blanks. Source: RFC 5280, 7.1. */
function nameOf(name: DerElement | undefined): string {
  const sets = derInside(name).map((set) =>
    derInside(set).map((attribute) => {
      const [type, value] = derInside(attribute)
      return [derHex(type), textOf(value)]
    }),
  )
  return JSON.stringify(sets)
}
function textOf(value: DerElement | undefined): string {
  if (!value || !TEXT_TAGS.has(value.tag)) return bytesToHex(value?.whole ?? new Uint8Array())
  const text = new TextDecoder().decode(value.content).trim().replaceAll(/\s+/g, ' ')
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** UTCTime with a pivot at 1950, or GeneralizedTime; an invalid date for anything else. Source: RFC 5280, 4.1.2.5. */
function timeOf(time: DerElement | undefined): Date {
  const text = new TextDecoder('latin1').decode(time?.content)
  const whole = time?.tag === 0x17 ? `${text < '50' ? '20' : '19'}${text}` : text
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(whole) ?? []
  return new Date(`${y}-${m}-${d}T${h}:${min}:${s}Z`)
}

/** Source: X.690, 8.19. */
function dotted(oid: Uint8Array): string {
  const arcs: number[] = []
  let arc = 0
  for (const byte of oid) {
    arc = arc * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    arcs.push(...(arcs.length === 0 ? firstTwo(arc) : [arc]))
    arc = 0
  }
  return arcs.join('.')
}
function firstTwo(arc: number): number[] {
  const first = Math.min(2, Math.floor(arc / 40))
  return [first, arc - 40 * first]
}

function colons(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':')
}
