import { createHash } from 'node:crypto'
import {
  type EidCertificate,
  isIssuedBy,
  isValidAt,
  mayBeUsedFor,
  purposesOf,
  readCertificate,
} from './certificate.ts'
import { type DerElement, DerError, derElements, derHex, derInside } from './der.ts'
import { timeOf } from './der-time.ts'
import { isSignedWith, readSigned, type SignedDer } from './signed-der.ts'

/** What a responder says of a certificate, or why its answer is of no use. */
export type OcspAnswer =
  | { readonly state: 'good' | 'revoked'; readonly at: Date }
  | { readonly state: 'unusable'; readonly reason: OcspFault }
export type OcspFault =
  | 'malformed'
  | 'refused'
  | 'signature'
  | 'dates'
  | 'nonce'
  /** Not about this certificate, or the responder does not know it. */
  | 'unknown'

const SEQUENCE = 0x30
const OCTETS = 0x04
const GENERALIZED_TIME = 0x18
const SUCCESSFUL = 0
const CERTIFICATES = 0xa0
const EXTENSIONS = 0xa1
const NEXT_UPDATE = 0xa0
/** certStatus: [0] good, [1] revoked; anything else is unknown. Source: RFC 6960, 4.2.1. */
const STATES: Readonly<Record<number, 'good' | 'revoked'>> = { 128: 'good', 161: 'revoked' }
/** 1.3.14.3.2.26, with its NULL: what every responder knows; nothing rests on it but the look-up. */
const SHA1 = Buffer.from('300906052b0e03021a0500', 'hex')
/** 1.3.6.1.5.5.7.48.1.2 */
const NONCE = '2b0601050507300102'
/** 1.3.6.1.5.5.7.48.1.1 */
const BASIC = '2b0601050507300101'
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9'
/** How far the clocks of box and responder may be apart. */
const SKEW_MS = 300_000

/** Asks after a certificate of `issuer`; `nonce` has 16 bytes. Source: RFC 6960, 4.1; RFC 9654. @throws DerError */
export function ocspRequest(
  certificate: EidCertificate,
  issuer: EidCertificate,
  nonce: Uint8Array,
): Uint8Array {
  const request = der(SEQUENCE, der(SEQUENCE, SHA1, ...identifierOf(certificate, issuer)))
  const asked = der(SEQUENCE, der(0x06, Buffer.from(NONCE, 'hex')), der(OCTETS, der(OCTETS, nonce)))
  return der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, request), der(0xa2, der(SEQUENCE, asked))))
}

/** Name and key of the issuer, hashed, and the serial number. Source: RFC 6960, 4.1.1, CertID. @throws DerError */
function identifierOf(certificate: EidCertificate, issuer: EidCertificate): Uint8Array[] {
  const [serial, , name] = fieldsOf(certificate)
  const [, , , , , keyInfo] = fieldsOf(issuer)
  const [, key] = derInside(keyInfo)
  if (!serial || !name || !key) throw new DerError('no certificate')
  const sha1 = (bytes: Uint8Array): Uint8Array =>
    der(OCTETS, createHash('sha1').update(bytes).digest())
  return [sha1(name.whole), sha1(key.content.subarray(1)), serial.whole]
}

/** Serial number, algorithm, issuer, validity, subject, key: without the version, tagged [0]. */
function fieldsOf({ der }: EidCertificate): DerElement[] {
  return derInside(readSigned(der).content).filter(({ tag }) => tag !== 0xa0)
}

/** An element of less than 65536 bytes. */
function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  const { length } = content
  const header = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...header), content])
}

export interface OcspQuestion {
  readonly certificate: EidCertificate
  readonly issuer: EidCertificate
  readonly nonce: Uint8Array
  readonly now: Date
}

/** Holds an answer (DER) against what was asked. Source: RFC 6960, 3.2 and 4.2. */
export function readOcsp(answer: Uint8Array, question: OcspQuestion): OcspAnswer {
  const unusable = (reason: OcspFault) => ({ state: 'unusable', reason }) as const
  try {
    const basic = basicOf(answer)
    if (!basic) return unusable('refused')
    if (!mayAnswer(basic, question)) return unusable('signature')
    return told(derInside(basic.content), question)
  } catch {
    return unusable('malformed') // whatever the parser stumbles over, it is no answer
  }
}

