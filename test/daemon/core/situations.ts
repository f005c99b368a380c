import { openVisit, stepVisit } from '../../../daemon/core/visit.ts'
import type { Step, Visit } from '../../../daemon/core/visit-state.ts'
import { ALPHABET } from './alphabet.ts'
import { AT } from './letters.ts'

export class UnknownEventError extends Error {
  readonly code = 'UNKNOWN_EVENT'
}

/** The visit at its very start. */
export function opened(cardIn = false): Step {
  return openVisit(
    {
      visitId: 'v1',
      ticket: { id: 't1', number: 'B014', box: 'genk-1' },
      inspector: { seat: '1', name: 'Inspecteur Test' },
      openedAt: AT,
    },
    'link-1',
    cardIn,
  )
}

/** What the named event does to the visit. */
export function happen(visit: Visit, name: string): Step {
  const event = ALPHABET[name]
  if (!event) throw new UnknownEventError(name)
  return stepVisit(visit, event(visit))
}

/** The visit after the named events. */
export function after(...names: readonly string[]): Visit {
  return names.reduce((visit, name) => happen(visit, name).state, opened().state)
}

const live = ['citizen: language nl', 'link.offered', 'link.up']
const rights = [...live, 'rights.present', 'citizen: rights.confirm']
const agreed = [...live, 'identity.ask', 'citizen: identity.agree']
const ready = [...rights, 'identity.ask', 'citizen: identity.agree', 'card.read', 'draft.edit']
const proving = [...agreed, 'card.read', 'identity.prove']
const arriving = [...ready, 'exchange.begin', 'exchange.part first']
const checking = [...arriving, 'exchange.part last']
const presented = [...ready, 'document.present', 'document.made']
const read = [...presented, 'citizen: document.read']
const capturing = [...read, 'signature.ask', 'citizen: sign.start']
const withCard = [...read, 'signature.ask', 'citizen: sign.eid']
const captured = [...capturing, 'pad.inked']
const signing = [...captured, 'citizen: sign.accept']
const refusing = [...read, 'signature.ask', 'citizen: sign.refuse (why)']
const signed = [...signing, 'document.ended signed']
const refused = [...refusing, 'document.ended refused']
const complaint = ['kind complaint', ...signed, 'paper.add attestation']
const lossMade = [...live, 'identity.record', 'paper.add loss', 'paper.made loss']
const declaring = [...signed, 'injured.present']
const declared = [...declaring, 'document.made', 'citizen: document.read', 'signature.ask']
const wrapping = [...signed, 'citizen: copy.decline', 'wrap signed']
const closed = [...wrapping, 'dossier.made', 'close']

