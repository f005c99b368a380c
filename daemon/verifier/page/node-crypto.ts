/**
 * What a check uses of `node:crypto`, for a browser; bundled in its place. A browser's own cryptography answers only
 * later, and a card is checked by code that does not wait. Only public things pass through here, so that it need not
 * run in constant time.
 */
import { concatBytes } from '@noble/hashes/utils.js'
import { Buffer } from './buffer.ts'
import { digest, type Encoding, ed25519Key, keyFromSpki, type PublicKey } from './public-key.ts'

export { X509Certificate } from './x509.ts'

interface WithEncoding {
  readonly key: PublicKey
  readonly dsaEncoding: Encoding
}
type Jwk = { readonly crv?: string; readonly x?: string }
type KeySource =
  | { readonly key: Uint8Array; readonly format: 'der'; readonly type: 'spki' }
  | { readonly key: Jwk; readonly format: 'jwk' }

export function createHash(name: string) {
  const parts: Uint8Array[] = []
  const hash = {
    update(data: Uint8Array) {
      parts.push(data)
      return hash
    },
    digest(encoding?: 'hex') {
      const bytes = Buffer.from(digest(name, concatBytes(...parts)))
      return encoding ? bytes.toString(encoding) : bytes
    },
  }
  return hash
}

/** An Ed25519 key as JWK, or SubjectPublicKeyInfo. @throws DerError */
export function createPublicKey(source: KeySource): PublicKey {
  if (source.format === 'der') return keyFromSpki(source.key)
  const { crv, x = '' } = source.key
  return ed25519Key(crv === 'Ed25519' ? Buffer.from(x, 'base64url') : new Uint8Array())
}

export function verify(
  hash: string | null,
  data: Uint8Array,
  key: PublicKey | WithEncoding,
  signature: Uint8Array,
): boolean {
  return 'key' in key
    ? key.key.holds(hash, data, signature, key.dsaEncoding)
    : key.holds(hash, data, signature, 'der')
}

export function createVerify(hash: string) {
  const parts: Uint8Array[] = []
  const verifier = {
    update(data: Uint8Array) {
      parts.push(data)
      return verifier
    },
    verify: (key: PublicKey | WithEncoding, signature: Uint8Array) =>
      verify(hash, concatBytes(...parts), key, signature),
  }
  return verifier
}
