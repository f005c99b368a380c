export type Hash = 'sha256' | 'sha384' | 'sha512'

/** Object identifiers. Sources: RFC 5652, RFC 5035, RFC 3161, RFC 5754, RFC 5758. */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  rsa: '1.2.840.113549.1.1.1',
} as const

export const HASHES: Readonly<Record<Hash, { readonly oid: string; readonly web: string }>> = {
  sha256: { oid: '2.16.840.1.101.3.4.2.1', web: 'SHA-256' },
  sha384: { oid: '2.16.840.1.101.3.4.2.2', web: 'SHA-384' },
  sha512: { oid: '2.16.840.1.101.3.4.2.3', web: 'SHA-512' },
}

export type Family = 'rsa' | 'ecdsa'
export interface SignatureAlgorithm {
  readonly oid: string
  readonly family: Family
  readonly hash: Hash
}

/** What a box or a card signs with. */
export type Scheme = 'rsa-sha256' | 'ecdsa-sha256' | 'ecdsa-sha384'
export const SCHEMES: Readonly<Record<Scheme, SignatureAlgorithm>> = {
  'rsa-sha256': { oid: '1.2.840.113549.1.1.11', family: 'rsa', hash: 'sha256' },
  'ecdsa-sha256': { oid: '1.2.840.10045.4.3.2', family: 'ecdsa', hash: 'sha256' },
  'ecdsa-sha384': { oid: '1.2.840.10045.4.3.3', family: 'ecdsa', hash: 'sha384' },
}

/** What certificates, tokens and signatures of others may be signed with; SHA-1 is not among them. */
const KNOWN: readonly SignatureAlgorithm[] = [
  ...Object.values(SCHEMES),
  { oid: '1.2.840.113549.1.1.12', family: 'rsa', hash: 'sha384' },
  { oid: '1.2.840.113549.1.1.13', family: 'rsa', hash: 'sha512' },
  { oid: '1.2.840.10045.4.3.4', family: 'ecdsa', hash: 'sha512' },
]

/** The algorithm of an identifier; `hash` decides where the identifier leaves it open (RFC 3370, 3.2). */
export function algorithmOf(oid: string, hash?: Hash): SignatureAlgorithm | undefined {
  if (oid === OID.rsa) return hash === undefined ? undefined : { oid, family: 'rsa', hash }
  return KNOWN.find((it) => it.oid === oid)
}
export function hashOf(oid: string): Hash | undefined {
  if (oid === HASHES.sha256.oid) return 'sha256'
  if (oid === HASHES.sha384.oid) return 'sha384'
  return oid === HASHES.sha512.oid ? 'sha512' : undefined
}
