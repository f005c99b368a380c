import { type EidCertificate, isIssuedBy } from './certificate.ts'
import type { Trust } from './trust.ts'

/** The Citizen and Foreigner CAs that a root of ours was seen to have issued: the next card need not show them again. */
export interface Authorities {
  /** The root or authority that issued this certificate, or null when we know none. */
  issuerOf(certificate: EidCertificate): EidCertificate | null
  /** Kept when a root issued it and allows it to issue; passed over otherwise. */
  offer(authority: EidCertificate): void
}

/** There are a few hundred authorities; a box sees some dozens. */
const MOST = 256

export function knownAuthorities({ roots }: Trust): Authorities {
  const known = new Map<string, EidCertificate>()
  const rootOf = (certificate: EidCertificate): EidCertificate | undefined =>
    roots.find((root) => isIssuedBy(certificate, root))
  return {
    issuerOf(certificate) {
      const authority = [...known.values()].find((each) => isIssuedBy(certificate, each))
      return authority ?? rootOf(certificate) ?? null
    },
    offer(authority) {
      const key = authority.x509.fingerprint256
      const root = rootOf(authority)
      if (known.has(key) || known.size >= MOST || !authority.x509.ca || !root) return
      if (root.mostAuthorities < 1) return
      known.set(key, authority)
    },
  }
}
