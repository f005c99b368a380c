import { verify } from 'node:crypto'
import type { EidCertificate } from './certificate.ts'
import { type DerElement, DerError, derElements, derHex, derInside } from './der.ts'

/** What certificates, lists of withdrawn ones and answers about one have in common: content, algorithm, signature. */
export interface SignedDer {
  readonly content: DerElement
  /** Node's name of the hash; undefined for an algorithm that we do not take. */
  readonly hash: string | undefined
  readonly signature: Uint8Array
  /** What follows the signature. */
  readonly rest: readonly DerElement[]
}

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

/** Takes the one SEQUENCE in `der` apart. @throws DerError */
export function readSigned(der: Uint8Array): SignedDer {
  const [whole, ...after] = derElements(der)
  const [content, algorithm, signature, ...rest] = derInside(whole)
  const fits =
    whole?.tag === SEQUENCE &&
    content?.tag === SEQUENCE &&
    algorithm?.tag === SEQUENCE &&
    signature?.tag === BIT_STRING &&
    signature.content[0] === 0
  if (!fits || after.length > 0) throw new DerError('nothing signed')
  const hash = HASHES[derHex(derInside(algorithm)[0])]
  // A BIT STRING: its first byte tells how many bits at the end do not count.
  return { content, hash, signature: signature.content.subarray(1), rest }
}

/** The algorithm is outside the signature: where the content names it too, the two must not differ. Source: RFC 5280, 4.1.1.2. */
export function namesItsAlgorithm(der: Uint8Array): boolean {
  const [content, algorithm] = derInside(derElements(der)[0])
  const named = derInside(content).find(({ tag }) => tag === SEQUENCE)
  return (
    named !== undefined &&
    algorithm !== undefined &&
    Buffer.compare(named.whole, algorithm.whole) === 0
  )
}

/** Whether the key of this certificate made the signature. */
export function isSignedWith({ content, hash, signature }: SignedDer, by: EidCertificate): boolean {
  try {
    return hash !== undefined && verify(hash, content.whole, by.x509.publicKey, signature)
  } catch {
    return false // a key that does not fit the algorithm
  }
}
