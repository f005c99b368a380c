import { stepTicket } from '../core/ticket-step.ts'
import { openVisit, stepVisit } from '../core/visit.ts'
import type { Step, Visit, VisitEffect, VisitEvent } from '../core/visit-state.ts'
import type { BoxStore, BoxTransaction, VisitRow } from '../store/box-store.ts'
import { openBlob, sealBlob, type VisitKey, type VisitKeys } from '../store/visit-key.ts'
import type { CommandResult } from '../sync/messages.ts'
import type { Logger } from './log.ts'

export type VisitOpening = Pick<Visit, 'visitId' | 'ticket' | 'inspector' | 'openedAt'>

/** The one visit of the box: its only mutable state, stored before anything is done about it. */
export interface VisitKeeper {
  readonly visit: Visit | null
  /** Applies an event after those that came before it; `also` joins its transaction. Never re-enters the core. */
  post(event: VisitEvent, also?: Also): void
  /** Opens a visit for a command; `loket_busy` while another one is not wiped. */
  open(opening: VisitOpening, linkId: string, cardIn: boolean, commandId: string): CommandResult
  /** Applies an inspector's command; the answer, and `also` when it changed something, join its transaction. */
  command(
    visitId: string,
    event: Extract<VisitEvent, { type: 'inspector.asked' }>,
    commandId: string,
    also?: Also,
  ): CommandResult
  /** Seals bytes under the visit's key; what it gives writes them in the transaction of an event that is accepted. */
  sealed(name: string, bytes: Uint8Array): Also
  kept(name: string): Uint8Array | null
  /** Empties the mailbox; false while an event is stuck in it. */
  turn(): boolean
  /** Destroys the key and everything under it; the proof goes to the audit. */
  wipe(): void
}

export interface VisitKeeperOptions {
  readonly store: BoxStore
  readonly keys: VisitKeys
  readonly log: Logger
  readonly now: () => string
  readonly act: (effect: VisitEffect, visit: Visit) => void
  /** Something changed: screens, office and console want to know. */
  readonly onChange: (visit: Visit | null) => void
}

const STATE = 'state'
export type Also = (tx: BoxTransaction) => void
const nothing: Also = () => {}

export function visitKeeper(options: VisitKeeperOptions): VisitKeeper {
  const { store, keys, log, now, act, onChange } = options
  let current: { visit: Visit; key: VisitKey } | null = restore(store, keys, log)
  const queue: { event: VisitEvent; also: Also }[] = []
  let draining = false

  const commit = (step: Step, key: VisitKey, also: Also) => {
    const before = current?.visit ?? null
    store.transact((tx) => {
      writeVisit(tx, step.state, key)
      writeChange(tx, store, before, step.state, now())
      for (const effect of step.effects)
        if (effect.type === 'audit.write') tx.audit(effect.event, effect.fields)
      also(tx)
    })
    current = { visit: step.state, key }
    if (before?.phase !== step.state.phase)
      log.info({ visitId: step.state.visitId, from: before?.phase, to: step.state.phase }, 'visit')
    onChange(step.state)
    for (const effect of step.effects) if (effect.type !== 'audit.write') act(effect, step.state)
  }

  /** What effects post meanwhile waits until the step that caused it is whole. */
  const alone = (work: () => void) => {
    draining = true
    try {
      work()
      for (let next = queue.shift(); next; next = queue.shift()) {
        if (!current) continue
        const step = stepVisit(current.visit, next.event)
        if (changed(current.visit, step)) commit(step, current.key, next.also)
      }
    } finally {
      draining = false
    }
  }
  const drain = () => {
    if (!draining) alone(() => {})
  }

  return {
    get visit() {
      return current?.visit ?? null
    },
    post(event, also = nothing) {
      queue.push({ event, also })
      drain()
    },
    open(opening, linkId, cardIn, commandId) {
      if (current && current.visit.visitId !== opening.visitId)
        return refuse(store, commandId, 'loket_busy')
      if (current) return { commandId, ok: true }
      const key = keys.newVisitKey(opening.visitId)
      const result = { commandId, ok: true }
      const step = openVisit(opening, linkId, cardIn)
      alone(() => commit(step, key, (tx) => tx.answer(commandId, result)))
      return result
    },
    command(visitId, event, commandId, also = nothing) {
      if (current?.visit.visitId !== visitId) return refuse(store, commandId, 'no_such_visit')
      const step = stepVisit(current.visit, event)
      if (!step.accepted) return refuse(store, commandId, 'not_now')
      const draftRev = step.state.draft.rev
      const result = { commandId, ok: true, draftRev }
      const answer: Also = (tx) => tx.answer(commandId, result)
      const { key } = current
      const whole: Also = (tx) => {
        also(tx)
        answer(tx)
      }
      if (changed(current.visit, step)) alone(() => commit(step, key, whole))
      else store.transact(answer)
      return result
    },
    sealed(name, bytes) {
      if (!current) return nothing
      const { visitId } = current.visit
      const blob = sealBlob(current.key, name, bytes)
      return (tx) => tx.putBlob(visitId, name, blob)
    },
    kept(name) {
      const sealed = current && store.blob(current.visit.visitId, name)
      return current && sealed ? openBlob(current.key, name, sealed) : null
    },
    turn() {
      drain()
      return queue.length === 0
    },
    wipe() {
      if (!current) return
      const { visitId, ticketEnd } = current.visit
      const destroyed = keys.destroy(visitId)
      current = null
      store.transact((tx) => {
        const documents = tx.dropBlobs(visitId)
        tx.dropVisit(visitId)
        tx.audit('visit.wiped', {
          visitId,
          keyDestroyed: destroyed,
          documents,
          end: ticketEnd ?? '',
        })
        tx.append({ kind: 'audit.head', ...tx.auditHead() })
      })
      store.scrub()
      log.info({ visitId }, 'visit wiped')
      onChange(null)
    },
  }
}

