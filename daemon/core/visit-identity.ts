import { withAttempt } from './card-attempts.ts'
import { noCardFaults } from './no-card.ts'
import type { CitizenAct, VisitCommand } from './visit-command.ts'
import { stopPin, withoutPin } from './visit-pin.ts'
import {
  audit,
  drafting,
  ignore,
  running,
  type Step,
  to,
  type Visit,
  type VisitEvent,
} from './visit-state.ts'

type IdentityCommand = Extract<VisitCommand, { name: 'identity.ask' | 'identity.record' }>

/** Who it is may be asked again until the document lies before the citizen. */
export function identityCommand(state: Visit, command: IdentityCommand, at: string): Step {
  if (!running(state) || !drafting(state)) return ignore(state)
  if (command.name === 'identity.ask') {
    if (underWay(state)) return { state, effects: [], accepted: true }
    return to(
      withoutPin({ ...state, identity: { state: 'asked' } }),
      ...stopPin(state),
      audit('identity.asked', { visitId: state.visitId }),
    )
  }
  const entry = { shownNumber: '', shownCountry: '', ...command }
  if (noCardFaults(entry, at).size > 0) return ignore(state)
  const { surname, givenNames, birthDate, reason, assurance, shown, basis } = command
  const known = {
    state: 'known',
    assurance,
    reason,
    shown,
    ...(command.shownNumber ? { shownNumber: command.shownNumber } : {}),
    ...(command.shownCountry ? { shownCountry: command.shownCountry } : {}),
    basis,
    at,
    checks: [],
    person: { surname, givenNames, birthDate },
  } as const
  return to(
    withoutPin(withoutRequest({ ...state, identity: known })),
    ...cancel(state),
    ...stopPin(state),
    audit('identity.recorded', { visitId: state.visitId, assurance, reason, shown }),
  )
}

export function identityAct(
  state: Visit,
  act: Extract<CitizenAct['act'], `identity.${string}`>,
  newId: string,
): Step {
  const { identity } = state
  if (!running(state)) return ignore(state)
  if (act === 'identity.decline') {
    if (identity.state === 'none' || identity.state === 'known') return ignore(state)
    return to(
      withoutRequest({ ...state, identity: { state: 'declined' } }),
      ...cancel(state),
      audit('identity.declined', { visitId: state.visitId }),
    )
  }
  const from = act === 'identity.agree' ? 'asked' : 'failed'
  if (identity.state !== from) return ignore(state)
  return read(
    state,
    newId,
    act === 'identity.agree' ? [audit('identity.agreed', { visitId: state.visitId })] : [],
  )
}

export function identityEvent(state: Visit, event: VisitEvent): Step {
  switch (event.type) {
    case 'card.changed':
      return state.cardIn === event.present
        ? ignore(state)
        : to({ ...state, cardIn: event.present })
    case 'card.reading':
      return current(state, event.requestId) && state.identity.state === 'agreed'
        ? to({ ...state, identity: { state: 'reading' } })
        : ignore(state)
    case 'card.read':
      return current(state, event.requestId) ? known(state, event) : ignore(state)
    case 'card.failed':
      return current(state, event.requestId)
        ? to(
            withoutRequest({
              ...state,
              identity: { state: 'failed', failure: event.failure },
              cardAttempts: withAttempt(state.cardAttempts, {
                at: event.at,
                failure: event.failure,
              }),
            }),
            audit('identity.failed', { visitId: state.visitId, failure: event.failure }),
          )
        : ignore(state)
    case 'box.restarted':
      return running(state) && state.cardRequest ? read(state, event.newId, []) : ignore(state)
    default:
      return ignore(state)
  }
}

function known(state: Visit, event: Extract<VisitEvent, { type: 'card.read' }>): Step {
  const { person, checks, photo, card, files, at } = event
  const broken = checks.filter((check) => check.verdict === 'broken')
  const attempt = {
    at,
    broken: broken.map(({ name, evidence }) => ({ name, evidence })),
    ...(card ? { card: card.chip } : {}),
  }
  return to(
    withoutRequest({
      ...state,
      ...(broken.length > 0 ? { cardAttempts: withAttempt(state.cardAttempts, attempt) } : {}),
      identity: {
        state: 'known',
        // What a card says that does not check out is worth no more than somebody's word.
        assurance: broken.length === 0 ? 'chip' : 'declared',
        person,
        checks,
        at,
        ...(photo ? { photo } : {}),
        ...(card ? { card } : {}),
        ...(files ? { files } : {}),
      },
    }),
    audit('identity.read', {
      visitId: state.visitId,
      checks: checks.length,
      broken: broken.length,
    }),
  )
}

function read(state: Visit, requestId: string, before: Step['effects']): Step {
  return to({ ...state, identity: { state: 'agreed' }, cardRequest: requestId }, ...before, {
    type: 'card.read',
    requestId,
  })
}
function underWay({ identity }: Visit): boolean {
  return identity.state === 'asked' || identity.state === 'agreed' || identity.state === 'reading'
}
function current(state: Visit, requestId: string): boolean {
  return running(state) && state.cardRequest === requestId
}
/** Nothing waits for the reader any longer. */
export function withoutRequest(state: Visit): Visit {
  const { cardRequest: _done, ...rest } = state
  return rest
}
function cancel(state: Visit): Step['effects'] {
  return state.cardRequest ? [{ type: 'card.cancel', requestId: state.cardRequest }] : []
}
