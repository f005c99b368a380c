import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { BoxEvent, BoxQueue, Life, PublicBoard } from '../daemon/sync/messages.ts'
import { type Conductor, makeConductor } from './conductor.ts'
import type { OfficeConfig } from './config.ts'
import { makePublicBoard } from './core/board.ts'
import { type FloorView, makeFloor } from './floor.ts'
import { type Applying, applyEvent, reconcile } from './from-boxes.ts'
import type { GatewayPush } from './gateway/protocol.ts'
import type { IceServer } from './ice.ts'
import type { Leases } from './leases.ts'
import { makeLeases } from './leases.ts'
import { type LostVisits, makeLostVisits } from './lost-visits.ts'
import { makeOutbox, type Outbox, type SendCommand } from './outbox.ts'
import type { HeldVisit } from './store/visits.ts'
import type { Store } from './store.ts'
import { type LinkOffer, makeViews, readLinks, readOffer, type Views } from './views.ts'
import type { VisitSteps } from './visit-steps.ts'

/** How the office reaches the boxes. What is sent may be lost. */
export interface ToBoxes {
  readonly send: SendCommand
  publishBoard(board: PublicBoard): void
}

/** What the consoles are told when it changes. */
export interface ToConsoles {
  board(): void
  me(user: string): void
  visit(user: string): void
  offer(user: string, offer: LinkOffer): void
  links(user: string, push: Extract<GatewayPush, { is: 'links' }>): void
  dossiers(): void
}

/** One row of a box's outbox. */
export interface EventRow {
  readonly seq: number
  readonly event: BoxEvent
}

/** The office's core, between the boxes and the consoles. */
export interface Office {
  readonly store: Store
  readonly conductor: Conductor
  readonly floor: FloorView
  readonly views: Views
  readonly leases: Leases
  /** Commits a run of events; returns the last contiguous position. Nothing is applied twice. */
  events(box: string, epoch: string, rows: readonly EventRow[]): number
  life(box: string, life: Life): void
  queue(box: string, queue: BoxQueue): void
  /** The broker is there or gone; when it stays away, no loket counts as reachable. */
  connected(up: boolean): void
  view(box: string, visitId: string, what: 'visit' | 'offer' | 'links', body: unknown): void
  /** Asks the host of the user's visit to show it anew. */
  askView(user: string): void
  changed(user: string): void
  /** A box has answered that it does not know this visit. */
  readonly missing: LostVisits['missing']
  run(signal: AbortSignal): void
}

export interface OfficeOptions {
  readonly config: Pick<OfficeConfig, 'boxes' | 'undoMs' | 'leaseMs'>
  /** For a console's end of a link. */
  readonly iceServers: (id: string) => readonly IceServer[]
  readonly store: Store
  readonly boxes: ToBoxes
  readonly consoles: ToConsoles
  readonly nameOf: (user: string) => string
  readonly log: Logger
  readonly nowMs: () => number
  readonly monotonicMs: () => number
}

const SHOW_MS = 10_000
const SWEEP_MS = 2000
/** Boards are at least so far apart: the first change after a quiet time goes out at once. */
const BOARD_MS = 25
/** A broker that comes back within this is not shown as lost. */
const GRACE_MS = 3000
const DAY_MS = 24 * 3_600_000

