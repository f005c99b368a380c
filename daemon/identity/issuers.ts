import { randomBytes } from 'node:crypto'
import { type Fetch, FetchError, fetchBytes } from '../runtime/fetch.ts'
import type { EidCertificate } from './certificate.ts'
import { askCrl, type CrlAnswer, type CrlFault } from './crl.ts'
import { type OcspAnswer, type OcspFault, ocspRequest, readOcsp } from './ocsp.ts'

type Fault = CrlFault | OcspFault | FetchError['reason'] | 'no_address'
type Told<A> = Exclude<A, { state: 'unusable' }>
type Unusable = { readonly state: 'unusable'; readonly reason: Fault }

/** What an issuer says of a certificate, with the bytes (DER) in which it says so: an OCSP answer or a list. */
export type IssuerAnswer =
  | (Told<OcspAnswer> & { readonly ocsp: Uint8Array })
  | (Told<CrlAnswer> & { readonly crl: Uint8Array })
  | Unusable

/** A certificate and who issued it. */
export interface Pair {
  readonly certificate: EidCertificate
  readonly issuer: EidCertificate
}
export interface When {
  readonly now: Date
  readonly signal: AbortSignal
}
export type AskIssuer = (pair: Pair, when: When) => Promise<IssuerAnswer>

const MOST_LISTS = 8
/** Source: RFC 9654, 2.1: at most 32, which every responder takes since; older ones take 16. */
const NONCE_BYTES = 16

/**
 * Asks an issuer at addresses that start with one of `allow`: the responder for the very certificate (OCSP) first, then
 * for the list (CRL), which is kept until its time is over.
 */
export function issuerAsker(allow: readonly string[], fetchFrom: Fetch = fetchBytes): AskIssuer {
  const allowed = (addresses: readonly string[]): string | undefined =>
    addresses.find((each) => allow.some((prefix) => each.startsWith(prefix)))
  const askList = listAsker(fetchFrom)
  return async (pair, when) => {
    const { ocspAddresses, crlAddresses } = pair.certificate
    const [responder, list] = [allowed(ocspAddresses), allowed(crlAddresses)]
    const first = responder && (await askResponder(fetchFrom, responder, pair, when))
    if (first && (first.state !== 'unusable' || list === undefined)) return first
    if (list === undefined) return { state: 'unusable', reason: 'no_address' }
    return await fetched(() => askList(list, pair, when))
  }
}

/** What could not be fetched is an answer too. */
async function fetched(ask: () => Promise<IssuerAnswer>): Promise<IssuerAnswer> {
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
): Promise<IssuerAnswer> {
  const nonce = randomBytes(NONCE_BYTES)
  return fetched(async () => {
    const bytes = ocspRequest(pair.certificate, pair.issuer, nonce)
    const ocsp = await fetchFrom(address, signal, { type: 'application/ocsp-request', bytes })
    const answer = readOcsp(ocsp, { ...pair, nonce, now })
    return answer.state === 'unusable' ? answer : { ...answer, ocsp }
  })
}

function listAsker(fetchFrom: Fetch) {
  const kept = new Map<string, Uint8Array>()
  return async (address: string, pair: Pair, { now, signal }: When): Promise<IssuerAnswer> => {
    const held = kept.get(address)
    const old = held && askCrl(held, pair.certificate, pair.issuer, now)
    if (old && old.state !== 'unusable') return { ...old, crl: held }
    const crl = await fetchFrom(address, signal)
    const answer = askCrl(crl, pair.certificate, pair.issuer, now)
    if (answer.state === 'unusable') return answer
    if (kept.size < MOST_LISTS || kept.has(address)) kept.set(address, crl)
    return { ...answer, crl }
  }
}
