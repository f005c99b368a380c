import { randomUUID } from 'node:crypto'
import type { CommandResult } from '../daemon/sync/messages.ts'
import { type HoldingEffect, type HoldingEvent, stepHolding } from './core/holding.ts'
import { type LoketFacts, loketFor, type Proposal, proposeNext } from './core/next.ts'
import { deferred } from './deferred.ts'
import type { Answer } from './gateway/protocol.ts'
import type { DurableBody, DurableCommand } from './store/commands.ts'
import type { HeldVisit } from './store/visits.ts'
import type { Store } from './store.ts'

export interface ConductorOptions {
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  readonly undoMs: number
  /** The lokets as they are now. */
  readonly lokets: () => LoketFacts[]
  readonly nameOf: (user: string) => string
  /** Something of this user, of the board or of a visit has changed and is committed. */
  readonly changed: (user: string) => void
  /** Commands were added. */
  readonly pump: () => void
}

/** Leads each visit from "next" to its end: asks the boxes, moves the seat, gives the ticket back. */
export interface Conductor {
  /** Answered when a box has granted a ticket; a repeated act gets the same answer. */
  next(user: string, act: string): Promise<Answer>
  undo(user: string, act: string): Promise<Answer>
  answered(command: DurableCommand, result: CommandResult): void
  expired(command: DurableCommand): void
  /** Applies what a box tells of its visit; within a transaction. */
  step(visit: HeldVisit, event: HoldingEvent): void
}

const CLAIM_MS = 4000
const OPEN_MS = 60_000

interface Search {
  readonly user: string
  readonly act: string
  readonly undo: boolean
  readonly tickets: Set<string>
  readonly boxes: Set<string>
  readonly answer: Promise<Answer>
  readonly settle: (answer: Answer) => void
}

