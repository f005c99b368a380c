import { setTimeout as sleep } from 'node:timers/promises'
import type { SignaturePad } from '../../hw/pad/port.ts'
import type { Ending, PinOutcome, Visit, VisitEffect, VisitEvent } from '../core/visit-state.ts'
import { makeDossier } from '../documents/dossier.ts'
import type { Pages } from '../documents/pages.ts'
import { sha256 } from '../documents/sha256.ts'
import { markRefused, signWithInk } from '../documents/sign.ts'
import { makeStatement } from '../documents/statement.ts'
import type { KeyHolder } from '../documents/strokes-seal.ts'
import type { CardOrder } from '../identity/protocol.ts'
import type { MediaOrder } from '../media/protocol.ts'
import type { BoxTransaction } from '../store/box-store.ts'
import type { CardAnswers } from './card-answers.ts'
import { signByCard } from './card-signing.ts'
import { clockState } from './clock-state.ts'
import type { PartyKeys, PartyPublic } from './keys.ts'
import type { Logger } from './log.ts'
import type { PadCapture } from './pad-capture.ts'
import type { SealedDossiers } from './sealed-dossiers.ts'
import {
  boxSeal,
  makeVisitPaper,
  type PaperOptions,
  paperFailed,
  printCopies,
} from './visit-papers.ts'
import { ENDED, fileOf, PRESENTED, papersOf, recordOf, statementOf } from './visit-record.ts'

export interface EffectsOptions extends PaperOptions {
  readonly keys: PartyKeys
  readonly office: PartyPublic
  readonly keyHolder: KeyHolder | undefined
  readonly log: Logger
  readonly dossiers: SealedDossiers
  readonly pages: Pages
  readonly capture: PadCapture
  readonly pad: SignaturePad
  readonly media: (order: MediaOrder) => void
  readonly card: (order: CardOrder) => void
  readonly answers: CardAnswers
}

/** How long a citizen may look for the card before the screen asks again. */
const CARD_WAIT_MS = 120_000

/** Until the card is in and its PIN entered: a reader gives thirty seconds for each key. */
const PIN_WAIT_MS = 120_000

/** Carries out what the visit asks for. Nothing is thrown into the core: every outcome is an event. */
export function visitEffects(options: EffectsOptions): (effect: VisitEffect, visit: Visit) => void {
  const { log, media, card, capture, pad } = options
  const post = (event: VisitEvent, also?: (tx: BoxTransaction) => void) =>
    options.keeper().post(event, also)
  const begin = (work: Promise<void>, what: string, ...failed: readonly VisitEvent[]) => {
    work.catch((err: unknown) => {
      log.error({ err, what }, 'an effect of the visit failed')
      for (const event of failed) post(event)
    })
  }
  return (effect, visit) => {
    const at = options.now()
    switch (effect.type) {
      case 'link.open':
        media({ type: 'room.set', scene: 'visit' })
        return media({ type: 'link.open', linkId: effect.linkId, iceServers: [] })
      case 'link.answer':
        return media(effect)
      case 'link.close':
        media(effect)
        return media({ type: 'room.set', scene: 'idle' })
      case 'card.read':
        return card({ ...effect, waitMs: CARD_WAIT_MS })
      case 'card.cancel':
        options.answers.cancel(effect.requestId)
        return card(effect)
      case 'card.pin':
        if (effect.purpose === 'identify') return proveWithPin(visit, effect, card)
        return begin(
          withCard(visit, effect, options),
          effect.type,
          pinFailed(effect, at),
          notEnded(visit, 'signed', at),
        )
      case 'document.make':
        return begin(present(visit, options), effect.type, {
          type: 'document.failed',
          at,
          revision: effect.revision,
        })
      case 'pad.start':
        capture.start()
        return begin(pad.startCapture(), effect.type, { type: 'pad.gone', at })
      case 'pad.stop':
        return begin(pad.stopCapture(), effect.type)
      case 'document.sign':
        return begin(sign(visit, options), effect.type, notEnded(visit, 'signed', at))
      case 'document.refuse':
        return begin(
          refuse(visit, effect.reason, options),
          effect.type,
          notEnded(visit, 'refused', at),
        )
      case 'paper.make':
        return begin(
          makeVisitPaper(visit, effect.paper, options),
          effect.type,
          paperFailed(visit, effect.paper, at),
        )
      case 'dossier.make':
        return begin(sealUntilDone(visit, options), effect.type)
      case 'copy.print':
        return begin(printCopies(visit, options), effect.type, { type: 'copy.failed', at })
      case 'visit.wipe':
        capture.drop()
        options.pages.wipe()
        return options.keeper().wipe()
      case 'audit.write':
        return
    }
  }
}

type PinEffect = Extract<VisitEffect, { type: 'card.pin' }>

function proveWithPin(visit: Visit, effect: PinEffect, card: EffectsOptions['card']): void {
  const { identity, visitId, language = 'nl' } = visit
  const { requestId, insist, nonce } = effect
  if (identity.state !== 'known' || !identity.card || !nonce) return
  card({
    ...{ requestId, insist, language, visitId, nonce },
    type: 'pin.prove',
    waitMs: PIN_WAIT_MS,
    card: identity.card,
  })
}

