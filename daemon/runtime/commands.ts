import { randomUUID } from 'node:crypto'
import type { SeatGaze } from '../core/eye-contact.ts'
import type { Ticket } from '../core/ticket.ts'
import { stepTicket, type TicketEvent } from '../core/ticket-step.ts'
import type { BoxStore } from '../store/box-store.ts'
import type { CommandBody, RehearsalCommand } from '../sync/command-body.ts'
import type { CommandResult } from '../sync/messages.ts'
import type { SealedDossiers } from './sealed-dossiers.ts'
import { keptPart } from './visit-exchange.ts'
import type { VisitGaze } from './visit-gaze.ts'
import type { VisitKeeper } from './visit-keeper.ts'

export interface CommandsOptions {
  readonly box: string
  readonly store: BoxStore
  readonly keeper: VisitKeeper
  readonly dossiers: SealedDossiers
  readonly now: () => string
  readonly cardIn: () => boolean
  /** False when no such rehearsal runs here. */
  readonly rehearsal: (command: RehearsalCommand) => boolean
  readonly gaze: VisitGaze
  /** A ticket changed: screens and office want to know. */
  readonly onTicket: () => void
}

/** Carries out what the office asks. A repeated command was answered before it gets here. */
export function commandRunner(options: CommandsOptions) {
  const { store, keeper, dossiers, now, cardIn } = options

  /** Changes a ticket of ours: ticket, outbox, audit and answer in one transaction. */
  const change = (commandId: string, ticketId: string, event: TicketEvent): CommandResult => {
    const ticket = store.ticket(ticketId)
    const next = ticket && stepTicket(ticket, event)
    const code = !ticket
      ? 'unknown_ticket'
      : next === ticket && !done(ticket, event)
        ? 'not_waiting'
        : undefined
    const result: CommandResult = code ? { commandId, ok: false, code } : { commandId, ok: true }
    store.transact((tx) => {
      if (next && next !== ticket) {
        tx.putTicket(next)
        tx.append({ kind: 'ticket.changed', ticket: next })
        tx.audit(event.type, { ticketId, state: next.state })
      }
      tx.answer(commandId, result)
    })
    options.onTicket()
    return result
  }

  /** Only the receipt for the very bytes that were sent lets the box forget them. */
  const receipt = (commandId: string, dossierId: string, sha256: string): CommandResult => {
    const ok = dossiers.matches(dossierId, sha256)
    const result: CommandResult = ok ? { commandId, ok } : { commandId, ok, code: 'not_now' }
    // Answered last: a crash in between makes the office repeat the receipt.
    if (ok) keeper.post({ type: 'dossier.acknowledged', at: now(), dossierId })
    store.transact((tx) => tx.answer(commandId, result))
    return result
  }

  /** Measured every few seconds: it is counted in memory, and neither store nor audit hears of it. */
  const countSeat = (commandId: string, visitId: string, gaze: SeatGaze): CommandResult => {
    if (keeper.visit?.visitId !== visitId) return { commandId, ok: false, code: 'no_such_visit' }
    options.gaze.addSeat(visitId, commandId, gaze)
    return { commandId, ok: true }
  }

  return (commandId: string, body: CommandBody): CommandResult => {
    const at = now()
    switch (body.name) {
      case 'ticket.claim': {
        const { seat, visitId, loket, room, undo = false } = body
        return change(commandId, body.ticketId, {
          type: 'ticket.claimed',
          at,
          seat,
          visitId,
          loket,
          room,
          undo,
        })
      }
      case 'ticket.end':
        return change(commandId, body.ticketId, {
          type: 'visit.ended',
          at,
          visitId: body.visitId,
          end: body.end,
        })
      case 'visit.open': {
        const { visitId, ticket, inspector } = body
        return keeper.open(
          { visitId, ticket, inspector, openedAt: at },
          randomUUID(),
          cardIn(),
          commandId,
        )
      }
      case 'dossier.receipt':
        return receipt(commandId, body.dossierId, body.sha256)
      case 'visit': {
        const { visitId, command } = body
        if (command.name === 'eyes.seat') return countSeat(commandId, visitId, command)
        const event = {
          type: 'inspector.asked',
          at,
          command: body.command,
          newId: randomUUID(),
        } as const
        return keeper.command(body.visitId, event, commandId, keptPart(keeper, body.command))
      }
      case 'rehearsal.answer':
      case 'rehearsal.counts':
      case 'rehearsal.refuse':
        return options.rehearsal(body)
          ? { commandId, ok: true }
          : { commandId, ok: false, code: 'no_such_rehearsal' }
    }
  }
}

/** The event has already had its effect: the office repeats itself under another id after a loss of its own. */
function done(ticket: Ticket, event: TicketEvent): boolean {
  if (event.type === 'ticket.claimed')
    return ticket.state === 'called' && ticket.visitId === event.visitId
  return (
    event.type === 'visit.ended' && ticket.visitId === event.visitId && ticket.state === event.end
  )
}