/** Every state of every part of a visit that can be told apart, by the way that leads there. */
export const SITUATIONS: Readonly<Record<string, readonly string[]>> = {
  'reserved: nobody sat down yet': [],
  'reserved, the link is up first': ['link.offered', 'link.up'],
  'preparing: the language is chosen': ['citizen: language nl'],
  live,
  'interrupted: the link is lost': [...live, 'link.lost'],
  'resumed: the link is up again': [...live, 'link.lost', 'link.ask', 'link.offered', 'link.up'],
  'live talk': [...live, 'kind talk'],
  'rights presented': [...live, 'rights.present'],
  'rights confirmed': rights,
  'identity asked': [...live, 'identity.ask'],
  'identity agreed, no card yet': agreed,
  'identity reading': [...agreed, 'card in', 'card.reading'],
  'identity failed': [...agreed, 'card.failed'],
  'identity declined': [...live, 'identity.ask', 'citizen: identity.decline'],
  'identity known by chip': [...agreed, 'card.read'],
  'identity recorded without a card': [...live, 'identity.record'],
  'the PIN is asked': proving,
  'the PIN is being entered': [...proving, 'citizen: pin.agree'],
  'one try is left': [...proving, 'citizen: pin.agree', 'pin last try'],
  'the PIN was wrong': [...proving, 'citizen: pin.agree', 'pin wrong'],
  'the PIN is blocked': [...proving, 'citizen: pin.agree', 'pin blocked'],
  'identity known by chip and PIN': [...proving, 'citizen: pin.agree', 'pin proven'],
  'ready to present': ready,
  'a document arrives': arriving,
  'a document is being checked': checking,
  'a document lies before the citizen': [...checking, 'exchange.checked'],
  'a document was put away': [...checking, 'exchange.checked', 'exchange.hide'],
  'a document was refused': [...checking, 'exchange.failed'],
  'a statement with a document is read': [
    ...[...checking, 'exchange.checked', 'document.present', 'document.made'],
    'citizen: document.read',
  ],
  'the document is being made': [...ready, 'document.present'],
  presented,
  read,
  'signature asked': [...read, 'signature.ask'],
  'signing with the card': withCard,
  'signing with the card, one try is left': [...withCard, 'pin last try'],
  'signing with the card, blocked': [...withCard, 'pin blocked'],
  'the card has signed': [...withCard, 'pin signed'],
  'signed with the card, copy offered': [...withCard, 'pin signed', 'document.ended signed (card)'],
  'pad capturing': capturing,
  'pad captured': captured,
  'pad damaged': [...capturing, 'pad.damaged'],
  'pad gone': [...capturing, 'pad.gone'],
  'the signature is being put': signing,
  'the refusal is being written': refusing,
  'signed, copy offered': signed,
  'refused, copy offered': refused,
  'a complaint is signed, its attestation is being made': complaint,
  'the attestation is made': [...complaint, 'paper.made attestation'],
  'the attestation is printed, a loss is attested': [
    ...complaint,
    'paper.made attestation',
    'citizen: copy.print',
    'copy.printed',
    'paper.add loss',
  ],
  'a loss attestation is being made': lossMade.slice(0, -1),
  'the loss attestation is made': lossMade,
  'the loss attestation failed': [...lossMade.slice(0, -1), 'paper.failed loss'],
  'wrapping after a talk, with a loss attestation': [...lossMade, 'kind talk', 'wrap advised'],
  'the declaration is being made': declaring,
  'the declaration is presented': [...declaring, 'document.made'],
  'the declaration is read': [...declaring, 'document.made', 'citizen: document.read'],
  'the declaration is taken back': [...declaring, 'document.made', 'document.withdraw'],
  'the declaration could not be made': [...declaring, 'document.failed'],
  'the declaration is to be signed': declared,
  'the declaration is being signed on the pad': [...declared, 'citizen: sign.start', 'pad.inked'],
  'the declaration is being signed with the card': [...declared, 'citizen: sign.eid'],
  'the declaration is being refused': [...declared, 'citizen: sign.refuse (why)'],
  'the declaration is signed, copy offered': [
    ...[...declared, 'citizen: sign.start', 'pad.inked', 'citizen: sign.accept'],
    'document.ended signed',
  ],
  'the declaration is refused after the copy, copy offered': [
    ...[...signed, 'citizen: copy.print', 'copy.printed', ...declared.slice(signed.length)],
    ...['citizen: sign.refuse', 'document.ended refused'],
  ],
  'wrapping, a declaration was not signed': [...declared, 'wrap signed'],
  'closed, with a declaration': [
    ...[...declared, 'citizen: sign.refuse', 'document.ended refused', 'citizen: copy.decline'],
    ...['wrap signed', 'dossier.made', 'close', 'dossier.delivered'],
  ],
  'copy printing': [...signed, 'citizen: copy.print'],
  'copy printed': [...signed, 'citizen: copy.print', 'copy.printed'],
  'copy failed': [...signed, 'citizen: copy.print', 'copy.failed'],
  'wrapping, the dossier is being made': wrapping,
  'wrapping, the dossier is sealed': [...wrapping, 'dossier.made'],
  'wrapping, the dossier is acknowledged': [...wrapping, 'dossier.made', 'dossier.acknowledged'],
  'wrapping, the copy still printing': [
    ...signed,
    'citizen: copy.print',
    'wrap signed',
    'dossier.made',
  ],
  'wrapping after a talk': [...live, 'kind talk', 'wrap advised'],
  'wrapping, a PIN was being entered': [...proving, 'citizen: pin.agree', 'wrap abandoned'],
  'wrapping, a card was being read': [...agreed, 'card in', 'card.reading', 'wrap abandoned'],
  'wrapping, the citizen left': [...signed.slice(0, -2), 'wrap left'],
  'closed, not acknowledged': closed,
  'closed, delivered': [...closed, 'dossier.delivered'],
  'closed and acknowledged': [...closed, 'dossier.acknowledged'],
  'closed: nobody came': ['not_here'],
  'closed: returned to the queue': ['citizen: language nl', 'return'],
}
