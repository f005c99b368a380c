import type { CommandResult } from '../daemon/sync/messages.ts'
import { beginClaim, propose, proposeUndo, type Wanted } from './claims.ts'
import type { HoldingEvent } from './core/holding.ts'
import type { LoketFacts } from './core/next.ts'
import { deferred } from './deferred.ts'
import type { Answer } from './gateway/protocol.ts'
import type { DurableCommand } from './store/commands.ts'
import type { HeldVisit } from './store/visits.ts'
import { stepVisit, type VisitSteps } from './visit-steps.ts'

export interface ConductorOptions {
  readonly steps: VisitSteps
  readonly undoMs: number
  /** The lokets as they are now. */
  readonly lokets: () => LoketFacts[]
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
}

interface Search extends Wanted {
  readonly answer: Promise<Answer>
  readonly settle: (answer: Answer) => void
}

export function makeConductor(options: ConductorOptions): Conductor {
  const { steps, undoMs, lokets, changed, pump } = options
  const { store, nowMs } = steps
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
    const proposal = on.undo
      ? proposeUndo(steps, lokets(), on, undoMs)
      : propose(steps, lokets(), on)
    if ('code' in proposal) return on.settle({ ok: false, code: proposal.code })
    beginClaim(steps, on, seat.seat, proposal)
    changed(on.user)
    pump()
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
      if (found && event) stepVisit(steps, found, event)
      return found
    })
    if (visit && event) follow(visit, event)
  }

  return {
    next: (user, act) => search(user, act, false),
    undo: (user, act) => search(user, act, true),
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
