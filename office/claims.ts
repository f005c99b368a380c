import { randomUUID } from 'node:crypto'
import { type LoketFacts, loketFor, type Proposal, proposeNext } from './core/next.ts'
import { addCommand, type VisitSteps } from './visit-steps.ts'

/** What an inspector asked for, with what was tried for it already. */
export interface Wanted {
  readonly user: string
  readonly act: string
  /** The last ticket again, instead of the next one. */
  readonly undo: boolean
  /** Tickets that were denied, and boxes that did not answer. */
  readonly tickets: Set<string>
  readonly boxes: Set<string>
}

/** How long a box may take to grant a ticket before the next candidate is asked for. */
const CLAIM_MS = 4000

/** The next candidate of the one order that nobody else is claiming. */
export function propose(
  { store }: VisitSteps,
  lokets: readonly LoketFacts[],
  wanted: Wanted,
): Proposal | { readonly code: 'nobody_waiting' | 'box_unreachable' } {
  const claimed = store.visits.running().map((visit) => visit.ticketId)
  const tickets = new Set([...wanted.tickets, ...claimed])
  const found = proposeNext(store.tickets.open(), lokets, { tickets, boxes: wanted.boxes })
  return found ?? { code: wanted.boxes.size > 0 ? 'box_unreachable' : 'nobody_waiting' }
}

/** The user's last ticket, when it was sent back or marked as not here within the undo time. */
export function proposeUndo(
  { store, nowMs }: VisitSteps,
  lokets: readonly LoketFacts[],
  wanted: Wanted,
  undoMs: number,
): Proposal | { readonly code: 'nothing_to_undo' | 'not_now' | 'box_unreachable' } {
  const last = store.visits.undoable(wanted.user, nowMs() - undoMs)
  if (!last) return { code: 'nothing_to_undo' }
  const placed = store.tickets.get(last.ticketId)
  // The box's queue may tell that a ticket is gone before its event tells how it ended.
  if (!placed) return { code: 'not_now' }
  const { ticket } = placed
  if (wanted.boxes.size > 0) return { code: 'box_unreachable' }
  const taken = store.visits.running().some((visit) => visit.ticketId === ticket.id)
  const loket = taken || wanted.tickets.has(ticket.id) ? null : loketFor(ticket, lokets)
  return loket ? { ticket, loket } : { code: 'not_now' }
}

/** Reserves seat and loket and asks the issuing box for the ticket: one transaction. */
export function beginClaim(
  { store, nowMs }: VisitSteps,
  { user, act, undo }: Wanted,
  seat: string,
  { ticket, loket }: Proposal,
): void {
  const visitId = randomUUID()
  const { id: ticketId, number, box: issuer } = ticket
  const { box: host, room } = loket
  const again = undo ? { undo: true as const } : {}
  store.transact(() => {
    const claimedMs = nowMs()
    const held = { visitId, user, seat, ticketId, number, issuer, host, room, undo, act, claimedMs }
    store.visits.add({ ...held, progress: { phase: 'claiming' } })
    store.seats.apply(seat, { type: 'visit.reserved', visitId })
    const body = { name: 'ticket.claim', ticketId, seat, visitId, loket: host, room } as const
    const until = { visitId, giveUpMs: claimedMs + CLAIM_MS }
    addCommand(store, issuer, { ...body, ...again }, until)
  })
}
