import {
  constants,
  createHash,
  createPrivateKey,
  type KeyObject,
  privateEncrypt,
  randomBytes,
} from 'node:crypto'
import { p384 } from '@noble/curves/nist.js'

/** A private key in a chip. */
export interface CardKey {
  /** Whether the key knows the algorithm byte of MSE SET. */
  knows(algorithm: number): boolean
  /**
   * Signs a ready hash (or DigestInfo) by an algorithm byte: an RSA block of 256 bytes, or r and s of 48 bytes each;
   * null when the input has not the length that the algorithm wants.
   */
  sign(algorithm: number, input: Buffer): Buffer | null
}

/** EC algorithms: SHA-256, SHA-384 and SHA-512, the same in SHA-3, and 40, any of them. Applet v1.8, MSE SET. */
const EC_LENGTHS: Readonly<Record<number, readonly number[]>> = {
  1: [32],
  2: [48],
  4: [64],
  8: [32],
  16: [48],
  32: [64],
  64: [20, 28, 32, 48, 64],
}

/** The key of `pem` (PKCS#8, RSA-2048 or P-384), parsed when it is first asked for. */
export function cardKey(pem: string): () => CardKey {
  let made: CardKey | undefined
  return () => {
    made ??= keyOf(createPrivateKey(pem))
    return made
  }
}

function keyOf(key: KeyObject): CardKey {
  return key.asymmetricKeyType === 'ec' ? ecKey(key) : rsaKey(key)
}

/** Signs once: the first EC signature of a process makes tables and takes 0.1 s and more, the next ones 2 ms. */
export function warmUp(): void {
  ecSign(new Uint8Array(48), Buffer.alloc(48, 1))
}

/** Node signs no ready hash with EC. A card signs with any s, not with the lower one only. */
function ecSign(hash: Uint8Array, scalar: Uint8Array): Buffer {
  return Buffer.from(p384.sign(hash, scalar, { prehash: false, lowS: false }))
}

function ecKey(key: KeyObject): CardKey {
  const scalar = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url')
  return {
    knows: (algorithm) => algorithm in EC_LENGTHS,
    sign: (algorithm, input) =>
      EC_LENGTHS[algorithm]?.includes(input.length) ? ecSign(input, scalar) : null,
  }
}

/** What an RSA algorithm makes of its input: the block for the bare private key operation; null when it does not fit. */
type Encode = (input: Buffer) => { readonly block: Buffer; readonly padded: boolean } | null

const digestInfo =
  (hashBytes: number, prefix: string): Encode =>
  (input) =>
    input.length === hashBytes
      ? { block: Buffer.concat([Buffer.from(prefix, 'hex'), input]), padded: false }
      : null
const pss =
  (hash: string, hashBytes: number): Encode =>
  (input) =>
    input.length === hashBytes ? { block: pssBlock(hash, input), padded: true } : null

/** Source: Public Belpic Applet v1.7, MSE SET; the DER prefixes are those of RFC 8017, section 9.2, note 1. */
const RSA_ALGORITHMS: Readonly<Record<number, Encode>> = {
  1: (input) => (input.length > 0 && input.length <= 245 ? { block: input, padded: false } : null),
  2: digestInfo(20, '3021300906052b0e03021a05000414'),
  4: digestInfo(16, '3020300c06082a864886f70d020505000410'),
  8: digestInfo(32, '3031300d060960864801650304020105000420'),
  16: pss('sha1', 20),
  32: pss('sha256', 32),
}

function rsaKey(key: KeyObject): CardKey {
  return {
    knows: (algorithm) => algorithm in RSA_ALGORITHMS,
    sign(algorithm, input) {
      const encoded = RSA_ALGORITHMS[algorithm]?.(input)
      if (!encoded) return null
      const padding = encoded.padded ? constants.RSA_NO_PADDING : constants.RSA_PKCS1_PADDING
      return privateEncrypt({ key, padding }, encoded.block)
    },
  }
}

const MODULUS_BYTES = 256

/** EMSA-PSS with a salt as long as the hash, for a modulus of 2048 bits. Source: RFC 8017, section 9.1.1. */
function pssBlock(hash: string, message: Buffer): Buffer {
  const salt = randomBytes(message.length)
  const digest = createHash(hash).update(Buffer.alloc(8)).update(message).update(salt).digest()
  const masked = Buffer.alloc(MODULUS_BYTES - digest.length - 1)
  masked[masked.length - salt.length - 1] = 1
  salt.copy(masked, masked.length - salt.length)
  const mask = mgf1(hash, digest, masked.length)
  for (const [at, byte] of mask.entries()) masked[at] = (masked[at] ?? 0) ^ byte
  masked[0] = (masked[0] ?? 0) & 0x7f
  return Buffer.concat([masked, digest, Buffer.of(0xbc)])
}

/** Source: RFC 8017, appendix B.2.1. */
function mgf1(hash: string, seed: Buffer, length: number): Buffer {
  const blocks: Buffer[] = []
  const counter = Buffer.alloc(4)
  for (let count = 0; blocks.length * seed.length < length; count += 1) {
    counter.writeUInt32BE(count)
    blocks.push(createHash(hash).update(seed).update(counter).digest())
  }
  return Buffer.concat(blocks).subarray(0, length)
}
