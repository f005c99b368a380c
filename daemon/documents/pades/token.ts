import { type MessageImprint, TSTInfo } from 'pkijs'
import { type Hash, hashOf, OID } from './algorithms.ts'
import { type Chain, chainOf, isOnlyFor, isValidAt, nameOf } from './chain.ts'
import { readMessage, type SignedMessage } from './cms-read.ts'
import {
  type Cert,
  DerError,
  guarded,
  hashBytes,
  own,
  readDer,
  same,
  signatureHolds,
} from './x509.ts'

/** A time-stamp token, read and checked against what it should stamp. Source: RFC 3161, 2.4.2. */
export interface TokenResult {
  readonly message: SignedMessage
  readonly at: Date
  readonly authority: string
  readonly policy: string
  readonly nonce: Uint8Array | undefined
  /** From its certificate up, as far as it is known. */
  readonly path: readonly Cert[]
  /** Why it proves nothing; undefined when it holds. */
  readonly fault: string | undefined
}

/** Reads a token. @throws DerError */
function readToken(der: Uint8Array): { message: SignedMessage; info: TSTInfo } {
  const message = readMessage(der)
  const { content } = message
  if (message.contentType !== OID.tstInfo || content === undefined)
    throw new DerError('no time-stamp token')
  return { message, info: guarded('token', () => new TSTInfo({ schema: readDer(content) })) }
}

/**
 * Checks a token: what it stamps, its signature, its certificate's only purpose and chain, at its own time.
 * @throws DerError when it cannot be read.
 */
export async function checkToken(
  der: Uint8Array,
  stamped: (hash: Hash) => Promise<Uint8Array>,
  roots: readonly Cert[],
  pool: readonly Cert[] = [],
): Promise<TokenResult> {
  const { message, info } = readToken(der)
  const { genTime: at, policy, nonce } = info
  const chain = await chainOf(message.signer, [...message.others, ...pool], roots)
  return {
    message,
    at,
    policy,
    path: chain.path,
    authority: nameOf(message.signer),
    nonce: nonce && new Uint8Array(nonce.valueBlock.valueHexView),
    fault: await faultOf(message, info, stamped, chain),
  }
}

async function faultOf(
  message: SignedMessage,
  { messageImprint, genTime }: TSTInfo,
  stamped: (hash: Hash) => Promise<Uint8Array>,
  chain: Chain,
): Promise<string | undefined> {
  const hash = imprintHash(messageImprint)
  if (hash === undefined) return 'its imprint has an algorithm that is not used here'
  const imprint = new Uint8Array(messageImprint.hashedMessage.getValue())
  if (!same(imprint, await stamped(hash))) return 'it stamps something else'
  const broken = await signedFault(message)
  if (broken !== undefined) return broken
  if (!isOnlyFor(message.signer, OID.timeStamping)) return 'its certificate is not for time-stamps'
  if (!chain.trusted) return chain.fault ?? 'it is not trusted'
  if (!chain.path.every((it) => isValidAt(it, genTime)))
    return 'a certificate was not valid at its time'
  return undefined
}

function imprintHash({ hashAlgorithm }: MessageImprint): Hash | undefined {
  return hashOf(hashAlgorithm.algorithmId)
}

/** Whether the signed attributes are those of the content and of the certificate, and are signed. */
async function signedFault(message: SignedMessage): Promise<string | undefined> {
  const { content, contentType, digest, attributedType, algorithm, signer } = message
  if (content === undefined || attributedType !== contentType) return 'its content has another type'
  if (!same(digest, await hashBytes(algorithm.hash, content))) return 'its content was changed'
  if (!(await certificateFits(message))) return 'its certificate was exchanged'
  const holds = await signatureHolds(signer, algorithm, message.signedBytes, message.signature)
  return holds ? undefined : 'its signature does not hold'
}

/** Whether the signed attributes name the very certificate. */
export async function certificateFits({ certificateId, signer }: SignedMessage): Promise<boolean> {
  if (certificateId === undefined) return false
  const { der } = signer
  const { hash, value } = certificateId
  if (hash !== 'sha1') return same(value, await hashBytes(hash, der))
  // ESSCertID of RFC 2634, which many time-stamp authorities still write; its collision needs their own help.
  return same(value, new Uint8Array(await globalThis.crypto.subtle.digest('SHA-1', own(der))))
}