export function makeOffice(options: OfficeOptions): Office {
  const { config, store, boxes, consoles, nameOf, log, nowMs, monotonicMs } = options
  const floor = makeFloor(store, config.boxes, nowMs, nameOf)
  const views = makeViews()
  const steps: VisitSteps = { store, nowMs, nameOf }
  const leases = makeLeases(store.seats, config.leaseMs, monotonicMs)

  let boardDue: (() => void) | undefined
  let boardAtMs = Number.NEGATIVE_INFINITY
  let lost: NodeJS.Timeout | undefined
  const boardChanged = () => {
    const waitMs = Math.max(0, boardAtMs + BOARD_MS - monotonicMs())
    boardDue ??= after(waitMs, () => {
      boardDue = undefined
      boardAtMs = monotonicMs()
      // The way to the info screens is the longer one.
      boxes.publishBoard(makePublicBoard(floor.floor(), store.meta.boardRev()))
      consoles.board()
    })
  }
  const changed = (user: string) => {
    consoles.me(user)
    consoles.visit(user)
    boardChanged()
  }
  const outbox: Outbox = makeOutbox({
    commands: store.commands,
    nowMs,
    send: boxes.send,
    answered: (command, result) => {
      if (result.code === 'old_term') log.error({ box: command.box }, 'another office commands')
      conductor.answered(command, result)
    },
    expired: (command) => {
      log.warn({ box: command.box, command: command.body.name }, 'box did not answer')
      conductor.expired(command)
    },
  })
  const conductor = makeConductor({
    steps,
    undoMs: config.undoMs,
    lokets: floor.lokets,
    changed,
    pump: outbox.pump,
  })

  const applying: Applying = { steps, log }
  const showAgain = (box: string, visitId: string) => {
    const command = { name: 'visit', visitId, command: { name: 'visit.show' } } as const
    void boxes.send(box, randomUUID(), command, SHOW_MS)
  }
  /** After a commit: what belongs to visits that have ended is forgotten, and everybody concerned is told. */
  const settle = (touched: ReadonlySet<HeldVisit>) => {
    for (const { visitId, user } of touched) {
      if (store.visits.get(visitId)?.progress.phase === 'ended') views.forget(visitId)
      changed(user)
    }
    boardChanged()
    outbox.pump()
  }
  const lostVisits = makeLostVisits({
    ...{ steps, log, monotonicMs },
    ended: (visit) => settle(new Set([visit])),
  })

  return {
    store,
    conductor,
    floor,
    views,
    leases,
    changed,
    missing: lostVisits.missing,
    events(box, epoch, rows) {
      lostVisits.heard(box)
      const touched = new Set<HeldVisit>()
      let sealed = false
      const last = store.transact(() => {
        const before = store.inbox.last(box, epoch)
        let position = before
        for (const { seq, event } of rows.toSorted((a, b) => a.seq - b.seq)) {
          if (seq !== position + 1) continue
          applyEvent(applying, box, event, touched)
          sealed ||= event.kind === 'dossier.sealed'
          position = seq
        }
        if (position !== before) store.inbox.advance(box, epoch, position)
        return position
      })
      settle(touched)
      if (sealed) consoles.dossiers()
      return last
    },
    life(box, life) {
      const born = floor.life(box, life)
      boardChanged()
      if (!born) return
      for (const visit of store.visits.running())
        if (visit.host === box && visit.progress.phase === 'open') showAgain(box, visit.visitId)
    },
    queue(box, { tickets }) {
      store.transact(() => {
        const changed = store.tickets.applyQueue(box, tickets, nowMs())
        if (changed) for (const ticket of tickets) reconcile(store, ticket)
      })
      boardChanged()
      outbox.pump()
    },
    connected(up) {
      clearTimeout(lost)
      if (up) return outbox.pump()
      lost = setTimeout(() => {
        floor.lose()
        boardChanged()
      }, GRACE_MS)
    },
    view(box, visitId, what, body) {
      const visit = store.visits.get(visitId)
      if (visit?.host !== box || visit.progress.phase === 'ended') return
      if (what === 'visit') {
        if (views.take(box, visitId, body)) consoles.visit(visit.user)
        return
      }
      if (what === 'links') {
        const news = readLinks(body)
        if (news) consoles.links(visit.user, { is: 'links', visitId, ...news })
        return
      }
      const offer = readOffer(body)
      if (!offer) return
      const iceServers = options.iceServers(visitId)
      consoles.offer(visit.user, { is: 'offer', visitId, ...offer, iceServers })
    },
    askView(user) {
      const visit = store.visits.ofUser(user)
      if (visit?.progress.phase === 'open') showAgain(visit.host, visit.visitId)
    },
    run(signal) {
      outbox.run(signal)
      const sweep = setInterval(() => {
        for (const user of leases.sweep()) changed(user)
      }, SWEEP_MS)
      const tidy = () => {
        store.transact(() => {
          store.tickets.forget(nowMs() - DAY_MS)
          store.answers.forget(nowMs() - DAY_MS)
          store.logins.forget(nowMs())
        })
      }
      tidy()
      const daily = setInterval(tidy, DAY_MS / 24)
      for (const visit of store.visits.running())
        if (visit.progress.phase === 'open') showAgain(visit.host, visit.visitId)
      boardChanged()
      signal.addEventListener(
        'abort',
        () => {
          for (const timer of [sweep, daily]) clearInterval(timer)
          boardDue?.()
          clearTimeout(lost)
          lostVisits.stop()
        },
        { once: true },
      )
    },
  }
}

/** Runs `act` after that time, at the end of this turn for none; the returned function cancels it. */
function after(delayMs: number, act: () => void): () => void {
  if (delayMs > 0) {
    const timer = setTimeout(act, delayMs)
    return () => clearTimeout(timer)
  }
  const turn = setImmediate(act)
  return () => clearImmediate(turn)
}