export function makeConductor(options: ConductorOptions): Conductor {
  const { store, nowMs, undoMs, lokets, nameOf, changed, pump } = options
  const searches = new Map<string, Search>()

  const search = (user: string, act: string, undo: boolean): Promise<Answer> => {
    const stored = store.answers.get(user, act)
    if (stored) return Promise.resolve(stored)
    const key = `${user} ${act}`
    const running = searches.get(key)
    if (running) return running.answer
    const { promise, resolve } = deferred<Answer>()
    const settle = (answer: Answer) => {
      searches.delete(key)
      store.answers.put(user, act, answer, nowMs())
      resolve(answer)
    }
    const fresh: Search = {
      user,
      act,
      undo,
      tickets: new Set(),
      boxes: new Set(),
      answer: promise,
      settle,
    }
    searches.set(key, fresh)
    // After a restart the visit of this act may be on its way already: its answer is awaited.
    if (store.visits.ofAct(user, act)?.progress.phase !== 'claiming') proceed(fresh)
    return promise
  }

  const proceed = (on: Search) => {
    const seat = store.seats.ofUser(on.user)
    if (!seat) return on.settle({ ok: false, code: 'no_seat' })
    if (seat.state.phase === 'break') return on.settle({ ok: false, code: 'not_now' })
    if (seat.state.phase !== 'ready') return on.settle({ ok: false, code: 'in_visit' })
    const proposal = on.undo ? proposeUndo(on) : propose(on)
    if ('code' in proposal) return on.settle({ ok: false, code: proposal.code })
    begin(on, seat.seat, proposal)
    changed(on.user)
    pump()
  }

  const propose = (on: Search): Proposal | { code: 'nobody_waiting' | 'box_unreachable' } => {
    const claimed = store.visits.running().map((visit) => visit.ticketId)
    const tickets = new Set([...on.tickets, ...claimed])
    const found = proposeNext(store.tickets.open(), lokets(), { tickets, boxes: on.boxes })
    return found ?? { code: on.boxes.size > 0 ? 'box_unreachable' : 'nobody_waiting' }
  }

  const proposeUndo = (
    on: Search,
  ): Proposal | { code: 'nothing_to_undo' | 'not_now' | 'box_unreachable' } => {
    const last = store.visits.undoable(on.user, nowMs() - undoMs)
    const placed = last && store.tickets.get(last.ticketId)
    if (!placed) return { code: 'nothing_to_undo' }
    const { ticket } = placed
    if (on.boxes.size > 0) return { code: 'box_unreachable' }
    if (on.tickets.has(ticket.id)) return { code: 'not_now' }
    if (store.visits.running().some((visit) => visit.ticketId === ticket.id))
      return { code: 'not_now' }
    const loket = loketFor(ticket, lokets())
    return loket ? { ticket, loket } : { code: 'not_now' }
  }

  const begin = ({ user, act, undo }: Search, seat: string, { ticket, loket }: Proposal) => {
    const visitId = randomUUID()
    const { box: host, room } = loket
    const body = {
      name: 'ticket.claim',
      ticketId: ticket.id,
      seat,
      visitId,
      loket: host,
      room,
    } as const
    store.transact(() => {
      const now = nowMs()
      store.visits.add({
        visitId,
        user,
        seat,
        ticketId: ticket.id,
        number: ticket.number,
        issuer: ticket.box,
        host,
        room,
        undo,
        progress: { phase: 'claiming' },
        act,
        claimedMs: now,
      })
      store.seats.apply(seat, { type: 'visit.reserved', visitId })
      const claim = undo ? { ...body, undo: true as const } : body
      command(ticket.box, claim, { visitId, giveUpMs: now + CLAIM_MS })
    })
  }

  const command = (
    box: string,
    body: DurableBody,
    more: { visitId?: string; giveUpMs?: number } = {},
  ) => store.commands.add({ id: randomUUID(), box, body, ...more })

  const step = (visit: HeldVisit, event: HoldingEvent) => {
    const { progress, effects } = stepHolding(visit.progress, event)
    if (progress !== visit.progress) store.visits.progress(visit.visitId, progress, nowMs())
    for (const effect of effects) perform(visit, effect)
  }

  const perform = (visit: HeldVisit, effect: HoldingEffect) => {
    const { visitId, seat, user, ticketId, number, issuer, host } = visit
    switch (effect.type) {
      case 'visit.open':
        return command(
          host,
          {
            name: 'visit.open',
            visitId,
            ticket: { id: ticketId, number, box: issuer },
            inspector: { seat, name: nameOf(user) },
          },
          { visitId, giveUpMs: nowMs() + OPEN_MS },
        )
      case 'ticket.end':
        return command(
          issuer,
          { name: 'ticket.end', ticketId, visitId, end: effect.end },
          { visitId },
        )
      case 'visit.return':
        return command(
          host,
          { name: 'visit', visitId, command: { name: 'visit.return' } },
          { visitId, giveUpMs: nowMs() + OPEN_MS },
        )
      case 'seat.opened':
        store.access.add(user, 'visit.begin', visitId, new Date(nowMs()).toISOString())
        return store.seats.apply(seat, { type: 'visit.opened', visitId })
      case 'seat.wrapping':
        return store.seats.apply(seat, { type: 'visit.wrapping', visitId })
      case 'seat.freed':
      case 'next.denied':
        return store.seats.apply(seat, { type: 'visit.ended', visitId })
      case 'next.granted':
        return granted(visit)
      default:
        return
    }
  }

  const granted = ({ user, act, undo }: HeldVisit) => {
    store.answers.put(user, act, { ok: true }, nowMs())
    const before = undo ? store.visits.undoable(user, 0) : null
    if (before) store.visits.setUndone(before.visitId)
  }

  /** After the commit: the act that waits for this visit is answered, or its search goes on. */
  const follow = (visit: HeldVisit, event: HoldingEvent) => {
    changed(visit.user)
    const on = searches.get(`${visit.user} ${visit.act}`)
    if (on && event.type === 'claim.granted') on.settle({ ok: true })
    if (on && event.type === 'claim.denied') on.tickets.add(visit.ticketId)
    if (on && event.type === 'claim.expired') on.boxes.add(visit.issuer)
    if (on && (event.type === 'claim.denied' || event.type === 'claim.expired')) proceed(on)
    pump()
  }

  const settleCommand = (settled: DurableCommand, event: HoldingEvent | null) => {
    const visit = store.transact(() => {
      store.commands.remove(settled.id)
      const found = settled.visitId === undefined ? null : store.visits.get(settled.visitId)
      if (found && event) step(found, event)
      return found
    })
    if (visit && event) follow(visit, event)
  }

  return {
    next: (user, act) => search(user, act, false),
    undo: (user, act) => search(user, act, true),
    step,
    answered(settled, result) {
      // A box whose clock is off, or that obeys another office, has not done what must be done.
      const lasting = settled.giveUpMs === undefined
      if (lasting && (result.code === 'expired' || result.code === 'old_term')) return
      settleCommand(settled, eventOf(settled, result.ok))
    },
    expired: (settled) => settleCommand(settled, expiryOf(settled)),
  }
}

function eventOf({ body }: DurableCommand, ok: boolean): HoldingEvent | null {
  if (body.name === 'ticket.claim') return { type: ok ? 'claim.granted' : 'claim.denied' }
  if (body.name === 'visit.open') return { type: ok ? 'open.accepted' : 'open.refused' }
  return null
}

function expiryOf({ body }: DurableCommand): HoldingEvent | null {
  if (body.name === 'ticket.claim') return { type: 'claim.expired' }
  if (body.name === 'visit.open') return { type: 'open.expired' }
  return null
}
