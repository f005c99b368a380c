import type { Logger } from 'pino'
import type { Ticket } from '../daemon/core/ticket.ts'
import type { BoxEvent } from '../daemon/sync/messages.ts'
import type { HeldVisit } from './store/visits.ts'
import type { Store } from './store.ts'
import { addCommand, stepVisit, type VisitSteps } from './visit-steps.ts'

export interface Applying {
  readonly steps: VisitSteps
  readonly log: Logger
}
type EventOf<K extends BoxEvent['kind']> = Extract<BoxEvent, { kind: K }>

/** Applies one event of a box in the caller's transaction; adds the visit it moved to `touched`. */
export function applyEvent(
  applying: Applying,
  box: string,
  event: BoxEvent,
  touched: Set<HeldVisit>,
): void {
  const { store, nowMs } = applying.steps
  switch (event.kind) {
    case 'ticket.changed': {
      const { ticket } = event
      if (ticket.box === box && store.tickets.apply(ticket, nowMs())) reconcile(store, ticket)
      return
    }
    case 'visit.changed':
      visitChanged(applying, box, event, touched)
      return
    case 'dossier.sealed':
      dossierSealed(store, box, event)
      return
    case 'audit.head':
      store.auditHead(box, event.n, event.hash, new Date(nowMs()).toISOString())
  }
}

/** A ticket that its box still holds for a visit that is over is given back once more. */
export function reconcile(store: Store, { id, box, state, visitId }: Ticket): void {
  if (visitId === undefined || (state !== 'called' && state !== 'serving')) return
  const visit = store.visits.get(visitId)
  if (visit && visit.progress.phase !== 'ended') return
  if (store.commands.outstanding().some((command) => command.visitId === visitId)) return
  const end = visit?.progress.phase === 'ended' ? visit.progress.end : 'waiting'
  addCommand(store, box, { name: 'ticket.end', ticketId: id, visitId, end }, { visitId })
}

function visitChanged(
  { steps, log }: Applying,
  box: string,
  { visitId, phase, ticketEnd }: EventOf<'visit.changed'>,
  touched: Set<HeldVisit>,
): void {
  const visit = steps.store.visits.get(visitId)
  if (visit?.host !== box) {
    log.warn({ box }, 'visit of a box is not known')
    return
  }
  const end = ticketEnd === undefined ? {} : { ticketEnd }
  stepVisit(steps, visit, { type: 'box.changed', phase, ...end })
  touched.add(visit)
}

/** Dossier and receipt are one transaction with the inbox position: what is acknowledged is kept. */
function dossierSealed(store: Store, box: string, event: EventOf<'dossier.sealed'>): void {
  const { dossierId, visitId, number, visitKind, outcome, closedAt, jwe } = event
  const visit = store.visits.get(visitId)
  const user = visit?.host === box ? visit.user : null
  const facts = { box, visitId, number, kind: visitKind, outcome, closedAt, user }
  const sha256 = store.dossiers.add({ id: dossierId, ...facts }, jwe)
  store.extensions.add(dossierId)
  addCommand(store, box, { name: 'dossier.receipt', dossierId, sha256 })
}
