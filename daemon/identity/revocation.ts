import type { Check } from '../core/visit-view.ts'
import type { EidCertificate } from './certificate.ts'
import { broken, check, notChecked } from './check.ts'
import type { RevocationConfig } from './config.ts'
import { askCrl, type CrlAnswer, type CrlFault } from './crl.ts'
import type { Vouchers } from './verify.ts'

/** Whether the certificates of a card were withdrawn, as far as that can be asked. */
export type Revocation = (vouchers: Vouchers, now: Date) => Promise<Check>

/** Fetches what lies at an address. @throws FetchError */
export type Fetch = (address: string, signal: AbortSignal) => Promise<Uint8Array>

/** What an issuer publishes could not be fetched. */
export class FetchError extends Error {
  readonly code = 'NOT_FETCHED'
  readonly scope = 'visit'
  readonly reason: 'timeout' | 'status' | 'too_large' | 'unreachable'
  constructor(reason: FetchError['reason'], cause?: unknown) {
    super(`not fetched: ${reason}`, { cause })
    this.reason = reason
  }
}

type Answer =
  | Exclude<CrlAnswer, { state: 'unusable' }>
  | { readonly state: 'unusable'; readonly reason: CrlFault | FetchError['reason'] | 'no_address' }

/** A certificate and who issued it. */
interface Pair {
  readonly certificate: EidCertificate
  readonly issuer: EidCertificate
}

/** The list of a large authority has some megabytes. */
const MOST_BYTES = 16_000_000
const MOST_LISTS = 8

/** Where the settings name no address, nobody is asked. */
export const askNobody: Revocation = async () => notChecked('revocation', 'not_configured')

/** Asks the lists of the issuers (CRL), at addresses that the settings allow; a list is kept until its time is over. */
export function askIssuers(
  { allow, timeoutMs }: RevocationConfig,
  fetchList: Fetch = fetchBytes,
): Revocation {
  const kept = new Map<string, Uint8Array>()
  const ask = async (pair: Pair, now: Date, signal: AbortSignal): Promise<Answer> => {
    const address = pair.certificate.crlAddresses.find((each) =>
      allow.some((prefix) => each.startsWith(prefix)),
    )
    if (address === undefined) return { state: 'unusable', reason: 'no_address' }
    const held = kept.get(address)
    const old = held && askCrl(held, pair.certificate, pair.issuer, now)
    if (old && old.state !== 'unusable') return old
    try {
      const list = await fetchList(address, signal)
      const answer = askCrl(list, pair.certificate, pair.issuer, now)
      const room = kept.size < MOST_LISTS || kept.has(address)
      if (answer.state !== 'unusable' && room) kept.set(address, list)
      return answer
    } catch (error) {
      if (error instanceof FetchError) return { state: 'unusable', reason: error.reason }
      throw error
    }
  }
  return async (vouchers, now) => {
    const pairs = pairsOf(vouchers)
    if (pairs.length === 0) return notChecked('revocation', 'no_signer')
    const signal = AbortSignal.timeout(timeoutMs)
    return verdictOf(await Promise.all(pairs.map((pair) => ask(pair, now, signal))))
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
function verdictOf(answers: readonly Answer[]): Check {
  const at = (answer: Answer): string =>
    answer.state === 'unusable' ? '' : answer.at.toISOString().slice(0, 16)
  const revoked = answers.find(({ state }) => state === 'revoked')
  if (revoked) return broken('revocation', 'revoked', { at: at(revoked) })
  const unusable = answers.find((answer) => answer.state === 'unusable')
  if (unusable) return notChecked('revocation', 'unanswered', { reason: unusable.reason })
  const oldest = answers.map(at).sort()[0] ?? ''
  return check('revocation', true, ['not_revoked', 'revoked'], { at: oldest })
}

/** Without redirects: the settings say whom we ask. @throws FetchError */
async function fetchBytes(address: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const response = await fetch(address, { signal, redirect: 'error' })
    if (!response.ok || !response.body) throw new FetchError('status')
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of response.body) {
      length += chunk.length
      if (length > MOST_BYTES) throw new FetchError('too_large')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof FetchError) throw error
    throw new FetchError(signal.aborted ? 'timeout' : 'unreachable', error)
  }
}
