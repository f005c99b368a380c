import { EXCHANGE_LIMITS, type ExchangedView, partsOf, roomLeft } from './exchange-view.ts'
import type { CitizenAct, VisitCommand } from './visit-command.ts'
import {
  audit,
  drafting,
  ignore,
  running,
  type Step,
  to,
  type Visit,
  type VisitEffect,
  type VisitEvent,
} from './visit-state.ts'

type ExchangeCommand = Extract<VisitCommand, { name: `exchange.${string}` }>

/** What belongs to a statement changes only while it is a draft: afterwards it must be presented anew. */
export function exchangeCommand(state: Visit, command: ExchangeCommand): Step {
  const open = running(state) && drafting(state)
  switch (command.name) {
    case 'exchange.begin':
      return open ? begin(state, command) : ignore(state)
    case 'exchange.part':
      return open ? part(state, command) : ignore(state)
    case 'exchange.drop':
      return open ? drop(state, command.sha256) : ignore(state)
    case 'exchange.show':
      return open ? show(state, command.sha256) : ignore(state)
    case 'exchange.hide':
      return open ? hide(state) : ignore(state)
  }
}

type ExchangeAct = Extract<CitizenAct, { act: `exchange.${string}` }>

export function exchangeAct(state: Visit, act: ExchangeAct): Step {
  if (!running(state) || state.looking?.sha256 !== act.sha256) return ignore(state)
  if (act.act === 'exchange.close') return hide(state)
  const { pages = 0 } = exchangedOf(state, act.sha256) ?? {}
  if (act.page > pages || act.page === state.looking.page) return ignore(state)
  return to({ ...state, looking: { sha256: act.sha256, page: act.page } })
}

export function exchangeEvent(state: Visit, event: VisitEvent): Step {
  switch (event.type) {
    case 'exchange.checked':
      return checked(state, event)
    case 'exchange.failed':
      return failed(state, event)
    case 'box.restarted':
      return running(state) ? checkAgain(state) : ignore(state)
    default:
      return ignore(state)
  }
}

export function exchangedOf(
  { exchanged }: Pick<Visit, 'exchanged'>,
  sha256: string,
): ExchangedView | undefined {
  return exchanged.find((each) => each.sha256 === sha256)
}

/** Begun again after a break it goes on where it was; what was refused may be tried anew. */
function begin(state: Visit, command: Extract<ExchangeCommand, { name: 'exchange.begin' }>): Step {
  const { sha256, title, type, bytes } = command
  const before = exchangedOf(state, sha256)
  if (before && before.state !== 'refused') return { state, effects: [], accepted: true }
  const others = without(state, sha256)
  const room = roomLeft(others)
  if (state.kind === 'talk' || room.documents < 1 || room.bytes < bytes) return ignore(state)
  const fresh = { sha256, name: title, type, bytes, state: 'arriving', parts: 0 } as const
  return to({ ...state, exchanged: [...others, { ...fresh, place: freePlace(others) }] })
}

/** Parts come in order; one that is here already changes nothing. */
function part(state: Visit, command: Extract<ExchangeCommand, { name: 'exchange.part' }>): Step {
  const { sha256, part: number, base64 } = command
  const document = exchangedOf(state, sha256)
  if (!document) return ignore(state)
  if (number < document.parts) return { state, effects: [], accepted: true }
  if (number > document.parts || document.state !== 'arriving') return ignore(state)
  if (decodedLength(base64) !== lengthOfPart(document, number)) return ignore(state)
  const parts = number + 1
  if (parts < partsOf(document.bytes)) return to(changed(state, sha256, { parts }))
  return to(changed(state, sha256, { parts, state: 'checking' }), {
    type: 'exchange.check',
    sha256,
  })
}
function lengthOfPart({ bytes }: ExchangedView, number: number): number {
  const { partBytes } = EXCHANGE_LIMITS
  return Math.min(partBytes, bytes - number * partBytes)
}
function decodedLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return (base64.length / 4) * 3 - padding
}

function drop(state: Visit, sha256: string): Step {
  if (!exchangedOf(state, sha256)) return ignore(state)
  const next = { ...state, exchanged: without(state, sha256) }
  return to(
    state.looking?.sha256 === sha256 ? withoutLooking(next) : next,
    audit('exchange.dropped', { visitId: state.visitId }),
  )
}

function show(state: Visit, sha256: string): Step {
  if (exchangedOf(state, sha256)?.state !== 'held') return ignore(state)
  if (state.looking?.sha256 === sha256) return { state, effects: [], accepted: true }
  return to({ ...state, looking: { sha256, page: 1 } })
}

function hide(state: Visit): Step {
  return state.looking ? to(withoutLooking(state)) : { state, effects: [], accepted: true }
}

/** The citizen sees at once what was added. */
function checked(state: Visit, event: Extract<VisitEvent, { type: 'exchange.checked' }>): Step {
  const { sha256, pages, at } = event
  if (!isAwaited(state, sha256)) return ignore(state)
  const held = changed(state, sha256, { state: 'held', pages, at })
  return to(
    { ...held, looking: { sha256, page: 1 } },
    audit('exchange.held', { visitId: state.visitId, pages }),
  )
}

function failed(state: Visit, event: Extract<VisitEvent, { type: 'exchange.failed' }>): Step {
  const { sha256, fault } = event
  if (!isAwaited(state, sha256)) return ignore(state)
  return to(
    changed(state, sha256, { state: 'refused', fault }),
    audit('exchange.refused', { visitId: state.visitId, fault }),
  )
}

function checkAgain(state: Visit): Step {
  const checks = state.exchanged
    .filter((each) => each.state === 'checking')
    .map(({ sha256 }): VisitEffect => ({ type: 'exchange.check', sha256 }))
  return checks.length > 0 ? to(state, ...checks) : ignore(state)
}

/** What the statement names, and the dossier holds beside it. */
export function heldDocuments({ exchanged }: Pick<Visit, 'exchanged'>): readonly ExchangedView[] {
  return exchanged.filter(({ state }) => state === 'held')
}

export function withoutLooking({ looking: _looking, ...state }: Visit): Visit {
  return state
}

function isAwaited(state: Visit, sha256: string): boolean {
  return running(state) && exchangedOf(state, sha256)?.state === 'checking'
}
function without({ exchanged }: Visit, sha256: string): readonly ExchangedView[] {
  return exchanged.filter((each) => each.sha256 !== sha256)
}
function changed(state: Visit, sha256: string, change: Partial<ExchangedView>): Visit {
  const exchanged = state.exchanged.map((each) =>
    each.sha256 === sha256 ? { ...each, ...change } : each,
  )
  return { ...state, exchanged }
}
function freePlace(exchanged: readonly ExchangedView[]): number {
  return 1 + Math.max(0, ...exchanged.map(({ place }) => place))
}
