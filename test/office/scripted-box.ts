import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Ticket } from '../../daemon/core/ticket.ts'
import { stepTicket, type TicketEvent } from '../../daemon/core/ticket-step.ts'
import type { VisitCommand } from '../../daemon/core/visit-command.ts'
import type { VisitPhase } from '../../daemon/core/visit-view.ts'
import { systemClock } from '../../daemon/runtime/clock.ts'
import type { KnownKeys, PartyKeys } from '../../daemon/runtime/keys.ts'
import { type BoxTransaction, openBoxStore } from '../../daemon/store/box-store.ts'
import { boxLink, type OpenedCommand } from '../../daemon/sync/box-link.ts'
import type { BoxEvent, CommandResult, Life } from '../../daemon/sync/messages.ts'

type Visit = {
  visitId: string
  ticketId: string
  seat: string
  phase: VisitPhase
  rev: number
  draft: string
}
type TicketOutcome = 'served' | 'referred' | 'no_show' | 'cancelled' | 'waiting'

export interface BoxSettings {
  readonly id: string
  readonly site: string
  readonly folder: string
  readonly url: string
  readonly password: string
  readonly keys: PartyKeys
  readonly known: KnownKeys
}

/** A loket whose citizen and devices are this script; its store, its link and its ticket machine are the real ones. */
export function scriptedBox(settings: BoxSettings) {
  const { id, site } = settings
  const clock = systemClock()
  const store = openBoxStore(join(settings.folder, `${id}.db`), { now: clock.now })
  const stop = new AbortController()
  const grants: { ticketId: string; seat: string; visitId: string }[] = []
  const seen: OpenedCommand[] = []
  const receipts: { dossierId: string; sha256: string }[] = []
  let visit: Visit | null = null
  let loket: Life['loket'] = 'idle'
  let deaf: (command: OpenedCommand) => boolean = () => false
  let serial = 0

  const link = boxLink({
    box: id,
    url: settings.url,
    username: id,
    password: settings.password,
    keys: settings.keys,
    known: settings.known,
    store,
    clock,
    log: pino({ level: 'silent' }),
    reconnect: () => 'visit',
    idleReconnectMs: 500,
    life: () => ({ software: 'test', state: 'up', loket, parts: { office: 'up' } }),
    queue: () => ({
      rev: Date.now(),
      tickets: store
        .tickets()
        .filter(({ state }) => ['waiting', 'called', 'serving'].includes(state)),
    }),
    onCommand: async (command) => {
      seen.push(command)
      if (deaf(command)) throw new Error('deaf')
      return carryOut(command)
    },
    onBoard: () => {},
    onOffice: () => {},
    onAck: () => {},
    onUp: () => void show(),
  })

  const show = async () => {
    if (!visit) return
    const { visitId, rev, phase, draft } = visit
    await link.publishView('visit', visitId, {
      visitId,
      rev,
      phase,
      box: id,
      draft: { rev, text: draft },
    })
  }
  const told = () => {
    link.poke()
    link.publishQueue()
    link.publishLife()
  }
  const change = (commandId: string, ticketId: string, event: TicketEvent) => {
    const ticket = store.ticket(ticketId)
    const next = ticket && stepTicket(ticket, event)
    const changed = ticket !== null && next !== ticket
    const result = changed
      ? { commandId, ok: true }
      : { commandId, ok: false, code: ticket ? 'not_waiting' : 'unknown_ticket' }
    store.transact((tx) => {
      if (changed && next) put(tx, next)
      tx.answer(commandId, result)
    })
    return { result, changed }
  }
  const put = (tx: BoxTransaction, ticket: Ticket) => {
    tx.putTicket(ticket)
    tx.append({ kind: 'ticket.changed', ticket })
  }
  const phaseIs = (phase: VisitPhase, ticketEnd?: TicketOutcome) => {
    if (!visit) return
    visit = { ...visit, phase, rev: visit.rev + 1 }
    const { visitId, ticketId, seat } = visit
    const more = ticketEnd === undefined ? {} : { ticketEnd }
    const event: BoxEvent = {
      kind: 'visit.changed',
      visitId,
      ticketId,
      seat,
      phase,
      visitKind: 'report',
      ...more,
    }
    store.transact((tx) => tx.append(event))
    if (phase === 'closed') {
      visit = null
      loket = 'idle'
    }
    told()
    void show()
  }
  const carryOut = ({ commandId, body }: OpenedCommand): CommandResult => {
    const ok = { commandId, ok: true }
    const at = clock.now()
    switch (body.name) {
      case 'ticket.claim': {
        const { ticketId, seat, visitId, loket: host, room, undo = false } = body
        const event = {
          type: 'ticket.claimed',
          at,
          seat,
          visitId,
          loket: host,
          room,
          undo,
        } as const
        const { result, changed } = change(commandId, ticketId, event)
        if (changed) grants.push({ ticketId, seat, visitId })
        told()
        return result
      }
      case 'ticket.end': {
        const { ticketId, visitId, end } = body
        const { result } = change(commandId, ticketId, { type: 'visit.ended', at, visitId, end })
        told()
        return result
      }
      case 'visit.open':
        if (visit) return { commandId, ok: false, code: 'loket_busy' }
        visit = {
          visitId: body.visitId,
          ticketId: body.ticket.id,
          seat: body.inspector.seat,
          phase: 'reserved',
          rev: 0,
          draft: '',
        }
        loket = 'in_visit'
        phaseIs('preparing')
        return ok
      case 'dossier.receipt':
        receipts.push(body)
        return ok
      case 'visit':
        return inVisit(commandId, body.visitId, body.command)
      case 'rehearsal.answer':
      case 'rehearsal.counts':
      case 'rehearsal.refuse':
        return { commandId, ok: false, code: 'no_such_rehearsal' }
    }
  }
  const inVisit = (commandId: string, visitId: string, command: VisitCommand): CommandResult => {
    if (visit?.visitId !== visitId) return { commandId, ok: false, code: 'no_such_visit' }
    if (command.name === 'draft.edit') {
      visit = { ...visit, draft: command.text, rev: visit.rev + 1 }
      void show()
      return { commandId, ok: true, draftRev: command.rev }
    }
    if (command.name === 'visit.show') void show()
    if (command.name === 'visit.wrap') phaseIs('wrapping')
    if (command.name === 'visit.close') phaseIs('closed', 'served')
    if (command.name === 'visit.not_here') phaseIs('closed', 'no_show')
    if (command.name === 'visit.return') phaseIs('closed', 'waiting')
    return { commandId, ok: true }
  }
  let running = link.run(stop.signal)

  return {
    id,
    grants,
    seen,
    receipts,
    link,
    store,
    /** A citizen takes a ticket. */
    press(): Ticket {
      serial += 1
      const at = clock.now()
      const ticket: Ticket = {
        id: randomUUID(),
        number: `${site.slice(0, 1).toUpperCase()}${String(serial).padStart(3, '0')}`,
        box: id,
        site,
        state: 'waiting',
        rev: 1,
        issuedAt: at,
        since: at,
      }
      store.transact((tx) => put(tx, ticket))
      told()
      return ticket
    },
    append(event: BoxEvent): void {
      store.transact((tx) => tx.append(event))
      link.poke()
    },
    offer(body: unknown): void {
      if (visit) void link.publishView('offer', visit.visitId, body)
    },
    links(body: unknown): void {
      if (visit) void link.publishView('links', visit.visitId, body)
    },
    phaseIs,
    /** Commands for which this holds are heard and never answered. */
    deafTo(which: (command: OpenedCommand) => boolean): void {
      deaf = which
    },
    visit: () => visit,
    ticket: (ticketId: string) => store.ticket(ticketId),
    async stop(): Promise<void> {
      stop.abort()
      await running
      running = Promise.resolve()
      store.close()
    },
  }
}
export type ScriptedBox = ReturnType<typeof scriptedBox>
