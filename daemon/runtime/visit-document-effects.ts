import { current, currentPaper } from '../core/visit-current.ts'
import type { Ending, PinOutcome, Visit, VisitEffect, VisitEvent } from '../core/visit-state.ts'
import { makeInjuredPerson } from '../documents/injured-person.ts'
import type { Pages } from '../documents/pages.ts'
import { sha256 } from '../documents/sha256.ts'
import { markRefused, signWithInk } from '../documents/sign.ts'
import { makeStatement } from '../documents/statement.ts'
import type { KeyHolder } from '../documents/strokes-seal.ts'
import type { CardAnswers } from './card-answers.ts'
import { signByCard } from './card-signing.ts'
import type { PadCapture } from './pad-capture.ts'
import { boxSeal, type PaperOptions } from './visit-papers.ts'
import { type Here, injuredOf, keptName, statementOf } from './visit-record.ts'

/** What a document is made, shown and ended with. */
export interface DocumentOptions extends PaperOptions {
  readonly keyHolder: KeyHolder | undefined
  readonly pages: Pages
  readonly capture: PadCapture
  readonly answers: CardAnswers
}

export type PinEffect = Extract<VisitEffect, { type: 'card.pin' }>

/** Until the card is in and its PIN entered: a reader gives thirty seconds for each key. */
export const PIN_WAIT_MS = 120_000

export async function present(visit: Visit, options: DocumentOptions): Promise<void> {
  const paper = currentPaper(visit)
  const { revision } = current(visit)
  const pdf = await drawn(visit, options.here)
  const pages = await options.pages.pageCount(pdf)
  const keeper = options.keeper()
  if (keeper.visit?.visitId !== visit.visitId) return
  keeper.post(
    { type: 'document.made', at: options.now(), paper, revision, sha256: sha256(pdf), pages },
    keeper.sealed(keptName(paper, 'presented'), pdf),
  )
}

async function drawn(visit: Visit, here: Here): Promise<Uint8Array> {
  const { injured } = visit
  if (!injured) return await makeStatement(statementOf(visit, here))
  return await makeInjuredPerson(injuredOf(visit, injured, here))
}

/** The bytes that are signed are the bytes that were shown: anything else is refused. */
function presentedBytes(visit: Visit, options: DocumentOptions): Uint8Array {
  const bytes = options.keeper().kept(keptName(currentPaper(visit), 'presented'))
  if (!bytes || sha256(bytes) !== current(visit).sha256) throw new PresentedMissingError()
  return bytes
}
class PresentedMissingError extends Error {
  readonly code = 'PRESENTED_MISSING'
  readonly scope = 'visit'
}

class InkMissingError extends Error {
  readonly code = 'INK_MISSING'
  readonly scope = 'visit'
}

export function notEnded(visit: Visit, outcome: Ending['how'], at: string): VisitEvent {
  const { revision } = current(visit)
  return { type: 'document.ending_failed', at, paper: currentPaper(visit), outcome, revision }
}

export async function sign(visit: Visit, options: DocumentOptions): Promise<void> {
  const at = options.now()
  const ink = options.capture.take()
  if (!ink) throw new InkMissingError()
  const facts = { language: current(visit).language ?? 'nl', at } as const
  const { keyHolder } = options
  const signed = await signWithInk(presentedBytes(visit, options), ink, {
    facts,
    seal: boxSeal(options),
    ...(keyHolder ? { keyHolder } : {}),
  })
  end(visit, options, signed, { outcome: 'signed', padModel: ink.pad.model })
}

/** The card is asked once; whatever keeps it from signing is the citizen's to decide on. */
export async function withCard(
  visit: Visit,
  effect: PinEffect,
  options: DocumentOptions,
): Promise<void> {
  const { answers, now, keeper } = options
  const { requestId } = effect
  const answered = (outcome: PinOutcome) =>
    keeper().post({ type: 'pin.answered', at: now(), requestId, outcome })
  const done = await signByCard(visit, effect, presentedBytes(visit, options), {
    ...{ answers, now, waitMs: PIN_WAIT_MS },
    onSigned: () => answered({ state: 'signed' }),
  })
  if (done.state === 'not_signed') answered(done.outcome)
  else end(visit, options, done.bytes, { outcome: 'signed', signer: done.signer })
}
export function pinFailed({ requestId }: PinEffect, at: string): VisitEvent {
  const outcome = { state: 'failed', failure: 'failed' } as const
  return { type: 'pin.answered', at, requestId, outcome }
}

export async function refuse(
  visit: Visit,
  reason: string | undefined,
  options: DocumentOptions,
): Promise<void> {
  const facts = { language: current(visit).language ?? 'nl', at: options.now() } as const
  options.capture.drop()
  const bytes = presentedBytes(visit, options)
  const withReason = reason ? { ...facts, reason } : facts
  const refused = await markRefused(bytes, withReason, boxSeal(options))
  end(visit, options, refused, { outcome: 'refused' })
}

/** The bytes are written with the ending that the visit accepts: an ending that it does not accept writes nothing. */
function end(
  visit: Visit,
  options: DocumentOptions,
  bytes: Uint8Array,
  how: {
    readonly outcome: Ending['how']
    readonly padModel?: string
    readonly signer?: string
  },
): void {
  const keeper = options.keeper()
  if (keeper.visit?.visitId !== visit.visitId) return
  const paper = currentPaper(visit)
  const { revision } = current(visit)
  const signedSha256 = sha256(bytes)
  keeper.post(
    { type: 'document.ended', at: options.now(), paper, revision, signedSha256, ...how },
    keeper.sealed(keptName(paper, 'ended'), bytes),
  )
}
