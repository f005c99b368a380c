import type { BoxConfig } from '../config.ts'
import { TICKET_ENDS } from '../core/ticket.ts'
import type { Parts } from '../core/visit-view.ts'
import { viewOf } from '../core/visit-view-of.ts'
import type { LinkNews } from '../media/link/link-stats.ts'
import type { BoxStore } from '../store/box-store.ts'
import { boxLink } from '../sync/box-link.ts'
import type { CommandBody } from '../sync/command-body.ts'
import type { CommandResult, Life } from '../sync/messages.ts'
import type { BoardWatch } from './board-watch.ts'
import type { Clock } from './clock.ts'
import type { KnownKeys, PartyKeys } from './keys.ts'
import type { Logger } from './log.ts'
import { loketState } from './loket-state.ts'
import type { SealedDossiers } from './sealed-dossiers.ts'
import { SOFTWARE } from './software.ts'
import type { VisitKeeper } from './visit-keeper.ts'
import type { Here } from './visit-record.ts'

export interface OfficeSideOptions {
  readonly config: BoxConfig
  readonly here: Here
  readonly keys: PartyKeys
  readonly known: KnownKeys
  readonly password: string
  readonly store: BoxStore
  readonly clock: Clock
  readonly log: Logger
  readonly keeper: VisitKeeper
  readonly dossiers: SealedDossiers
  readonly watch: BoardWatch
  readonly parts: () => Parts
  readonly run: (commandId: string, body: CommandBody) => CommandResult
}

/** Everything the box says to the office, and hears from it. */
export interface OfficeSide {
  /** Something changed: life, queue, outbox and view go out as far as they differ. */
  changed(): void
  offer(visitId: string, linkId: string, sdp: string): void
  /** How the links of a visit do; once a second. */
  links(visitId: string, news: LinkNews): void
  /** Offers a link to the echo inspector. */
  rehearse(rehearsalId: string, linkId: string, sdp: string): void
  loket(): Life['loket']
  dropped(): object
  run(signal: AbortSignal): Promise<void>
}

/** The events say at once what changed; the whole queue, for an office that lost some, need not go with each. */
const QUEUE_AFTER_MS = 250

export function officeSide(options: OfficeSideOptions): OfficeSide {
  const { config, here, keys, known, password, store, clock, log, keeper, watch, parts } = options
  const loket = () => loketState(keeper.visit, parts())
  const life = () => {
    const { visit } = keeper
    const shared = {
      software: SOFTWARE,
      state: 'up',
      loket: loket(),
      parts: { ...parts() },
    } as const
    return visit ? { ...shared, visitId: visit.visitId } : shared
  }
  const open = () => store.tickets().filter((ticket) => !TICKET_ENDS.includes(ticket.state))
  const queue = () => ({ rev: store.lastSeq(), tickets: open() })
  const delivered = (seq: number) => {
    const dossierId = options.dossiers.deliveredBy(seq)
    if (dossierId) keeper.post({ type: 'dossier.delivered', at: clock.now(), dossierId })
  }
  const view = () => {
    const { visit } = keeper
    if (visit) void link.publishView('visit', visit.visitId, viewOf(visit, here, parts()))
  }
  const link = boxLink({
    box: config.box,
    ...{ keys, known, password, store, clock, log, life, queue },
    url: config.mqtt.url,
    username: config.mqtt.username,
    idleReconnectMs: config.mqtt.idleReconnectMs,
    reconnect: () => (keeper.visit ? 'visit' : 'idle'),
    onCommand: async ({ commandId, body }) => {
      const result = options.run(commandId, body)
      // A console that asks to be shown the visit gets it even when nothing changed.
      if (body.name === 'visit') view()
      return result
    },
    onBoard: watch.heardBoard,
    onOffice: (office) => watch.heardOffice(office?.state ?? null),
    onAck: delivered,
    onUp: view,
  })
  const said = { life: '', queue: '', view: '' }
  const differs = (what: keyof typeof said, value: unknown) => {
    const text = JSON.stringify(value)
    if (said[what] === text) return false
    said[what] = text
    return true
  }
  let queueDue = false
  const sayQueue = () => {
    queueDue = false
    if (differs('queue', queue())) link.publishQueue()
  }
  return {
    loket,
    dropped: link.counters,
    run: link.run,
    offer: (visitId, linkId, sdp) => void link.publishView('offer', visitId, { linkId, sdp }),
    links: (visitId, news) => void link.publishView('links', visitId, { ...news }),
    rehearse: (id, linkId, sdp) => void link.publishView('rehearsal', id, { linkId, sdp }),
    changed() {
      link.poke()
      if (differs('life', life())) link.publishLife()
      if (!queueDue) clock.after(QUEUE_AFTER_MS, sayQueue)
      queueDue = true
      if (differs('view', [keeper.visit?.visitId, keeper.visit?.rev, parts()])) view()
    },
  }
}
