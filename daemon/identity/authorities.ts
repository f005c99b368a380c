import { type EidCertificate, isIssuedBy } from './certificate.ts'
import type { Trust } from './trust.ts'

/** Certificates that a root of ours was seen to have issued: the next card need not show them again. */
export interface Authorities {
  /** The root, Citizen CA or Foreigner CA that issued this certificate, or null when we know none. */
  issuerOf(certificate: EidCertificate): EidCertificate | null
  /** The root that issued it, or null. */
  rootOf(certificate: EidCertificate): EidCertificate | null
  /** The signer of the National Register whose certificate starts like this, or null. */
  signerFrom(head: Uint8Array): EidCertificate | null
  /** Kept when a root issued it; passed over otherwise. */
  offer(certificate: EidCertificate): void
}

/** There are a few hundred of them; a box sees some dozens. */
const MOST = 512
/** Serial number, issuer and validity are within these bytes: they tell one certificate from all others. */
const HEAD_BYTES = 256

export function knownAuthorities({ roots }: Trust): Authorities {
  const known = new Map<string, EidCertificate>()
  const rootOf = (certificate: EidCertificate): EidCertificate | null =>
    roots.find((root) => isIssuedBy(certificate, root)) ?? null
  const of = (ca: boolean): EidCertificate[] =>
    [...known.values()].filter(({ x509 }) => x509.ca === ca)
  return {
    rootOf,
    issuerOf(certificate) {
      const authority = of(true).find((each) => isIssuedBy(certificate, each))
      return authority ?? rootOf(certificate)
    },
    signerFrom(head) {
      if (head.length < HEAD_BYTES) return null
      const same = ({ der }: EidCertificate): boolean =>
        Buffer.compare(der.subarray(0, HEAD_BYTES), head.subarray(0, HEAD_BYTES)) === 0
      return of(false).find(same) ?? null
    },
    offer(certificate) {
      const key = certificate.x509.fingerprint256
      const root = rootOf(certificate)
      if (known.has(key) || known.size >= MOST || !root) return
      if (certificate.x509.ca && root.mostAuthorities < 1) return
      known.set(key, certificate)
    },
  }
}
