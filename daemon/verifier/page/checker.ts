/** What the page needs to check a dossier, with everything that is believed inside. */
import ca3 from '../../identity/roots/belgium-root-ca3.pem?raw'
import ca4 from '../../identity/roots/belgium-root-ca4.pem?raw'
import ca6 from '../../identity/roots/belgium-root-ca6.pem?raw'
import { pinnedTrust } from '../../identity/trust.ts'
import { parseTrust, type VerifierTrust } from '../trust-file.ts'

export { DossierFileError, readDossierFile } from '../dossier-file.ts'
export { explain, MARKS } from '../explain.ts'
export { verifyDossier } from '../verify-dossier.ts'

const ROOTS: Readonly<Record<string, string>> = {
  'belgium-root-ca3.pem': ca3,
  'belgium-root-ca4.pem': ca4,
  'belgium-root-ca6.pem': ca6,
}

/** From the content of a trust file. @throws TrustFileError */
export function trustOf(value: unknown): VerifierTrust {
  return parseTrust(
    value,
    pinnedTrust((name) => Buffer.from(ROOTS[name] ?? '', 'latin1')),
  )
}
