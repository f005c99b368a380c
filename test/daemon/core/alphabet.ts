import { EXCHANGE_LIMITS } from '../../../daemon/core/exchange-view.ts'
import type { InjuredOrder } from '../../../daemon/core/injured-view.ts'
import type { PaperKind, PaperOrder } from '../../../daemon/core/paper-view.ts'
import type { CitizenAct, VisitCommand } from '../../../daemon/core/visit-command.ts'
import { current, currentPaper } from '../../../daemon/core/visit-current.ts'
import type { PinOutcome, Visit, VisitEvent } from '../../../daemon/core/visit-state.ts'
import { VISIT_KINDS } from '../../../daemon/core/visit-view.ts'

export const AT = '2026-11-23T10:00:00.000Z'
export const SHA = 'a'.repeat(64)
export const SIGNED_SHA = 'b'.repeat(64)
export const PERSON = { surname: 'Specimen', givenNames: 'Een', birthDate: '1985-04-12' }
export const NONCE = 'd'.repeat(64)
export const CARD = {
  chip: 'e'.repeat(64),
  authentication: 'a'.repeat(64),
  signature: 'b'.repeat(64),
} as const
export const PROOF = {
  nonce: NONCE,
  boxNonce: 'f'.repeat(64),
  certificate: 'AAAA',
  signature: 'BBBB',
  hash: 'sha256',
} as const
export const FILES = {
  applet: 0x18,
  chip: 'AAAA',
  identity: 'AAAA',
  identitySignature: 'AAAA',
  address: 'AAAA',
  addressSignature: 'AAAA',
  signer: 'AAAA',
}
export const TEXT = 'Ik ben Test Getuige.'

/** Everything that can happen to a visit, by a readable name; ids are those of the visit it happens to. */
export type Alphabet = Readonly<Record<string, (visit: Visit) => VisitEvent>>

let ids = 0
/** Ids only have to differ. */
function newId(): string {
  ids += 1
  return `id-${ids}`
}
export function asked(command: VisitCommand): VisitEvent {
  return { type: 'inspector.asked', at: AT, command, newId: newId() }
}
export function acted(act: CitizenAct): VisitEvent {
  return { type: 'citizen.acted', at: AT, act, newId: newId() }
}

const OUTCOMES = ['advised', 'referred', 'signed', 'refused', 'left', 'abandoned'] as const

const LOSS: PaperOrder = {
  paper: 'loss',
  what: 'identity_card',
  how: 'lost',
  circumstances: 'markt',
  docstopTold: false,
}

/** A document of two parts, the second of one byte. */
export const GIVEN = '3'.repeat(64)
const TITLE = 'Factuur van Specimen'
const begin = (sha256: string, bytes: number): VisitEvent =>
  asked({ name: 'exchange.begin', sha256, title: TITLE, type: 'pdf', bytes })
const part = (number: number, bytes: number, sha256 = GIVEN): VisitEvent => {
  const base64 = Buffer.alloc(bytes).toString('base64')
  return asked({ name: 'exchange.part', sha256, part: number, base64 })
}
const { partBytes, bytes: mostBytes } = EXCHANGE_LIMITS

const INJURED: InjuredOrder = { choice: 'filed', facts: 'fiets gestolen' }

