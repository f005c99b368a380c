import { createHash, X509Certificate } from 'node:crypto'
import { current } from '../core/visit-current.ts'
import type { PinOutcome, Visit, VisitEffect } from '../core/visit-state.ts'
import type { Signer } from '../documents/pades/cms.ts'
import { signWithCard } from '../documents/sign.ts'
import type { CardAnswer, CardAnswers } from './card-answers.ts'

/** What became of a signature by card. `signer` is the SHA-256 of the certificate, hex. */
export type CardSigning =
  | { readonly state: 'signed'; readonly bytes: Uint8Array; readonly signer: string }
  | { readonly state: 'not_signed'; readonly outcome: PinOutcome }

export interface CardSigningOptions {
  readonly answers: CardAnswers
  readonly now: () => string
  /** The card has signed; the bytes are still being put together. */
  readonly onSigned: () => void
  readonly waitMs: number
}

class NotSignedError extends Error {
  readonly code = 'NOT_SIGNED'
  readonly scope = 'visit'
  readonly outcome: PinOutcome
  constructor(outcome: PinOutcome) {
    super('the card did not sign')
    this.outcome = outcome
  }
}

/**
 * Has the card of the citizen sign the presented bytes with its non-repudiation key, after the PIN.
 * @throws SignatureMismatchError and the other errors of `signWithCard`.
 */
export async function signByCard(
  visit: Visit,
  effect: Extract<VisitEffect, { type: 'card.pin' }>,
  presented: Uint8Array,
  options: CardSigningOptions,
): Promise<CardSigning> {
  const { answers, now, waitMs } = options
  const { identity, language = 'nl' } = visit
  const { requestId } = effect
  if (identity.state !== 'known' || !identity.card) return notSigned('other_card')
  const { card, person } = identity
  const given = await answers.ask({ type: 'card.certify', requestId, waitMs, card })
  if (given.type === 'pin.answered') return refusal(given)
  const [own = '', ...issuers] = given.certificates
  const certificate = new X509Certificate(Buffer.from(own, 'base64'))
  const sign = async (hash: Uint8Array): Promise<Uint8Array> => {
    const answer = await answers.ask({
      type: 'pin.sign',
      ...{ requestId, waitMs, card, language, insist: effect.insist, certificate: own },
      hash: Buffer.from(hash).toString('hex'),
    })
    if (answer.type !== 'pin.answered' || answer.outcome.state !== 'signed')
      throw new NotSignedError(outcomeOf(answer))
    options.onSigned()
    return Buffer.from(answer.outcome.signature, 'base64')
  }
  const signer: Signer = {
    scheme: certificate.publicKey.asymmetricKeyType === 'ec' ? 'ecdsa-sha384' : 'rsa-sha256',
    certificate: Uint8Array.from(certificate.raw),
    chain: issuers.map((der) => Uint8Array.from(Buffer.from(der, 'base64'))),
    sign,
  }
  const name = `${person.givenNames} ${person.surname}`
  const facts = { language: current(visit).language ?? 'nl', at: now(), name } as const
  try {
    const bytes = await signWithCard(presented, facts, signer)
    const fingerprint = createHash('sha256').update(certificate.raw).digest('hex')
    return { state: 'signed', bytes, signer: fingerprint }
  } catch (error) {
    if (error instanceof NotSignedError) return { state: 'not_signed', outcome: error.outcome }
    throw error
  }
}

function notSigned(failure: 'other_card' | 'failed'): CardSigning {
  return { state: 'not_signed', outcome: { state: 'failed', failure } }
}
function refusal(answer: CardAnswer): CardSigning {
  return { state: 'not_signed', outcome: outcomeOf(answer) }
}
/** Without its signature, of which the core knows nothing. */
function outcomeOf(answer: CardAnswer): PinOutcome {
  if (answer.type === 'pin.answered' && answer.outcome.state !== 'signed') return answer.outcome
  return { state: 'failed', failure: 'failed' }
}
