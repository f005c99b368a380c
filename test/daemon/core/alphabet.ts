import { EXCHANGE_LIMITS } from '../../../daemon/core/exchange-view.ts'
import type { InjuredOrder } from '../../../daemon/core/injured-view.ts'
import type { PaperOrder } from '../../../daemon/core/paper-view.ts'
import { current } from '../../../daemon/core/visit-current.ts'
import type { VisitEvent } from '../../../daemon/core/visit-state.ts'
import { VISIT_KINDS } from '../../../daemon/core/visit-view.ts'
import { boxEvents } from './box-events.ts'
import { type Alphabet, acted, asked, GIVEN, NONCE, PERSON, SHA, TEXT } from './letters.ts'

const OUTCOMES = ['advised', 'referred', 'signed', 'refused', 'left', 'abandoned'] as const

const LOSS: PaperOrder = {
  paper: 'loss',
  what: 'identity_card',
  how: 'lost',
  circumstances: 'markt',
  docstopTold: false,
}

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

export const ALPHABET: Alphabet = { ...commands, ...acts, ...boxEvents }
