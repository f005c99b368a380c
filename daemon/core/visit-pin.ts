import type { PinView } from './card-view.ts'
import { provable } from './established.ts'
import type { CitizenAct, VisitCommand } from './visit-command.ts'
import { current } from './visit-current.ts'
import {
  audit,
  drafting,
  ignore,
  type Pin,
  type PinOutcome,
  running,
  type Step,
  to,
  type Visit,
  type VisitEvent,
} from './visit-state.ts'

/** A card that was read can be proven to be with its holder: nothing is read for it, and no digit comes here. */
export function proveCommand(
  state: Visit,
  { nonce }: Extract<VisitCommand, { name: 'identity.prove' }>,
): Step {
  const { identity, pin } = state
  if (pin?.purpose === 'identify') return { state, effects: [], accepted: true }
  if (!running(state) || !drafting(state) || !provable(identity)) return ignore(state)
  return to(
    { ...state, pin: { purpose: 'identify', state: 'asked', nonce } },
    audit('pin.asked', { visitId: state.visitId, purpose: 'identify' }),
  )
}

/** The choice to sign with the card is the yes to its PIN. */
export function signWithCard(state: Visit, newId: string): Step {
  const open = current(state).state === 'read' && state.signature.state === 'asked'
  if (!running(state) || !open || state.ending || state.pin) return ignore(state)
  return enter(state, { purpose: 'sign', state: 'asked' }, newId, false)
}

export function pinAct(
  state: Visit,
  { act }: Extract<CitizenAct, { act: `pin.${string}` }>,
  newId: string,
): Step {
  const { pin } = state
  if (!running(state) || !pin || pin.state === 'entering') return ignore(state)
  if (act === 'pin.decline')
    return to(
      withoutPin(state),
      audit('pin.declined', { visitId: state.visitId, purpose: pin.purpose }),
    )
  if (act === 'pin.insist')
    return pin.state === 'last_try' ? enter(state, pin, newId, true) : ignore(state)
  return again(pin) ? enter(state, pin, newId, false) : ignore(state)
}

/** What can help when it is tried once more; the others lead on to another way. */
function again(pin: Pin): boolean {
  if (pin.state === 'failed') return pin.failure !== 'blocked' && pin.failure !== 'no_certificate'
  return pin.state === 'asked' || pin.state === 'wrong'
}

export function pinEvent(state: Visit, event: VisitEvent): Step {
  const { pin } = state
  if (!pin) return ignore(state)
  if (event.type === 'box.restarted') return afterRestart(state, pin)
  const awaited =
    event.type === 'pin.answered' &&
    running(state) &&
    pin.state === 'entering' &&
    pin.requestId === event.requestId &&
    fits(pin, event.outcome)
  return awaited ? answered(state, pin, event.outcome) : ignore(state)
}

/** Each purpose has an outcome of its own; the others are of both. */
function fits({ purpose }: Pin, { state }: PinOutcome): boolean {
  if (state === 'proven') return purpose === 'identify'
  return state !== 'signed' || purpose === 'sign'
}

const LAST_TRY = { state: 'last_try' } as const

function answered(state: Visit, pin: Pin, outcome: PinOutcome): Step {
  const { purpose, nonce } = pin
  const kept = { purpose, ...(nonce ? { nonce } : {}) }
  switch (outcome.state) {
    case 'proven':
      return proven(state, outcome)
    case 'signed':
      return signed(state)
    case 'last_try':
      return to({ ...state, pin: { ...kept, ...LAST_TRY } })
    case 'wrong': {
      const { triesLeft } = outcome
      // Not every card can be asked before the next entry: the last try is told apart here already.
      const left = triesLeft > 1 ? ({ state: 'wrong', triesLeft } as const) : LAST_TRY
      return to(
        { ...state, pin: { ...kept, ...left } },
        audit('pin.wrong', { visitId: state.visitId, purpose, triesLeft }),
      )
    }
    case 'failed':
      return to(
        { ...state, pin: { ...kept, state: 'failed', failure: outcome.failure } },
        audit('pin.failed', { visitId: state.visitId, purpose, failure: outcome.failure }),
      )
  }
}

function proven(state: Visit, { proof, checks }: Extract<PinOutcome, { state: 'proven' }>): Step {
  const { identity } = state
  if (identity.state !== 'known') return to(withoutPin(state))
  const named = new Set(checks.map(({ name }) => name))
  const others = identity.checks.filter(({ name }) => !named.has(name))
  return to(
    withoutPin({
      ...state,
      identity: { ...identity, assurance: 'chip+pin', checks: [...others, ...checks], proof },
    }),
    audit('identity.proven', { visitId: state.visitId }),
  )
}

/** The paper has its ending from here on; its bytes follow. */
function signed(state: Visit): Step {
  const { revision } = current(state)
  return to(withoutPin({ ...state, ending: { how: 'signed', revision } }))
}

function enter(state: Visit, pin: Pin, requestId: string, insist: boolean): Step {
  const { purpose, nonce } = pin
  const kept = nonce ? { nonce } : {}
  return to(
    { ...state, pin: { purpose, state: 'entering', requestId, ...kept } },
    { type: 'card.pin', requestId, purpose, insist, ...kept },
  )
}

/** What was at the keys died with loketd; the citizen decides anew. */
function afterRestart(state: Visit, pin: Pin): Step {
  if (pin.state !== 'entering') return ignore(state)
  const { purpose, nonce } = pin
  if (purpose === 'sign') return to(withoutPin(state))
  return to({ ...state, pin: { purpose, state: 'asked', ...(nonce ? { nonce } : {}) } })
}

/** What may be seen of it outside the box. */
export function pinView({ requestId: _request, nonce: _nonce, ...view }: Pin): PinView {
  return view
}

/** Ends a PIN entry that nothing waits for any longer. */
export function stopPin(state: Visit): Step['effects'] {
  const { pin } = state
  return pin?.state === 'entering' && pin.requestId
    ? [{ type: 'card.cancel', requestId: pin.requestId }]
    : []
}
export function withoutPin({ pin: _pin, ...state }: Visit): Visit {
  return state
}
