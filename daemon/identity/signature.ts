import { createVerify, type X509Certificate } from 'node:crypto'
import { derLength } from './der.ts'

/**
 * The hash that a National Register certificate signs with, in Node's name: the one that it was signed with itself. The
 * applet's version does not tell, since older cards were given new signers. Null when it is none that we take.
 */
export function signingHash(certificate: X509Certificate): string | null {
  const [, bits] = /sha-?(1|256|384|512)/i.exec(certificate.signatureAlgorithm ?? '') ?? []
  return bits ? `sha${bits}` : null
}

/**
 * Whether a signature file of the card is the certificate's over `content`. RSA signatures are as long as the modulus,
 * EC ones are DER; whatever follows must be zero bytes.
 */
export function isSignedBy(
  certificate: X509Certificate,
  content: Uint8Array,
  file: Uint8Array,
): boolean {
  const hash = signingHash(certificate)
  if (!hash) return false
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey
  try {
    const modulusBytes = (asymmetricKeyDetails?.modulusLength ?? 0) / 8
    const length = asymmetricKeyType === 'ec' ? derLength(file) : modulusBytes
    if (file.subarray(length).some((byte) => byte !== 0)) return false
    const verifier = createVerify(hash).update(content)
    return verifier.verify(certificate.publicKey, file.subarray(0, length))
  } catch {
    return false // a signature that cannot be read proves nothing
  }
}