async function present(visit: Visit, options: EffectsOptions): Promise<void> {
  const { revision } = visit.document
  const pdf = await makeStatement(statementOf(visit, options.here))
  const pages = await options.pages.pageCount(pdf)
  const keeper = options.keeper()
  if (keeper.visit?.visitId !== visit.visitId) return
  keeper.post(
    { type: 'document.made', at: options.now(), revision, sha256: sha256(pdf), pages },
    keeper.sealed(PRESENTED, pdf),
  )
}

/** The bytes that are signed are the bytes that were shown: anything else is refused. */
function presentedBytes(visit: Visit, options: EffectsOptions): Uint8Array {
  const bytes = options.keeper().kept(PRESENTED)
  if (!bytes || sha256(bytes) !== visit.document.sha256) throw new PresentedMissingError()
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

function notEnded(visit: Visit, outcome: Ending['how'], at: string): VisitEvent {
  return { type: 'document.ending_failed', at, outcome, revision: visit.document.revision }
}

async function sign(visit: Visit, options: EffectsOptions): Promise<void> {
  const { document } = visit
  const at = options.now()
  const ink = options.capture.take()
  if (!ink) throw new InkMissingError()
  const facts = { language: document.language ?? 'nl', at } as const
  const { keyHolder } = options
  const signed = await signWithInk(presentedBytes(visit, options), ink, {
    facts,
    seal: boxSeal(options),
    ...(keyHolder ? { keyHolder } : {}),
  })
  end(visit, options, signed, { outcome: 'signed', padModel: ink.pad.model })
}

/** The card is asked once; whatever keeps it from signing is the citizen's to decide on. */
async function withCard(visit: Visit, effect: PinEffect, options: EffectsOptions): Promise<void> {
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
function pinFailed({ requestId }: PinEffect, at: string): VisitEvent {
  const outcome = { state: 'failed', failure: 'failed' } as const
  return { type: 'pin.answered', at, requestId, outcome }
}

async function refuse(
  visit: Visit,
  reason: string | undefined,
  options: EffectsOptions,
): Promise<void> {
  const facts = { language: visit.document.language ?? 'nl', at: options.now() } as const
  options.capture.drop()
  const bytes = presentedBytes(visit, options)
  const withReason = reason ? { ...facts, reason } : facts
  const refused = await markRefused(bytes, withReason, boxSeal(options))
  end(visit, options, refused, { outcome: 'refused' })
}

/** The bytes are written with the ending that the visit accepts: an ending that it does not accept writes nothing. */
function end(
  visit: Visit,
  options: EffectsOptions,
  bytes: Uint8Array,
  how: {
    readonly outcome: Ending['how']
    readonly padModel?: string
    readonly signer?: string
  },
): void {
  const keeper = options.keeper()
  if (keeper.visit?.visitId !== visit.visitId) return
  const { revision } = visit.document
  const signedSha256 = sha256(bytes)
  keeper.post(
    { type: 'document.ended', at: options.now(), revision, signedSha256, ...how },
    keeper.sealed(ENDED, bytes),
  )
}

const SEAL_AGAIN_MS = 5000

/** Without a dossier the visit cannot end, so a failure is tried again for as long as the visit waits for it. */
async function sealUntilDone(visit: Visit, options: EffectsOptions): Promise<void> {
  for (;;) {
    try {
      return await sealDossier(visit, options)
    } catch (err) {
      options.log.error({ err }, 'the dossier could not be sealed')
    }
    await sleep(SEAL_AGAIN_MS, undefined, { signal: options.signal })
    const now = options.keeper().visit
    if (now?.visitId !== visit.visitId || now.dossier !== 'none') return
  }
}

async function sealDossier(visit: Visit, options: EffectsOptions): Promise<void> {
  const keeper = options.keeper()
  const { visitId, dossierId, outcome, ticket, kind, inspector, closedAt } = visit
  if (!dossierId || !outcome || !closedAt) return
  const file = fileOf(visit, (name) => keeper.kept(name))
  const presented = keeper.kept(PRESENTED)
  const papers = papersOf(visit, (name) => keeper.kept(name))
  const sealed = { certificateSha256: options.seal.fingerprint, strokesKept: !!options.keyHolder }
  const record = recordOf(visit, options.here, clockState(), { presented, file, papers, sealed })
  const files = [...(file ? [file] : []), ...papers.map((paper) => paper.file)]
  const jwe = await makeDossier({ record, files }, options.keys, options.office)
  keeper.post({ type: 'dossier.made', at: options.now(), dossierId }, (tx) =>
    options.dossiers.append(tx, {
      kind: 'dossier.sealed',
      dossierId,
      visitId,
      number: ticket.number,
      visitKind: kind,
      outcome,
      seat: inspector.seat,
      closedAt,
      jwe,
    }),
  )
}
