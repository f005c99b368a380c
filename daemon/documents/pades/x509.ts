import { fromBER, type Integer, Sequence } from 'asn1js'
import { Certificate } from 'pkijs'
import { HASHES, type Hash, type SignatureAlgorithm } from './algorithms.ts'

/** Bytes that are no certificate, signature or token of a kind that is read here. */
export class DerError extends Error {
  readonly code = 'DER'
  readonly scope = 'visit'
}

const { subtle } = globalThis.crypto
const CURVES: Readonly<Record<string, { readonly web: string; readonly bytes: number }>> = {
  '1.2.840.10045.3.1.7': { web: 'P-256', bytes: 32 },
  '1.3.132.0.34': { web: 'P-384', bytes: 48 },
  '1.3.132.0.35': { web: 'P-521', bytes: 66 },
}

/** Bytes in a buffer of their own, as WebCrypto and asn1js want them. */
export function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes)
}

/** Reads one DER value that fills the bytes. @throws DerError */
export function readDer(bytes: Uint8Array) {
  const { result, offset } = fromBER(own(bytes))
  if (offset !== bytes.length || result.error) throw new DerError('not one DER value')
  return result
}

/** Runs a reader of somebody else's library, which throws plain errors. @throws DerError */
export function guarded<T>(what: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    // An error of ours, with a code, says more than that something was no good.
    if (cause instanceof Error && 'scope' in cause) throw cause
    throw new DerError(`no usable ${what}`, { cause })
  }
}

/** A certificate with the bytes it was read from: those count, and writing it anew may give others. */
export interface Cert {
  readonly der: Uint8Array
  readonly x509: Certificate
}

/** @throws DerError */
export function readCertificate(der: Uint8Array): Cert {
  return { der, x509: guarded('certificate', () => new Certificate({ schema: readDer(der) })) }
}
export function sameCertificate(a: Cert, b: Cert): boolean {
  return same(a.der, b.der)
}

export async function hashBytes(hash: Hash, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await subtle.digest(HASHES[hash].web, own(bytes)))
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

/** Whether `signature` is that of `data` under the certificate's key. A key or algorithm that does not fit is a no. */
export async function signatureHolds(
  certificate: Cert,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  try {
    const spki = certificate.x509.subjectPublicKeyInfo
    const key = new Uint8Array(spki.toSchema().toBER())
    const hash = HASHES[algorithm.hash].web
    if (algorithm.family === 'rsa') {
      const kind = { name: 'RSASSA-PKCS1-v1_5', hash }
      const imported = await subtle.importKey('spki', key, kind, false, ['verify'])
      return await subtle.verify(kind, imported, own(signature), own(data))
    }
    const curve = curveOf(certificate)
    if (curve === undefined) return false
    const kind = { name: 'ECDSA', namedCurve: curve.web }
    const imported = await subtle.importKey('spki', key, kind, false, ['verify'])
    const plain = own(plainSignature(signature, curve.bytes))
    return await subtle.verify({ name: 'ECDSA', hash }, imported, plain, own(data))
  } catch {
    // What cannot be imported or read is not a signature that holds; the evidence is the same.
    return false
  }
}

/** The curve of a certificate's key; undefined for RSA and for curves that are not used here. */
export function curveOf({ x509 }: Cert) {
  const parameters: unknown = x509.subjectPublicKeyInfo.algorithm.algorithmParams
  if (parameters === null || typeof parameters !== 'object') return undefined
  if (!('valueBlock' in parameters)) return undefined
  return CURVES[String(parameters.valueBlock)]
}

/** r and s side by side, from their DER sequence. @throws DerError */
function plainSignature(der: Uint8Array, bytes: number): Uint8Array {
  const sequence = readDer(der)
  const parts = sequence instanceof Sequence ? sequence.valueBlock.value : []
  if (parts.length !== 2) throw new DerError('no ECDSA signature')
  const plain = new Uint8Array(2 * bytes)
  for (const [at, part] of parts.entries()) {
    const value = new Uint8Array((part as Integer).valueBlock.valueHexView)
    const digits = value[0] === 0 ? value.subarray(1) : value
    if (digits.length > bytes) throw new DerError('no ECDSA signature')
    plain.set(digits, (at + 1) * bytes - digits.length)
  }
  return plain
}

/** The DER sequence of r and s, from r and s side by side as a card gives them. @throws DerError */
export function derSignature(plain: Uint8Array, bytes: number): Uint8Array {
  if (plain.length !== 2 * bytes) throw new DerError('not r and s side by side')
  const parts = [plain.subarray(0, bytes), plain.subarray(bytes)].map((half) => {
    const first = half.findIndex((byte) => byte !== 0)
    const digits = first < 0 ? Uint8Array.of(0) : half.subarray(first)
    const padded = (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0, ...digits) : digits
    return Uint8Array.of(0x02, padded.length, ...padded)
  })
  const body = parts.flatMap((part) => [...part])
  // P-521 alone needs the long form of the length.
  const length = body.length < 0x80 ? [body.length] : [0x81, body.length]
  return Uint8Array.of(0x30, ...length, ...body)
}
