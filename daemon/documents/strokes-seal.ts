import { createHash, type KeyObject, X509Certificate } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import { FlattenedEncrypt, type FlattenedJWE, flattenedDecrypt } from 'jose'
import * as z from 'zod'
import { sha256 } from './sha256.ts'
import { decodeStrokes, type StrokesRecord } from './strokes-record.ts'

/** Whoever keeps the key to handwriting, outside box and office: a notary, a court. */
export interface KeyHolder {
  readonly certificate: X509Certificate
}

/** The certificate of a key holder cannot be used. */
export class KeyHolderError extends Error {
  readonly code = 'KEY_HOLDER'
  readonly scope = 'system'
}
/** Strokes that do not belong to this document, are damaged, or are sealed to another key. */
export class StrokesSealError extends Error {
  readonly code = 'STROKES_SEAL'
  readonly scope = 'visit'
}

/** Where strokes belong: the very bytes that were shown, and the place on them. */
export interface StrokesPlace {
  readonly presentedSha256: string
  /** From 1. */
  readonly page: number
  readonly field: string
}

const PLAIN_TYPE = 'application/vnd.iso.19794-7+deflate'
/** Ten minutes at 200 Hz are 1.1 MB: more is no signature. */
const MOST_PLAIN_BYTES = 4_000_000

const sealed = z.strictObject({
  protected: z.string(),
  encrypted_key: z.string(),
  iv: z.string(),
  ciphertext: z.string(),
  tag: z.string(),
  aad: z.string(),
})

/** Reads a key holder's certificate, PEM or DER: an EC key on a NIST curve, or RSA. @throws KeyHolderError */
export function readKeyHolder(bytes: Uint8Array): KeyHolder {
  try {
    const certificate = new X509Certificate(bytes)
    wrapping(certificate.publicKey)
    return { certificate }
  } catch (cause) {
    if (cause instanceof KeyHolderError) throw cause
    throw new KeyHolderError('not a certificate', { cause })
  }
}

function wrapping(key: KeyObject): 'ECDH-ES+A256KW' | 'RSA-OAEP-256' {
  if (key.asymmetricKeyType === 'ec') return 'ECDH-ES+A256KW'
  if (key.asymmetricKeyType === 'rsa') return 'RSA-OAEP-256'
  throw new KeyHolderError('neither an EC nor an RSA key')
}

/**
 * Seals an ISO/IEC 19794-7 record to a key holder and to a place: deflated, AES-256-GCM with the place as additional
 * data, its key wrapped to the certificate's. As a JWE (RFC 7516), since CMS EnvelopedData knows no additional data.
 */
export async function sealStrokes(
  record: Uint8Array,
  place: StrokesPlace,
  { certificate }: KeyHolder,
): Promise<Uint8Array> {
  const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url')
  const jwe = await new FlattenedEncrypt(deflateSync(record))
    .setProtectedHeader({
      alg: wrapping(certificate.publicKey),
      enc: 'A256GCM',
      cty: PLAIN_TYPE,
      'x5t#S256': thumbprint,
    })
    .setAdditionalAuthenticatedData(boundTo(place))
    .encrypt(certificate.publicKey)
  return Buffer.from(JSON.stringify(jwe))
}

/** Opens strokes for the place where they were found; elsewhere they do not open. @throws StrokesSealError @throws StrokesError */
export async function openStrokes(
  blob: Uint8Array,
  place: StrokesPlace,
  key: KeyObject,
): Promise<StrokesRecord> {
  let plain: Uint8Array
  try {
    const parsed = sealed.parse(JSON.parse(Buffer.from(blob).toString('utf8')))
    const expected = Buffer.from(boundTo(place)).toString('base64url')
    if (parsed.aad !== expected) throw new StrokesSealError('they belong elsewhere')
    const jwe: FlattenedJWE = parsed
    const options = {
      keyManagementAlgorithms: [wrapping(key)],
      contentEncryptionAlgorithms: ['A256GCM'],
    }
    const { plaintext } = await flattenedDecrypt(jwe, key, options)
    plain = inflateSync(plaintext, { maxOutputLength: MOST_PLAIN_BYTES })
  } catch (cause) {
    if (cause instanceof StrokesSealError) throw cause
    throw new StrokesSealError('they do not open', { cause })
  }
  return decodeStrokes(plain)
}

/** The place in one spelling only, for it is compared byte by byte. */
function boundTo({ presentedSha256, page, field }: StrokesPlace): Uint8Array {
  return Buffer.from(JSON.stringify({ v: 1, presentedSha256, page, field }))
}

/** The place of strokes on what was shown. */
export function placeOn(presented: Uint8Array, page: number, field: string): StrokesPlace {
  return { presentedSha256: sha256(presented), page, field }
}
