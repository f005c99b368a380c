import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import type { Signer } from './pades/cms.ts'

/** The seal that the settings name cannot be used. Its message holds no key. */
export class BoxSealError extends Error {
  readonly code = 'BOX_SEAL'
  readonly scope = 'system'
}

/** The box's own key as a signer, and what a record says of it. */
export interface SealKey {
  readonly signer: Signer
  /** SHA-256 of the certificate, in hex. */
  readonly fingerprint: string
}

const CURVE = 'prime256v1'
const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/**
 * Puts a seal together: a P-256 key, its certificate, and the certificates above it, all PEM.
 * @throws BoxSealError when they do not fit together. Dates are left to whoever verifies: a box whose clock is wrong must
 * still seal.
 */
export function readSeal(pem: {
  readonly key: string
  readonly certificate: string
  readonly chain: string
}): SealKey {
  const key = privateKey(pem.key)
  const [certificate, ...more] = certificates(pem.certificate)
  if (certificate === undefined || more.length > 0)
    throw new BoxSealError('the certificate of the seal is not one certificate')
  if (!certificate.checkPrivateKey(key))
    throw new BoxSealError('the key of the seal is not that of its certificate')
  return {
    signer: {
      scheme: 'ecdsa-sha256',
      certificate: Uint8Array.from(certificate.raw),
      chain: certificates(pem.chain).map(({ raw }) => Uint8Array.from(raw)),
      sign: async (_hash, attributes) =>
        Uint8Array.from(sign('sha256', attributes, { key, dsaEncoding: 'ieee-p1363' })),
    },
    fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
  }
}

function privateKey(pem: string): KeyObject {
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch {
    // Without the cause, which may quote the key.
    throw new BoxSealError('the key of the seal is not a private key')
  }
  if (key.asymmetricKeyDetails?.namedCurve !== CURVE)
    throw new BoxSealError('the key of the seal is not a P-256 key')
  return key
}

function certificates(pem: string): X509Certificate[] {
  try {
    return (pem.match(CERTIFICATES) ?? []).map((each) => new X509Certificate(each))
  } catch (cause) {
    throw new BoxSealError('a certificate of the seal cannot be read', { cause })
  }
}
