import { Integer, OctetString } from 'asn1js'
import { AlgorithmIdentifier, MessageImprint, TimeStampReq, TimeStampResp } from 'pkijs'
import { HASHES, type Hash } from './algorithms.ts'
import { checkToken } from './token.ts'
import { type Cert, DerError, guarded, own, readDer, same } from './x509.ts'

/** `REFUSED` the authority gave none; `UNSOUND` what it gave is no good. */
export type TimestampFault = 'REFUSED' | 'UNSOUND'

/** A time-stamp that was not got. */
export class TimestampError extends Error {
  readonly code: TimestampFault
  readonly scope = 'visit'
  constructor(code: TimestampFault, what: string, options?: ErrorOptions) {
    super(`no time-stamp: ${what}`, options)
    this.name = 'TimestampError'
    this.code = code
  }
}

/** A time-stamp authority: takes a DER request, answers with a DER response. */
export type AskTimestamp = (request: Uint8Array) => Promise<Uint8Array>
export interface TimestampOptions {
  readonly ask: AskTimestamp
  readonly roots: readonly Cert[]
  /** The policy that is asked for, as an object identifier; any when left out. */
  readonly policy?: string
}

/** Granted, or granted with changes. Source: RFC 3161, 2.4.2. */
const GRANTED = new Set([0, 1])

/**
 * Asks for a token over a hash and checks it whole: imprint, nonce, policy, purpose, signature, chain.
 * @throws TimestampError. Source: RFC 3161.
 */
export async function requestToken(
  digest: Uint8Array,
  hash: Hash,
  { ask, roots, policy }: TimestampOptions,
): Promise<Uint8Array> {
  // Below 0x80, so that the integer needs no zero before it.
  const nonce = globalThis.crypto.getRandomValues(new Uint8Array(8))
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40
  const response = await ask(encodeRequest(digest, hash, nonce, policy))
  try {
    const der = tokenIn(response)
    const token = await checkToken(
      der,
      async (asked) => (asked === hash ? digest : new Uint8Array()),
      roots,
    )
    if (token.fault !== undefined) throw new TimestampError('UNSOUND', token.fault)
    if (!token.nonce || !same(token.nonce, nonce))
      throw new TimestampError('UNSOUND', 'it answers another request')
    if (policy !== undefined && token.policy !== policy)
      throw new TimestampError('UNSOUND', 'it is of another policy')
    return der
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause
    throw new TimestampError('UNSOUND', cause.message, { cause })
  }
}

function encodeRequest(
  digest: Uint8Array,
  hash: Hash,
  nonce: Uint8Array,
  policy: string | undefined,
): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: HASHES[hash].oid }),
      hashedMessage: new OctetString({ valueHex: own(digest) }),
    }),
    ...(policy === undefined ? {} : { reqPolicy: policy }),
    nonce: new Integer({ valueHex: own(nonce) }),
    certReq: true,
  })
  return new Uint8Array(request.toSchema().toBER())
}

function tokenIn(response: Uint8Array): Uint8Array {
  return guarded('time-stamp response', () => {
    const parsed = new TimeStampResp({ schema: readDer(response) })
    const { timeStampToken: token } = parsed
    if (!GRANTED.has(parsed.status.status) || token === undefined)
      throw new TimestampError('REFUSED', `status ${parsed.status.status}`)
    return new Uint8Array(token.toSchema().toBER())
  })
}
