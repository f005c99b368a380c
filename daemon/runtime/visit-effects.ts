import { setTimeout as sleep } from 'node:timers/promises'
import type { SignaturePad } from '../../hw/pad/port.ts'
import type { Visit, VisitEffect, VisitEvent } from '../core/visit-state.ts'
import { makeDossier } from '../documents/dossier.ts'
import type { CardOrder } from '../identity/protocol.ts'
import type { MediaOrder } from '../media/protocol.ts'
import type { BoxTransaction } from '../store/box-store.ts'
import { clockState } from './clock-state.ts'
import { exchangedOf } from './exchange-record.ts'
import type { PartyKeys, PartyPublic } from './keys.ts'
import type { Logger } from './log.ts'
import type { SealedDossiers } from './sealed-dossiers.ts'
import {
  type DocumentOptions,
  notEnded,
  PIN_WAIT_MS,
  type PinEffect,
  pinFailed,
  present,
  refuse,
  sign,
  withCard,
} from './visit-document-effects.ts'
import { checkVisitDocument } from './visit-exchange.ts'
import type { VisitGaze } from './visit-gaze.ts'
import { makeVisitPaper, paperFailed, printCopies } from './visit-papers.ts'
import { documentsOf, papersOf, recordOf } from './visit-record.ts'

export interface EffectsOptions extends DocumentOptions {
  readonly keys: PartyKeys
  readonly office: PartyPublic
  readonly log: Logger
  readonly dossiers: SealedDossiers
  readonly pad: SignaturePad
  readonly media: (order: MediaOrder) => void
  readonly card: (order: CardOrder) => void
  readonly gaze: VisitGaze
  /** What is kept of a visit elsewhere goes too. */
  readonly wiped: () => void
}

/** How long a citizen may look for the card before the screen asks again. */
const CARD_WAIT_MS = 120_000

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
        return media({ type: 'link.open', linkId: effect.linkId, iceServers: [] })
      case 'link.answer':
      case 'link.close':
        return media(effect)
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
      case 'exchange.check':
        return begin(checkVisitDocument(visit, effect.sha256, options), effect.type, {
          type: 'exchange.failed',
          at,
          sha256: effect.sha256,
          fault: 'damaged',
        })
      case 'document.make':
        return begin(present(visit, options), effect.type, {
          type: 'document.failed',
          at,
          paper: effect.paper,
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
        options.wiped()
        return options.keeper().wipe()
      case 'audit.write':
        return
    }
  }
}

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
  const documents = documentsOf(visit, (name) => keeper.kept(name))
  const papers = papersOf(visit, (name) => keeper.kept(name))
  const exchanged = exchangedOf(visit, (name) => keeper.kept(name))
  const sealed = { certificateSha256: options.seal.fingerprint, strokesKept: !!options.keyHolder }
  const record = recordOf(visit, options.here, clockState(), {
    documents,
    papers,
    exchanged,
    sealed,
    eyeContact: options.gaze.of(visitId),
  })
  const files = [...documents, ...papers, ...exchanged].map(({ file }) => file)
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
