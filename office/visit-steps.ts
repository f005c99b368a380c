import { randomUUID } from 'node:crypto'
import { type HoldingEffect, type HoldingEvent, stepHolding } from './core/holding.ts'
import type { DurableBody } from './store/commands.ts'
import type { HeldVisit } from './store/visits.ts'
import type { Store } from './store.ts'

/** What a step of a visit is stored with. */
export interface VisitSteps {
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  readonly nameOf: (user: string) => string
}

/** How long the host is asked to sit a visit down, or to send one home. */
const OPEN_MS = 60_000

/** Applies an event to a visit: its progress, seat, commands and answers change in the caller's transaction. */
export function stepVisit(steps: VisitSteps, visit: HeldVisit, event: HoldingEvent): void {
  const { store, nowMs } = steps
  const { progress, effects } = stepHolding(visit.progress, event)
  if (progress !== visit.progress) store.visits.progress(visit.visitId, progress, nowMs())
  for (const effect of effects) perform(steps, visit, effect)
}

/** Stores a command to a box under an id of its own. */
export function addCommand(
  store: Store,
  box: string,
  body: DurableBody,
  more: { readonly visitId?: string; readonly giveUpMs?: number } = {},
): void {
  store.commands.add({ id: randomUUID(), box, body, ...more })
}

function perform(steps: VisitSteps, visit: HeldVisit, effect: HoldingEffect): void {
  const { store, nowMs } = steps
  const { visitId, seat, ticketId, issuer, host } = visit
  const soon = { visitId, giveUpMs: nowMs() + OPEN_MS }
  switch (effect.type) {
    case 'visit.open':
      addCommand(store, host, openBody(steps, visit), soon)
      break
    case 'visit.return': {
      const command = { name: 'visit.return' } as const
      addCommand(store, host, { name: 'visit', visitId, command }, soon)
      break
    }
    case 'ticket.end': {
      const { end } = effect
      addCommand(store, issuer, { name: 'ticket.end', ticketId, visitId, end }, { visitId })
      break
    }
    case 'seat.opened':
      store.access.add(visit.user, 'visit.begin', visitId, new Date(nowMs()).toISOString())
      store.seats.apply(seat, { type: 'visit.opened', visitId })
      undone(steps, visit)
      break
    case 'seat.wrapping':
      store.seats.apply(seat, { type: 'visit.wrapping', visitId })
      break
    case 'seat.freed':
    case 'next.denied':
      store.seats.apply(seat, { type: 'visit.ended', visitId })
      break
    case 'next.granted':
      store.answers.put(visit.user, visit.act, { ok: true }, nowMs())
  }
}

function openBody({ nameOf }: VisitSteps, visit: HeldVisit): DurableBody {
  const { visitId, ticketId, number, issuer, seat, user } = visit
  const ticket = { id: ticketId, number, box: issuer }
  return { name: 'visit.open', visitId, ticket, inspector: { seat, name: nameOf(user) } }
}

/** What was undone is so only once the loket sat the visit down: a refusal leaves the undo to be tried again. */
function undone({ store }: VisitSteps, { user, undo }: HeldVisit): void {
  const before = undo ? store.visits.undoable(user, 0) : null
  if (before) store.visits.setUndone(before.visitId)
}
