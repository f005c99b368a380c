/**
 * One press for one push of a finger, out of the raw edges of a contact. A press counts at the first edge after a
 * stable release, so that it is never late; what follows within the lock-out is its own bounce.
 */
export interface Debounce {
  readonly contact: Contact
  /** Edges since the start of the running second. */
  readonly rate: { readonly sinceMs: number; readonly edges: number }
}
export type Contact =
  /** No level is known: just started, or the input is gone. */
  | { readonly phase: 'unknown' }
  /** Open since a while; the next closing is a press. */
  | { readonly phase: 'armed' }
  /** Closed. */
  | { readonly phase: 'held'; readonly lockedUntilMs: number; readonly stuckAtMs: number }
  /** Open again, until it has been so for long enough. */
  | { readonly phase: 'settling'; readonly lockedUntilMs: number; readonly armedAtMs: number }
  | { readonly phase: 'stuck' }
  /** A storm of edges: nothing counts until it has been quiet. */
  | { readonly phase: 'noisy'; readonly active: boolean; readonly quietAtMs: number }

/** Times are monotonic milliseconds of one clock. */
export type DebounceEvent =
  | { readonly type: 'input.changed'; readonly active: boolean; readonly atMs: number }
  | { readonly type: 'input.lost' }
  | { readonly type: 'timer.expired'; readonly atMs: number }

/** There is one timer: `timer.set` replaces it. */
export type DebounceEffect =
  | { readonly type: 'press.accept'; readonly atMs: number }
  | { readonly type: 'timer.set'; readonly afterMs: number }
  | { readonly type: 'timer.cancel' }
  | { readonly type: 'fault.raise'; readonly fault: InputFault }
  | { readonly type: 'fault.clear'; readonly fault: InputFault }
/** Staff texts name them `input.noisy` and `input.stuck`. */
export type InputFault = 'noisy' | 'stuck'

export interface DebounceStep {
  readonly state: Debounce
  readonly effects: readonly DebounceEffect[]
}

export const SETTLE_MS = 30
export const LOCK_OUT_MS = 250
export const STUCK_MS = 10_000
/** A worn contact makes some 30 pulses at each end of a push; two hundred in a second are no finger. */
export const NOISY_EDGES_PER_SECOND = 200
export const QUIET_MS = 1000

type In<P extends Contact['phase']> = Extract<Contact, { phase: P }>
type Move = readonly [contact: Contact, ...effects: DebounceEffect[]]
interface Changed {
  readonly active: boolean
  readonly atMs: number
}

export function initial(): Debounce {
  return { contact: { phase: 'unknown' }, rate: { sinceMs: 0, edges: 0 } }
}

/**
 * Applies one event. An event the phase does not know gives back the same `state` object, but for an edge: edges
 * are counted in every phase.
 */
export function step(state: Debounce, event: DebounceEvent): DebounceStep {
  if (event.type === 'input.changed') return changed(state, event)
  const { contact } = state
  const [next, ...effects] =
    event.type === 'input.lost' ? lost(contact) : expired(contact, event.atMs)
  return next === contact ? { state, effects } : { state: { ...state, contact: next }, effects }
}

function changed(state: Debounce, event: Changed): DebounceStep {
  const sameSecond = event.atMs - state.rate.sinceMs < 1000
  const rate = sameSecond
    ? { sinceMs: state.rate.sinceMs, edges: state.rate.edges + 1 }
    : { sinceMs: event.atMs, edges: 1 }
  const { contact: before } = state
  const storm = rate.edges > NOISY_EDGES_PER_SECOND && before.phase !== 'noisy'
  const [contact, ...effects] = storm ? noise(before, event) : edge(before, event)
  return { state: { contact, rate }, effects }
}

function edge(contact: Contact, event: Changed): Move {
  switch (contact.phase) {
    case 'unknown':
      return event.active ? hold(event.atMs, event.atMs) : settle(event.atMs, event.atMs)
    case 'armed':
      return event.active ? press(event.atMs) : [contact]
    case 'held':
      return event.active ? [contact] : settle(event.atMs, contact.lockedUntilMs)
    case 'settling':
      return closing(contact, event)
    case 'stuck':
      return event.active ? [contact] : cleared(settle(event.atMs, event.atMs), 'stuck')
    case 'noisy':
      return storming(event)
  }
}

/** The timer may be late: a contact that was open for long enough is armed, expired or not. */
function closing(contact: In<'settling'>, { active, atMs }: Changed): Move {
  if (!active) return settle(atMs, contact.lockedUntilMs)
  return atMs >= contact.armedAtMs ? press(atMs) : hold(atMs, contact.lockedUntilMs)
}

function press(atMs: number): Move {
  const [contact, ...effects] = hold(atMs, atMs + LOCK_OUT_MS)
  return [contact, { type: 'press.accept', atMs }, ...effects]
}

function hold(atMs: number, lockedUntilMs: number): Move {
  const contact = { phase: 'held', lockedUntilMs, stuckAtMs: atMs + STUCK_MS } as const
  return [contact, { type: 'timer.set', afterMs: STUCK_MS }]
}

function settle(atMs: number, lockedUntilMs: number): Move {
  const armedAtMs = Math.max(atMs + SETTLE_MS, lockedUntilMs)
  const contact = { phase: 'settling', lockedUntilMs, armedAtMs } as const
  return [contact, { type: 'timer.set', afterMs: armedAtMs - atMs }]
}

function noise(before: Contact, event: Changed): Move {
  const [contact, ...effects] = storming(event)
  const raised: Move = [contact, { type: 'fault.raise', fault: 'noisy' }, ...effects]
  return before.phase === 'stuck' ? cleared(raised, 'stuck') : raised
}

function storming({ active, atMs }: Changed): Move {
  const contact = { phase: 'noisy', active, quietAtMs: atMs + QUIET_MS } as const
  return [contact, { type: 'timer.set', afterMs: QUIET_MS }]
}

/** A timer that rang too early is set anew for the rest. */
function expired(contact: Contact, atMs: number): Move {
  switch (contact.phase) {
    case 'settling':
      return early(contact, contact.armedAtMs, atMs) ?? [{ phase: 'armed' }]
    case 'held':
      return early(contact, contact.stuckAtMs, atMs) ?? stuck()
    case 'noisy':
      return early(contact, contact.quietAtMs, atMs) ?? quiet(contact, atMs)
    case 'unknown':
    case 'armed':
    case 'stuck':
      return [contact]
  }
}

function early(contact: Contact, dueMs: number, atMs: number): Move | undefined {
  return atMs < dueMs ? [contact, { type: 'timer.set', afterMs: dueMs - atMs }] : undefined
}

function stuck(): Move {
  return [{ phase: 'stuck' }, { type: 'fault.raise', fault: 'stuck' }]
}

/** A contact that is closed after a storm is no press: it has to open first. */
function quiet({ active }: In<'noisy'>, atMs: number): Move {
  return cleared(active ? hold(atMs, atMs) : [{ phase: 'armed' }], 'noisy')
}

function cleared([contact, ...effects]: Move, fault: InputFault): Move {
  return [contact, { type: 'fault.clear', fault }, ...effects]
}

function lost(contact: Contact): Move {
  if (contact.phase === 'unknown') return [contact]
  const gone: Move = [{ phase: 'unknown' }, { type: 'timer.cancel' }]
  const isFault = contact.phase === 'noisy' || contact.phase === 'stuck'
  return isFault ? cleared(gone, contact.phase) : gone
}
