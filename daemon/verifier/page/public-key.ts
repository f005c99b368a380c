import { ed25519 } from '@noble/curves/ed25519.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { type DerElement, DerError, derElements, derHex, derInside } from '../../identity/der.ts'

/** Hashes by Node's names, and the head of their DigestInfo. Source: RFC 8017, 9.2, note 1. */
const HASHES = new Map([
  ['sha1', { hash: sha1, head: hexToBytes('3021300906052b0e03021a05000414') }],
  ['sha256', { hash: sha256, head: hexToBytes('3031300d060960864801650304020105000420') }],
  ['sha384', { hash: sha384, head: hexToBytes('3041300d060960864801650304020205000430') }],
  ['sha512', { hash: sha512, head: hexToBytes('3051300d060960864801650304020305000440') }],
])

/** rsaEncryption, id-ecPublicKey and the curves, as DER in hex. Source: RFC 3279, RFC 5480. */
const RSA = '2a864886f70d010101'
const EC = '2a8648ce3d0201'
const CURVES = new Map([
  ['2a8648ce3d030107', { name: 'prime256v1', curve: p256 }],
  ['2b81040022', { name: 'secp384r1', curve: p384 }],
  ['2b81040023', { name: 'secp521r1', curve: p521 }],
])
const [LEAST_RSA_BITS, MOST_RSA_BITS] = [1024, 8192]
/** Longer exponents are of no use but to keep a verifier busy. */
const MOST_EXPONENT_BITS = 64

export type Encoding = 'der' | 'ieee-p1363'
/** What Node's `KeyObject` of a public key tells, and what it verifies. */
export interface PublicKey {
  readonly asymmetricKeyType: 'rsa' | 'ec' | 'ed25519'
  readonly asymmetricKeyDetails: { readonly modulusLength?: number; readonly namedCurve?: string }
  /** Null for `hash` where the key has one of its own. */
  holds(hash: string | null, data: Uint8Array, signature: Uint8Array, encoding: Encoding): boolean
}

export function digest(hash: string, data: Uint8Array): Uint8Array {
  return known(hash).hash(data)
}
function known(name: string | null) {
  const found = HASHES.get(name ?? '')
  if (!found) throw new DerError('a hash that is not used here')
  return found
}

/** From SubjectPublicKeyInfo. @throws DerError for keys of other kinds. Source: RFC 5280, 4.1. */
export function keyFromSpki(der: Uint8Array): PublicKey {
  const [info] = derElements(der)
  const [algorithm, bits] = derInside(info)
  const [kind, parameters] = derInside(algorithm).map(derHex)
  // A BIT STRING: its first byte tells how many bits at the end do not count.
  const key = bits?.content.subarray(1) ?? new Uint8Array()
  if (kind === RSA) return rsaKey(key)
  if (kind === EC) return ecKey(parameters ?? '', key)
  throw new DerError('a key of a kind that is not used here')
}

/** The key of a box. @throws DerError. Source: RFC 8037. */
export function ed25519Key(x: Uint8Array): PublicKey {
  if (x.length !== 32) throw new DerError('no Ed25519 key')
  return {
    asymmetricKeyType: 'ed25519',
    asymmetricKeyDetails: {},
    holds: (hash, data, signature) =>
      hash === null && attempt(() => ed25519.verify(signature, data, x, { zip215: false })),
  }
}

function ecKey(oid: string, point: Uint8Array): PublicKey {
  const found = CURVES.get(oid)
  if (!found) throw new DerError('a curve that is not used here')
  const { name, curve } = found
  curve.Point.fromBytes(point).assertValidity()
  return {
    asymmetricKeyType: 'ec',
    asymmetricKeyDetails: { namedCurve: name },
    holds: (hash, data, signature, encoding) => {
      const format = encoding === 'der' ? ('der' as const) : ('compact' as const)
      // Cards give either of the two values of s.
      const options = { prehash: false, lowS: false, format }
      const digested = known(hash).hash(data)
      return attempt(() => curve.verify(signature, digested, point, options))
    },
  }
}

function rsaKey(der: Uint8Array): PublicKey {
  const [sequence] = derElements(der)
  const [modulus, exponent] = derInside(sequence).map(numberOf)
  if (modulus === undefined || exponent === undefined) throw new DerError('no RSA key')
  const bits = modulus.toString(2).length
  const usable =
    bits >= LEAST_RSA_BITS &&
    bits <= MOST_RSA_BITS &&
    exponent > 1n &&
    exponent % 2n === 1n &&
    exponent < 1n << BigInt(MOST_EXPONENT_BITS)
  if (!usable) throw new DerError('an RSA key that is not used here')
  return {
    asymmetricKeyType: 'rsa',
    asymmetricKeyDetails: { modulusLength: bits },
    holds: (hash, data, signature) => {
      const { hash: hashOf, head } = known(hash)
      const expected = padded(concatBytes(head, hashOf(data)), Math.ceil(bits / 8))
      const value = bigint(signature)
      if (signature.length !== expected.length || value >= modulus) return false
      return powMod(value, exponent, modulus) === bigint(expected)
    },
  }
}

/** EMSA-PKCS1-v1_5: it is made anew and compared whole, so that there is nothing to parse. Source: RFC 8017, 8.2.2. */
function padded(info: Uint8Array, length: number): Uint8Array {
  const filler = new Uint8Array(length - info.length - 3).fill(0xff)
  return concatBytes(Uint8Array.of(0, 1), filler, Uint8Array.of(0), info)
}

function numberOf({ tag, content }: DerElement): bigint {
  if (tag !== 0x02 || (content[0] ?? 0x80) >= 0x80) throw new DerError('no positive number')
  return bigint(content)
}
function bigint(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytesToHex(bytes)}`)
}

function powMod(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square, left] = [1n, base % modulus, exponent]
  while (left > 0n) {
    if (left % 2n === 1n) result = (result * square) % modulus
    square = (square * square) % modulus
    left /= 2n
  }
  return result
}

/** What the library cannot read does not hold. */
function attempt(holds: () => boolean): boolean {
  try {
    return holds()
  } catch {
    return false
  }
}
