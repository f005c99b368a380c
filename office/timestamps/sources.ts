import { ExtendError, type Sources } from '../../daemon/documents/pades/extend.ts'
import { requestToken, TimestampError } from '../../daemon/documents/pades/timestamp.ts'
import { readCertificate as readCert } from '../../daemon/documents/pades/x509.ts'
import { readCertificate } from '../../daemon/identity/certificate.ts'
import { issuerAsker } from '../../daemon/identity/issuers.ts'
import { FetchError, fetchBytes } from '../../daemon/runtime/fetch.ts'
import { signerRoots, type VerifierTrust } from '../../daemon/verifier/trust-file.ts'
import type { TimestampConfig } from '../config.ts'

/** Authorities and issuers as the settings name them; `stop` ends what is asked. */
export function networkSources(
  { urls, policy, timeoutMs, revocation }: TimestampConfig,
  trust: VerifierTrust,
  stop: AbortSignal,
): Sources {
  const roots = trust.timestamps.map(readCert)
  const within = (ms: number) => AbortSignal.any([stop, AbortSignal.timeout(ms)])
  const askIssuer = issuerAsker(revocation.allow)
  const stampAt = (url: string, digest: Uint8Array) =>
    requestToken(digest, 'sha256', {
      roots,
      ...(policy === undefined ? {} : { policy }),
      ask: (bytes) =>
        fetchBytes(url, within(timeoutMs), { type: 'application/timestamp-query', bytes }),
    })
  return {
    roots: signerRoots(trust),
    timestampRoots: trust.timestamps,
    stamp: (digest) => firstOf(urls, (url) => stampAt(url, digest)),
    async revocation(certificate, issuer) {
      const pair = { certificate: readCertificate(certificate), issuer: readCertificate(issuer) }
      if (!pair.certificate || !pair.issuer) throw new ExtendError('UNANSWERED', 'no certificate')
      const when = { now: new Date(), signal: within(revocation.timeoutMs) }
      const answer = await askIssuer({ certificate: pair.certificate, issuer: pair.issuer }, when)
      if (answer.state === 'unusable') throw new ExtendError('UNANSWERED', answer.reason)
      return answer
    },
  }
}

/** In their order, until one gives a token that is sound. */
async function firstOf<T>(urls: readonly string[], ask: (url: string) => Promise<T>): Promise<T> {
  let last: unknown
  for (const url of urls)
    try {
      return await ask(url)
    } catch (error) {
      if (!(error instanceof FetchError || error instanceof TimestampError)) throw error
      last = error
    }
  throw last
}