function changed(before: Visit, step: Step): boolean {
  return step.state !== before || step.effects.length > 0
}

function refuse(store: BoxStore, commandId: string, code: string): CommandResult {
  const result = { commandId, ok: false, code }
  store.transact((tx) => tx.answer(commandId, result))
  return result
}

function writeVisit(tx: BoxTransaction, visit: Visit, key: VisitKey): void {
  const { visitId, phase, ticket } = visit
  const sealed = sealBlob(key, STATE, Buffer.from(JSON.stringify(visit)))
  tx.putVisit({ visitId, phase, sealed, ticketId: ticket.id })
}

/** What the office must hear of a change, and what it means for a ticket of our own. */
function writeChange(
  tx: BoxTransaction,
  store: BoxStore,
  before: Visit | null,
  after: Visit,
  at: string,
): void {
  const { visitId, phase, kind, ticketEnd } = after
  if (before?.phase === phase && before.kind === kind) return
  tx.append({
    kind: 'visit.changed',
    visitId,
    ticketId: after.ticket.id,
    seat: after.inspector.seat,
    phase,
    visitKind: kind,
    ...(phase === 'closed' && ticketEnd && ticketEnd !== 'expired' ? { ticketEnd } : {}),
  })
  if (phase !== 'live') return
  const ticket = store.ticket(after.ticket.id)
  if (!ticket) return
  const serving = stepTicket(ticket, { type: 'visit.wentLive', visitId, at })
  if (serving === ticket) return
  tx.putTicket(serving)
  tx.append({ kind: 'ticket.changed', ticket: serving })
}

/** A visit whose key or state does not open is lost for good: it is dropped, and office and audit hear of it. */
function restore(store: BoxStore, keys: VisitKeys, log: Logger) {
  const row = store.visit()
  for (const visitId of keys.visits()) if (visitId !== row?.visitId) keys.destroy(visitId)
  if (!row) return null
  try {
    const key = keys.visitKey(row.visitId)
    if (key) return { visit: parse(openBlob(key, STATE, row.sealed)), key }
  } catch (err) {
    log.error({ err, visitId: row.visitId }, 'the stored visit does not open')
  }
  forget(store, row, keys.destroy(row.visitId))
  return null
}

/** Only what lies clear in the row is known of such a visit. */
function forget(store: BoxStore, row: VisitRow, keyDestroyed: boolean): void {
  const { visitId, ticketId } = row
  // A closed visit without a key was being wiped when the power went: the office was told how it ended.
  const wiped = row.phase === 'closed'
  store.transact((tx) => {
    const documents = tx.dropBlobs(visitId)
    tx.dropVisit(visitId)
    tx.audit(wiped ? 'visit.wiped' : 'visit.lost', { visitId, keyDestroyed, documents })
    if (!wiped)
      tx.append({
        kind: 'visit.changed',
        visitId,
        ticketId,
        phase: 'closed',
        ticketEnd: 'cancelled',
      })
    tx.append({ kind: 'audit.head', ...tx.auditHead() })
  })
}

/** What older software did not know of: a visit of its own has none of it. */
const SINCE_THEN: Pick<Visit, 'papers' | 'copied' | 'exchanged'> = {
  papers: [],
  copied: [],
  exchanged: [],
}

/** The bytes carry the authentication tag of our own key: what opens is what we, or older software, wrote. */
function parse(bytes: Uint8Array): Visit {
  return { ...SINCE_THEN, ...JSON.parse(Buffer.from(bytes).toString('utf8')) }
}