const commands: Alphabet = {
  ...Object.fromEntries(
    VISIT_KINDS.map((kind) => [`kind ${kind}`, () => asked({ name: 'visit.kind', kind })]),
  ),
  show: () => asked({ name: 'visit.show' }),
  'link.ask': () => asked({ name: 'link.ask' }),
  'link.answer': ({ link }) =>
    asked({ name: 'link.answer', linkId: link.linkId ?? '', sdp: 'v=0' }),
  'link.answer (stale)': () => asked({ name: 'link.answer', linkId: 'stale', sdp: 'v=0' }),
  'rights.present': () => asked({ name: 'rights.present' }),
  'identity.ask': () => asked({ name: 'identity.ask' }),
  'identity.prove': () => asked({ name: 'identity.prove', nonce: NONCE }),
  'identity.record': () =>
    asked({
      name: 'identity.record',
      reason: 'lost',
      assurance: 'visual',
      shown: 'driving_licence',
      shownNumber: '0000000000',
      basis: 'foto vergeleken',
      ...PERSON,
    }),
  'identity.record (nothing seen)': () =>
    asked({
      ...{ name: 'identity.record', reason: 'lost', assurance: 'visual', shown: 'none' },
      ...{ basis: 'gezien', ...PERSON },
    }),
  'identity.record (on their word)': () =>
    asked({
      ...{ name: 'identity.record', reason: 'lost', assurance: 'declared', shown: 'none' },
      ...{ basis: 'naam gezegd', ...PERSON },
    }),
  'draft.edit': ({ draft }) => asked({ name: 'draft.edit', rev: draft.rev + 1, text: TEXT }),
  'draft.edit (empty)': ({ draft }) => asked({ name: 'draft.edit', rev: draft.rev + 1, text: ' ' }),
  'draft.edit (repeated)': ({ draft }) =>
    asked({ name: 'draft.edit', rev: draft.rev, text: 'ouder' }),
  'exchange.begin': () => begin(GIVEN, partBytes + 1),
  'exchange.begin (another)': () => begin('4'.repeat(64), 1),
  'exchange.begin (no room)': () => begin('5'.repeat(64), mostBytes),
  'exchange.part first': () => part(0, partBytes),
  'exchange.part first (short)': () => part(0, partBytes - 1),
  'exchange.part last': () => part(1, 1),
  'exchange.part (beyond)': () => part(2, 1),
  'exchange.part (of another)': () => part(0, 1, '4'.repeat(64)),
  'exchange.show': () => asked({ name: 'exchange.show', sha256: GIVEN }),
  'exchange.hide': () => asked({ name: 'exchange.hide' }),
  'exchange.drop': () => asked({ name: 'exchange.drop', sha256: GIVEN }),
  'document.present': () => asked({ name: 'document.present' }),
  'document.withdraw': () => asked({ name: 'document.withdraw' }),
  'signature.ask': () => asked({ name: 'signature.ask' }),
  'injured.present': () => asked({ name: 'injured.present', order: INJURED }),
  'paper.add attestation': () =>
    asked({ name: 'paper.add', order: { paper: 'attestation', facts: 'fiets' } }),
  'paper.add loss': () => asked({ name: 'paper.add', order: LOSS }),
  'paper.drop attestation': () => asked({ name: 'paper.drop', paper: 'attestation' }),
  'paper.drop loss': () => asked({ name: 'paper.drop', paper: 'loss' }),
  ...Object.fromEntries(
    OUTCOMES.map((outcome) => [`wrap ${outcome}`, () => asked({ name: 'visit.wrap', outcome })]),
  ),
  close: () => asked({ name: 'visit.close' }),
  not_here: () => asked({ name: 'visit.not_here' }),
  return: () => asked({ name: 'visit.return' }),
}

const acts: Alphabet = {
  'citizen: language nl': () => acted({ act: 'language.choose', language: 'nl' }),
  'citizen: language fr': () => acted({ act: 'language.choose', language: 'fr' }),
  'citizen: rights.confirm': () => acted({ act: 'rights.confirm' }),
  'citizen: identity.agree': () => acted({ act: 'identity.agree' }),
  'citizen: identity.decline': () => acted({ act: 'identity.decline' }),
  'citizen: identity.retry': () => acted({ act: 'identity.retry' }),
  'citizen: pin.agree': () => acted({ act: 'pin.agree' }),
  'citizen: pin.insist': () => acted({ act: 'pin.insist' }),
  'citizen: pin.decline': () => acted({ act: 'pin.decline' }),
  'citizen: exchange.page 2': () => acted({ act: 'exchange.page', sha256: GIVEN, page: 2 }),
  'citizen: exchange.page 3': () => acted({ act: 'exchange.page', sha256: GIVEN, page: 3 }),
  'citizen: exchange.close': () => acted({ act: 'exchange.close', sha256: GIVEN }),
  'citizen: document.read': (visit) =>
    acted({ act: 'document.read', sha256: current(visit).sha256 ?? SHA }),
  'citizen: document.read (another)': () => acted({ act: 'document.read', sha256: 'c'.repeat(64) }),
  'citizen: document.object': (visit) =>
    acted({ act: 'document.object', sha256: current(visit).sha256 ?? SHA }),
  'citizen: sign.start': () => acted({ act: 'sign.start' }),
  'citizen: sign.eid': () => acted({ act: 'sign.eid' }),
  'citizen: sign.again': () => acted({ act: 'sign.again' }),
  'citizen: sign.accept': () => acted({ act: 'sign.accept' }),
  'citizen: sign.refuse': () => acted({ act: 'sign.refuse' }),
  'citizen: sign.refuse (why)': () => acted({ act: 'sign.refuse', reason: ' eerst raad ' }),
  'citizen: copy.print': () => acted({ act: 'copy.print' }),
  'citizen: copy.decline': () => acted({ act: 'copy.decline' }),
  'citizen: person.want': () => acted({ act: 'person.want' }),
}

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
const events: Alphabet = {
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

export const ALPHABET: Alphabet = { ...commands, ...acts, ...events }
