import { copyAct, copyEvent } from './visit-copy.ts'
import { documentAct, documentCommand, documentEvent } from './visit-document.ts'
import { exchangeAct, exchangeCommand, exchangeEvent } from './visit-exchange.ts'
import { identityAct, identityCommand, identityEvent } from './visit-identity.ts'
import { injuredCommand } from './visit-injured.ts'
import { linkCommand, linkEvent } from './visit-link.ts'
import { paperCommand, paperEvent, papersFollow } from './visit-papers.ts'
import { pinAct, pinEvent, proveCommand, signWithCard } from './visit-pin.ts'
import { rightsAct, rightsCommand } from './visit-rights.ts'
import { ignore, type Step, type Visit, type VisitEvent } from './visit-state.ts'
import { citizenAct, kindCommand } from './visit-words.ts'
import { endCommand, endEvent } from './visit-wrap.ts'

/** A ticket was granted to a seat and the visit sits down at this loket. The first link is asked for at once. */
export function openVisit(
  from: Pick<Visit, 'visitId' | 'ticket' | 'inspector' | 'openedAt'>,
  linkId: string,
  cardIn: boolean,
): Step {
  const state: Visit = {
    ...from,
    rev: 1,
    phase: 'reserved',
    kind: 'report',
    link: { state: 'none', linkId },
    rights: { state: 'none' },
    identity: { state: 'none' },
    cardIn,
    draft: { rev: 0, text: '' },
    exchanged: [],
    document: { state: 'draft', revision: 0 },
    signature: { state: 'none' },
    papers: [],
    copied: [],
    copy: 'none',
    dossier: 'none',
    personWanted: false,
  }
  return {
    state,
    accepted: true,
    effects: [
      { type: 'audit.write', event: 'visit.opened', fields: { visitId: from.visitId } },
      { type: 'link.open', linkId },
    ],
  }
}

/** Applies one event; `rev` rises when anything changed. An event that does not fit gives back the same `state`. */
export function stepVisit(state: Visit, event: VisitEvent): Step {
  const next = papersFollow(state, dispatch(state, event))
  if (next.state === state) return next
  return { ...next, state: { ...next.state, rev: state.rev + 1 } }
}

function dispatch(state: Visit, event: VisitEvent): Step {
  if (state.phase === 'closed') return endEvent(state, event)
  if (event.type === 'inspector.asked') return command(state, event)
  if (event.type === 'citizen.acted') return act(state, event)
  const parts = [
    linkEvent,
    identityEvent,
    pinEvent,
    exchangeEvent,
    documentEvent,
    copyEvent,
    paperEvent,
    endEvent,
  ]
  return through(state, (now) => parts.map((part) => () => part(now(), event)))
}

/** Lets several parts see one event, each on the state that the one before it left. */
function through(state: Visit, make: (now: () => Visit) => (() => Step)[]): Step {
  let current = state
  const effects: Step['effects'][number][] = []
  let accepted = false
  for (const part of make(() => current)) {
    const step = part()
    current = step.state
    effects.push(...step.effects)
    accepted ||= step.accepted
  }
  return { state: current, effects, accepted }
}

type Asked = Extract<VisitEvent, { type: 'inspector.asked' }>
function command(state: Visit, event: Asked): Step {
  switch (event.command.name) {
    case 'visit.show':
      return { state, effects: [], accepted: true }
    case 'visit.kind':
      return kindCommand(state, event.command.kind)
    case 'link.ask':
    case 'link.answer':
      return linkCommand(state, event.command, event.newId)
    case 'rights.present':
      return rightsCommand(state)
    case 'identity.prove':
      return proveCommand(state, event.command)
    case 'identity.ask':
    case 'identity.record':
      return identityCommand(state, event.command, event.at)
    case 'exchange.begin':
    case 'exchange.part':
    case 'exchange.drop':
    case 'exchange.show':
    case 'exchange.hide':
      return exchangeCommand(state, event.command)
    case 'draft.edit':
    case 'document.present':
    case 'document.withdraw':
    case 'signature.ask':
      return documentCommand(state, event.command, event.at)
    case 'injured.present':
      return injuredCommand(state, event.command, event.at)
    case 'paper.add':
    case 'paper.drop':
      return paperCommand(state, event.command, event.at)
    case 'visit.wrap':
    case 'visit.close':
    case 'visit.not_here':
    case 'visit.return':
      return endCommand(state, event.command, event.at)
    default:
      return ignore(state)
  }
}

type Acted = Extract<VisitEvent, { type: 'citizen.acted' }>
function act(state: Visit, event: Acted): Step {
  switch (event.act.act) {
    case 'rights.confirm':
      return rightsAct(state, event.at)
    case 'identity.agree':
    case 'identity.decline':
    case 'identity.retry':
      return identityAct(state, event.act.act, event.newId)
    case 'pin.agree':
    case 'pin.insist':
    case 'pin.decline':
      return pinAct(state, event.act, event.newId)
    case 'sign.eid':
      return signWithCard(state, event.newId)
    case 'exchange.page':
    case 'exchange.close':
      return exchangeAct(state, event.act)
    case 'copy.print':
    case 'copy.decline':
      return copyAct(state, event.act.act)
    case 'language.choose':
    case 'person.want':
      return citizenAct(state, event.act)
    default:
      return documentAct(state, event.act, event.at)
  }
}
