import type { PaperKind } from '../../../daemon/core/paper-view.ts'
import { current, currentPaper } from '../../../daemon/core/visit-current.ts'
import type { PinOutcome, Visit, VisitEvent } from '../../../daemon/core/visit-state.ts'
import {
  type Alphabet,
  AT,
  CARD,
  FILES,
  GIVEN,
  newId,
  PERSON,
  PROOF,
  SHA,
  SIGNED_SHA,
} from './letters.ts'

const request = ({ cardRequest }: Visit) => cardRequest ?? 'none'
const link = ({ link }: Visit) => link.linkId ?? 'none'
const pin = ({ pin }: Visit, outcome: PinOutcome): VisitEvent => ({
  type: 'pin.answered',
  at: AT,
  requestId: pin?.requestId ?? 'none',
  outcome,
})
const turn = ({ papers }: Visit, kind: PaperKind) =>
  papers.find(({ order }) => order.paper === kind)?.turn ?? 0
const making = (visit: Visit) => ({
  paper: currentPaper(visit),
  revision: current(visit).revision,
})
const shown = ({ injured }: Visit) => (injured ? '1'.repeat(64) : SHA)
const ended = ({ injured }: Visit) => (injured ? '2'.repeat(64) : SIGNED_SHA)
const dossier = ({ dossierId }: Visit) => dossierId ?? 'none'
/** What the box itself finds out, right and stale. */
export const boxEvents: Alphabet = {
  'box.restarted': () => ({ type: 'box.restarted', at: AT, newId: newId() }),
  'media.started': () => ({ type: 'media.started', at: AT, newId: newId() }),
  'media.stopped': () => ({ type: 'media.stopped', at: AT }),
  'link.offered': (visit) => ({ type: 'link.offered', at: AT, linkId: link(visit) }),
  'link.offered (stale)': () => ({ type: 'link.offered', at: AT, linkId: 'stale' }),
  'link.up': (visit) => ({ type: 'link.up', at: AT, linkId: link(visit) }),
  'link.up (stale)': () => ({ type: 'link.up', at: AT, linkId: 'stale' }),
  'link.away': (visit) => ({ type: 'link.away', at: AT, linkId: link(visit) }),
  'link.lost': (visit) => ({ type: 'link.lost', at: AT, linkId: link(visit) }),
  'link.lost (stale)': () => ({ type: 'link.lost', at: AT, linkId: 'stale' }),
  'card in': () => ({ type: 'card.changed', at: AT, present: true }),
  'card out': () => ({ type: 'card.changed', at: AT, present: false }),
  'card.reading': (visit) => ({ type: 'card.reading', at: AT, requestId: request(visit) }),
  'card.read': (visit) => ({
    type: 'card.read',
    at: AT,
    requestId: request(visit),
    person: PERSON,
    checks: [{ name: 'identity', verdict: 'holds', evidence: { code: 'signature_holds' } }],
    photo: 'AAAA',
    card: CARD,
    files: FILES,
  }),
  'card.read (stale)': () => ({
    type: 'card.read',
    at: AT,
    requestId: 'stale',
    person: PERSON,
    checks: [],
  }),
  'card.failed': (visit) => ({
    type: 'card.failed',
    at: AT,
    requestId: request(visit),
    failure: 'removed',
  }),
  'pin proven': (visit) =>
    pin(visit, {
      state: 'proven',
      proof: PROOF,
      checks: [{ name: 'pin', verdict: 'holds', evidence: { code: 'pin_signed' } }],
    }),
  'pin signed': (visit) => pin(visit, { state: 'signed' }),
  'pin last try': (visit) => pin(visit, { state: 'last_try' }),
  'pin wrong, one try left': (visit) => pin(visit, { state: 'wrong', triesLeft: 1 }),
  'pin wrong': (visit) => pin(visit, { state: 'wrong', triesLeft: 2 }),
  'pin blocked': (visit) => pin(visit, { state: 'failed', failure: 'blocked' }),
  'pin cancelled': (visit) => pin(visit, { state: 'failed', failure: 'cancelled' }),
  'pin wrong (stale)': () => ({
    type: 'pin.answered',
    at: AT,
    requestId: 'stale',
    outcome: { state: 'wrong', triesLeft: 1 },
  }),
  'exchange.checked': () => ({ type: 'exchange.checked', at: AT, sha256: GIVEN, pages: 2 }),
  'exchange.failed': () => ({ type: 'exchange.failed', at: AT, sha256: GIVEN, fault: 'locked' }),
  'document.made': (visit) => ({
    type: 'document.made',
    at: AT,
    ...making(visit),
    sha256: shown(visit),
    pages: 2,
  }),
  'document.made (stale)': (visit) => ({
    type: 'document.made',
    at: AT,
    paper: currentPaper(visit),
    revision: current(visit).revision - 1,
    sha256: 'c'.repeat(64),
    pages: 9,
  }),
  'document.made (of the statement)': () => ({
    ...{ type: 'document.made', at: AT, paper: 'statement', revision: 1 },
    ...{ sha256: 'c'.repeat(64), pages: 9 },
  }),
  'document.failed': (visit) => ({
    type: 'document.failed',
    at: AT,
    ...making(visit),
  }),
  'document.ended signed': (visit) => ({
    type: 'document.ended',
    at: AT,
    ...making(visit),
    outcome: 'signed',
    signedSha256: ended(visit),
    padModel: 'STU-430V',
  }),
  'document.ended signed (card)': (visit) => ({
    type: 'document.ended',
    at: AT,
    ...making(visit),
    outcome: 'signed',
    signedSha256: ended(visit),
    signer: 'c'.repeat(64),
  }),
  'document.ended refused': (visit) => ({
    type: 'document.ended',
    at: AT,
    ...making(visit),
    outcome: 'refused',
    signedSha256: ended(visit),
  }),
  'document.ended signed (stale)': (visit) => ({
    type: 'document.ended',
    at: AT,
    paper: currentPaper(visit),
    revision: current(visit).revision - 1,
    outcome: 'signed',
    signedSha256: 'c'.repeat(64),
  }),
  'document.ended refused (statement)': () => ({
    ...{ type: 'document.ended', at: AT, paper: 'statement', revision: 1, outcome: 'refused' },
    signedSha256: 'c'.repeat(64),
  }),
  'document.ending_failed signed': (visit) => ({
    type: 'document.ending_failed',
    at: AT,
    ...making(visit),
    outcome: 'signed',
  }),
  'document.ending_failed refused': (visit) => ({
    type: 'document.ending_failed',
    at: AT,
    ...making(visit),
    outcome: 'refused',
  }),
  'paper.made attestation': (visit) => ({
    ...{ type: 'paper.made', at: AT, paper: 'attestation', sha256: 'd'.repeat(64) },
    turn: turn(visit, 'attestation'),
  }),
  'paper.made loss': (visit) => ({
    ...{ type: 'paper.made', at: AT, paper: 'loss', sha256: 'e'.repeat(64) },
    turn: turn(visit, 'loss'),
  }),
  'paper.made loss (stale)': () => ({
    ...{ type: 'paper.made', at: AT, paper: 'loss', sha256: 'f'.repeat(64) },
    turn: -1,
  }),
  'paper.failed attestation': (visit) => ({
    ...{ type: 'paper.failed', at: AT, paper: 'attestation' },
    turn: turn(visit, 'attestation'),
  }),
  'paper.failed loss': (visit) => ({
    ...{ type: 'paper.failed', at: AT, paper: 'loss' },
    turn: turn(visit, 'loss'),
  }),
  'pad.inked': () => ({ type: 'pad.inked', at: AT }),
  'pad.damaged': () => ({ type: 'pad.damaged', at: AT }),
  'pad.gone': () => ({ type: 'pad.gone', at: AT }),
  'copy.printed': () => ({ type: 'copy.printed', at: AT }),
  'copy.failed': () => ({ type: 'copy.failed', at: AT }),
  'dossier.made': (visit) => ({ type: 'dossier.made', at: AT, dossierId: dossier(visit) }),
  'dossier.delivered': (visit) => ({
    type: 'dossier.delivered',
    at: AT,
    dossierId: dossier(visit),
  }),
  'dossier.acknowledged': (visit) => ({
    type: 'dossier.acknowledged',
    at: AT,
    dossierId: dossier(visit),
  }),
  'dossier.acknowledged (another)': () => ({
    type: 'dossier.acknowledged',
    at: AT,
    dossierId: 'another',
  }),
}
