import type { Check } from '../core/card-view.ts'
import { type Fetch, fetchBytes } from '../runtime/fetch.ts'
import type { EidCertificate } from './certificate.ts'
import { broken, check, notChecked } from './check.ts'
import type { RevocationConfig } from './config.ts'
import { type IssuerAnswer, issuerAsker, type Pair } from './issuers.ts'
import type { Vouchers } from './verify.ts'

/** Whether the certificates of a card were withdrawn, as far as that can be asked. */
export type Revocation = (vouchers: Vouchers, now: Date) => Promise<Check>

/** Where the settings name no address, nobody is asked. */
export const askNobody: Revocation = async () => notChecked('revocation', 'not_configured')

/** Asks the issuers of a card's certificates, at addresses that the settings allow. */
export function askIssuers(
  { allow, timeoutMs }: RevocationConfig,
  fetchFrom: Fetch = fetchBytes,
): Revocation {
  const ask = issuerAsker(allow, fetchFrom)
  return async (vouchers, now) => {
    const pairs = pairsOf(vouchers)
    if (pairs.length === 0) return notChecked('revocation', 'no_signer')
    const signal = AbortSignal.timeout(timeoutMs)
    return verdictOf(await Promise.all(pairs.map((pair) => ask(pair, { now, signal }))))
  }
}

/** Every certificate of the card whose issuer we trust. */
function pairsOf({ signer, holder }: Vouchers): Pair[] {
  const { authority, authorityRoot } = holder
  const of = (certificate: EidCertificate | null | undefined, issuer: EidCertificate | null) =>
    certificate && issuer ? [{ certificate, issuer }] : []
  return [
    ...of(signer.certificate, signer.root),
    ...of(holder.authentication, authority),
    ...of(holder.signature, authority),
    ...of(authority, authorityRoot),
  ]
}

/** One that was withdrawn breaks it; one that nobody could tell of leaves it open. */
function verdictOf(answers: readonly IssuerAnswer[]): Check {
  const at = (answer: IssuerAnswer): string =>
    answer.state === 'unusable' ? '' : answer.at.toISOString().slice(0, 16)
  const revoked = answers.find(({ state }) => state === 'revoked')
  if (revoked) return broken('revocation', 'revoked', { at: at(revoked) })
  const unusable = answers.find((answer) => answer.state === 'unusable')
  if (unusable) return notChecked('revocation', 'unanswered', { reason: unusable.reason })
  const oldest = answers.map(at).sort()[0] ?? ''
  return check('revocation', true, ['not_revoked', 'revoked'], { at: oldest })
}
