import { randomBytes, X509Certificate } from 'node:crypto'
import {
  CardGoneError,
  CardMuteError,
  type CardReader,
  ReaderGoneError,
  ReaderRefusedError,
} from '../../hw/card/port.ts'
import type { CardMark, PinFailure } from '../core/card-view.ts'
import { cardChallenge, challengeHash, proofHolds } from '../documents/card-proof.ts'
import { sha256 } from '../documents/sha256.ts'
import { CardStatusError, type Transmit } from './apdu.ts'
import { readOptional, SEQUENCE } from './card-file.ts'
import { DerError } from './der.ts'
import { NotAnEidError, readChipData } from './eid-files.ts'
import { type CardKey, cardHash, type PinUse, signWithPin } from './pin.ts'
import { type PinPolicy, pinEntryOf } from './pin-entry.ts'
import type { Presence } from './presence.ts'
import type { CardOrder, CardReport, PinAnswer } from './protocol.ts'

export interface PinRequestOptions {
  readonly reader: CardReader
  readonly presence: Presence
  readonly pin: PinPolicy
  readonly stuck: () => void
}
type Request = Extract<CardOrder, { type: 'pin.prove' | 'pin.sign' | 'card.certify' }>
type Answer = Extract<CardReport, { type: 'pin.answered' | 'card.certificates' }>

const APDU_MS = 2000

/** Serves one order that has to do with the card's keys. It is answered whatever happens. */
export async function answerPin(
  options: PinRequestOptions,
  request: Request,
  cancel: AbortSignal,
): Promise<Answer> {
  const { requestId, waitMs } = request
  const wait = AbortSignal.any([cancel, AbortSignal.timeout(waitMs)])
  const answered = (outcome: PinAnswer): Answer => ({ type: 'pin.answered', requestId, outcome })
  const transmit: Transmit = (command) => options.reader.transmit(command, APDU_MS)
  try {
    if (!(await options.presence.wait(wait))) return answered(failed('cancelled'))
    const { number, applet } = await readChipData(transmit)
    if (sha256(number) !== request.card.chip) return answered(failed('other_card'))
    if (request.type === 'card.certify') {
      const certificates = await chainOnCard(transmit, request.card)
      return { type: 'card.certificates', requestId, certificates }
    }
    const work = { ...options, applet, transmit, wait }
    if (request.type === 'pin.prove') return answered(await prove(work, request))
    const der = theirOwn(Buffer.from(request.certificate, 'base64'), request.card.signature)
    const certificate = new X509Certificate(der)
    const hash = Buffer.from(request.hash, 'hex')
    return answered(answerOf(await use(work, request, { use: 'sign', certificate }, hash)))
  } catch (error) {
    if (error instanceof CardMuteError) options.stuck()
    return answered(failed(failureOf(error)))
  }
}

interface Work extends PinRequestOptions {
  readonly applet: number
  readonly transmit: Transmit
  readonly wait: AbortSignal
}

async function prove(
  work: Work,
  request: Extract<Request, { type: 'pin.prove' }>,
): Promise<PinAnswer> {
  const { authentication } = request.card
  const der = theirOwn(await certificateFile(work.transmit, AUTHENTICATION), authentication)
  const certificate = new X509Certificate(der)
  const hash = cardHash(certificate.publicKey)
  const boxNonce = randomBytes(32).toString('hex')
  const challenge = cardChallenge(request.visitId, request.nonce, boxNonce)
  const used = await use(
    work,
    request,
    { use: 'auth', certificate },
    challengeHash(challenge, hash),
  )
  if (used.state !== 'signed') return answerOf(used)
  const proof = {
    nonce: request.nonce,
    boxNonce,
    certificate: Buffer.from(der).toString('base64'),
    signature: Buffer.from(used.signature).toString('base64'),
    hash,
  }
  if (!proofHolds(proof, request.visitId)) return failed('failed')
  const evidence = { code: 'pin_signed', values: { hash } } as const
  return { state: 'proven', proof, checks: [{ name: 'pin', verdict: 'holds', evidence }] }
}

type Use = Extract<Request, { readonly insist: boolean }>
async function use(work: Work, request: Use, key: CardKey, hash: Uint8Array) {
  const { reader, pin, applet, transmit, wait } = work
  const entry = await pinEntryOf(reader, pin, request.language)
  if (!entry) return { state: 'no_keys' } as const
  const ways = { entry, applet, insist: request.insist, signal: wait }
  return await signWithPin(transmit, key, hash, ways)
}

const AUTHENTICATION = '3F00DF005038'
const SIGNATURE = '3F00DF005039'
const ISSUERS = ['3F00DF00503A', '3F00DF00503B']

/** The signing certificate first, then its issuers as they lie on the card: what is trusted is another question. */
async function chainOnCard(transmit: Transmit, { signature }: CardMark): Promise<string[]> {
  const chain = [theirOwn(await certificateFile(transmit, SIGNATURE), signature)]
  for (const path of ISSUERS) chain.push(await certificateFile(transmit, path))
  return chain.map((der) => Buffer.from(der).toString('base64'))
}

class OtherCardError extends Error {
  readonly code = 'OTHER_CARD'
  readonly scope = 'visit'
}
/** The certificate that was proven to be the holder's when the card was read. @throws OtherCardError for any other. */
function theirOwn(der: Uint8Array, mark: string | undefined): Uint8Array {
  if (sha256(der) !== mark)
    throw new OtherCardError('another certificate than the one that was read')
  return der
}

class NoCertificateError extends Error {
  readonly code = 'NO_CERTIFICATE'
  readonly scope = 'visit'
}
/** @throws NoCertificateError for a file of zeros, as cards have that bear no such certificate. */
async function certificateFile(transmit: Transmit, path: string): Promise<Uint8Array> {
  const der = await readOptional(transmit, path, SEQUENCE)
  if (der === null) throw new NoCertificateError('no certificate in this file')
  return der
}

function answerOf(used: PinUse | { readonly state: 'no_keys' }): PinAnswer {
  switch (used.state) {
    case 'signed':
      return { state: 'signed', signature: Buffer.from(used.signature).toString('base64') }
    case 'wrong':
      return used
    case 'last_try':
      return { state: 'last_try' }
    case 'blocked':
    case 'cancelled':
    case 'failed':
    case 'no_keys':
      return failed(used.state)
  }
}

function failed(failure: PinFailure): PinAnswer {
  return { state: 'failed', failure }
}

function failureOf(error: unknown): PinFailure {
  if (error instanceof NoCertificateError) return 'no_certificate'
  if (error instanceof OtherCardError) return 'other_card'
  if (error instanceof CardGoneError) return 'removed'
  const known =
    error instanceof CardMuteError ||
    error instanceof ReaderGoneError ||
    error instanceof ReaderRefusedError ||
    error instanceof CardStatusError ||
    error instanceof NotAnEidError ||
    error instanceof DerError
  if (known || isBadCertificate(error)) return 'failed'
  throw error
}
/** Node says so with a code of OpenSSL's, not with a class. */
function isBadCertificate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_OSSL')
}