/** The signed answer; null when the responder refuses one. @throws DerError */
function basicOf(answer: Uint8Array): SignedDer | null {
  const [whole, ...after] = derElements(answer)
  const [status, bytes] = derInside(whole)
  if (whole?.tag !== SEQUENCE || status?.tag !== 0x0a || after.length > 0)
    throw new DerError('no answer')
  if (status.content[0] !== SUCCESSFUL || status.content.length !== 1) return null
  const [type, response] = derInside(derInside(bytes)[0])
  if (derHex(type) !== BASIC || !response) throw new DerError('no basic answer')
  return readSigned(response.content)
}

/** The issuer itself, or one that it issued for this. Source: RFC 6960, 4.2.2.2. */
function mayAnswer(basic: SignedDer, { issuer, now }: OcspQuestion): boolean {
  if (isSignedWith(basic, issuer)) return true
  const [list] = derInside(basic.rest.find(({ tag }) => tag === CERTIFICATES))
  return derInside(list).some(({ whole }) => {
    const responder = readCertificate(whole)
    return (
      responder !== null &&
      purposesOf(responder).includes(OCSP_SIGNING) &&
      mayBeUsedFor(responder, 'digitalSignature') &&
      isValidAt(responder.x509, now) &&
      isIssuedBy(responder, issuer) &&
      isSignedWith(basic, responder)
    )
  })
}

/** @throws DerError */
function told(fields: readonly DerElement[], question: OcspQuestion): OcspAnswer {
  const unusable = (reason: OcspFault) => ({ state: 'unusable', reason }) as const
  const at = fields.findLastIndex(({ tag }) => tag === SEQUENCE)
  const nonce = nonceIn(fields.slice(at + 1))
  if (nonce && Buffer.compare(nonce, question.nonce) !== 0) return unusable('nonce')
  const wanted = identifierOf(question.certificate, question.issuer)
  const single = derInside(fields[at])
    .map(derInside)
    .find(([id]) => isSame(id, wanted))
  const [, status, thisUpdate, ...more] = single ?? []
  const state = STATES[status?.tag ?? 0]
  if (!state || thisUpdate?.tag !== GENERALIZED_TIME) return unusable('unknown')
  const [from, until] = [timeOf(thisUpdate), nextUpdateIn(more)]
  // An answer made beforehand has no nonce: then only its own time limits how old it may be.
  if (!from || (!nonce && !until)) return unusable(from ? 'nonce' : 'dates')
  const now = question.now.getTime()
  const isLate = until !== undefined && until.getTime() < now - SKEW_MS
  if (from.getTime() > now + SKEW_MS || isLate) return unusable('dates')
  return { state, at: from }
}

/** @throws DerError for a time that is none. */
function nextUpdateIn(fields: readonly DerElement[]): Date | undefined {
  const [written] = derInside(fields.find(({ tag }) => tag === NEXT_UPDATE))
  if (!written) return undefined
  const time = timeOf(written)
  if (!time) throw new DerError('no time')
  return time
}

/** The algorithm's NULL may be left out by the responder, so that its OID alone counts. */
function isSame(id: DerElement | undefined, wanted: readonly Uint8Array[]): boolean {
  const [algorithm, ...parts] = derInside(id)
  const sha1 = derHex(derInside(algorithm)[0]) === SHA1.toString('hex', 4, 9)
  const same = wanted.every((part, index) => {
    const whole = parts[index]?.whole
    return whole !== undefined && Buffer.compare(part, whole) === 0
  })
  return sha1 && same && parts.length === wanted.length
}

function nonceIn(fields: readonly DerElement[]): Uint8Array | undefined {
  const [list] = derInside(fields.find(({ tag }) => tag === EXTENSIONS))
  const extension = derInside(list)
    .map(derInside)
    .find(([type]) => derHex(type) === NONCE)
  const value = extension?.at(-1)
  return value && derElements(value.content)[0]?.content
}
