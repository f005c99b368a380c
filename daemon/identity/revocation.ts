import { randomBytes } from 'node:crypto'
import type { Check } from '../core/visit-view.ts'
import type { EidCertificate } from './certificate.ts'
import { broken, check, notChecked } from './check.ts'
import type { RevocationConfig } from './config.ts'
import { askCrl, type CrlAnswer, type CrlFault } from './crl.ts'
import { type OcspAnswer, type OcspFault, ocspRequest, readOcsp } from './ocsp.ts'
import type { Vouchers } from './verify.ts'

/** Whether the certificates of a card were withdrawn, as far as that can be asked. */
export type Revocation = (vouchers: Vouchers, now: Date) => Promise<Check>

/** Fetches what lies at an address, or what it answers to a question (DER). @throws FetchError */
export type Fetch = (
  address: string,
  signal: AbortSignal,
  question?: Uint8Array,
) => Promise<Uint8Array>

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

type Fault = CrlFault | OcspFault | FetchError['reason'] | 'no_address'
type Answer =
  | Exclude<CrlAnswer | OcspAnswer, { state: 'unusable' }>
  | { readonly state: 'unusable'; readonly reason: Fault }

/** A certificate and who issued it. */
interface Pair {
  readonly certificate: EidCertificate
  readonly issuer: EidCertificate
}

/** The list of a large authority has some megabytes. */
const MOST_BYTES = 16_000_000
const MOST_LISTS = 8
/** Source: RFC 9654, 2.1: at most 32, which every responder takes since; older ones take 16. */
const NONCE_BYTES = 16

/** Where the settings name no address, nobody is asked. */
export const askNobody: Revocation = async () => notChecked('revocation', 'not_configured')

/**
 * Asks the issuers at addresses that the settings allow: the responder for the very certificate (OCSP) first, then for
 * the list (CRL), which is kept until its time is over.
 */
export function askIssuers(
  { allow, timeoutMs }: RevocationConfig,
  fetchFrom: Fetch = fetchBytes,
): Revocation {
  const allowed = (addresses: readonly string[]): string | undefined =>
    addresses.find((each) => allow.some((prefix) => each.startsWith(prefix)))
  const askList = listAsker(fetchFrom)
  const ask = async (pair: Pair, now: Date, signal: AbortSignal): Promise<Answer> => {
    const { ocspAddresses, crlAddresses } = pair.certificate
    const [responder, list] = [allowed(ocspAddresses), allowed(crlAddresses)]
    const first = responder && (await askResponder(fetchFrom, responder, pair, { now, signal }))
    if (first && (first.state !== 'unusable' || list === undefined)) return first
    if (list === undefined) return { state: 'unusable', reason: 'no_address' }
    return await fetched(() => askList(list, pair, { now, signal }))
  }
  return async (vouchers, now) => {
    const pairs = pairsOf(vouchers)
    if (pairs.length === 0) return notChecked('revocation', 'no_signer')
    const signal = AbortSignal.timeout(timeoutMs)
    return verdictOf(await Promise.all(pairs.map((pair) => ask(pair, now, signal))))
  }
}

interface When {
  readonly now: Date
  readonly signal: AbortSignal
}

/** What could not be fetched is an answer too. */
async function fetched(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof FetchError) return { state: 'unusable', reason: error.reason }
    throw error
  }
}

function askResponder(
  fetchFrom: Fetch,
  address: string,
  pair: Pair,
  { now, signal }: When,
): Promise<Answer> {
  const nonce = randomBytes(NONCE_BYTES)
  return fetched(async () => {
    const request = ocspRequest(pair.certificate, pair.issuer, nonce)
    return readOcsp(await fetchFrom(address, signal, request), { ...pair, nonce, now })
  })
}

function listAsker(fetchFrom: Fetch) {
  const kept = new Map<string, Uint8Array>()
  return async (address: string, pair: Pair, { now, signal }: When): Promise<Answer> => {
    const held = kept.get(address)
    const old = held && askCrl(held, pair.certificate, pair.issuer, now)
    if (old && old.state !== 'unusable') return old
    const list = await fetchFrom(address, signal)
    const answer = askCrl(list, pair.certificate, pair.issuer, now)
    const room = kept.size < MOST_LISTS || kept.has(address)
    if (answer.state !== 'unusable' && room) kept.set(address, list)
    return answer
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
async function fetchBytes(
  address: string,
  signal: AbortSignal,
  question?: Uint8Array,
): Promise<Uint8Array> {
  const post = { method: 'POST', headers: { 'content-type': 'application/ocsp-request' } } as const
  try {
    const response = await fetch(address, {
      ...{ signal, redirect: 'error' },
      ...(question ? { ...post, body: Buffer.from(question) } : {}),
    })
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
