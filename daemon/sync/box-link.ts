import type { Clock } from '../runtime/clock.ts'
import type { KnownKeys, PartyKeys } from '../runtime/keys.ts'
import type { Logger } from '../runtime/log.ts'
import type { BoxStore } from '../store/box-store.ts'
import { type BoxPublisher, boxPublisher } from './box-publisher.ts'
import { commandInbox, type OpenedCommand } from './command-inbox.ts'
import { type Drops, makeDrops } from './drops.ts'
import type { Message } from './envelope.ts'
import { incoming } from './incoming.ts'
import type {
  BoxQueue,
  CommandResult,
  Life,
  OfficeLife,
  PublicBoard,
  ViewKind,
} from './messages.ts'
import { type MqttSession, openSession, type SessionOptions } from './mqtt-session.ts'
import { outboxSender } from './outbox-sender.ts'
import { type ReconnectMode, stayConnected } from './stay-connected.ts'
import { boxTopic, RIGHTS } from './topics.ts'

export type { OpenedCommand } from './command-inbox.ts'
export type { ReconnectMode } from './stay-connected.ts'

/** The link knows its own incarnation: it rises with every connection. */
export type BoxLife = Omit<Life, 'incarnation'>

/** The box's link to the office, over a broker that is trusted with nothing. */
export interface BoxLink {
  /** Keeps the link until `signal` aborts, then says goodbye. @throws StoreError when the store fails. */
  run(signal: AbortSignal): Promise<void>
  readonly connected: boolean
  /** The outbox has new rows. */
  poke(): void
  /** Publish what `life` and `queue` say now; also done at every connection. */
  publishLife(): void
  publishQueue(): void
  /** Seals a view or an offer to the office; false when nobody was there to take it. Kept nowhere. */
  publishView(what: ViewKind, visitId: string, body: unknown): Promise<boolean>
  /** What was dropped, by reason. */
  counters(): ReturnType<Drops['counters']>
}

export interface BoxLinkOptions {
  readonly box: string
  /** `mqtt://…` or `mqtts://…` */
  readonly url: string
  readonly username: string
  readonly password: string
  readonly keys: PartyKeys
  readonly known: KnownKeys
  readonly store: BoxStore
  readonly clock: Clock
  readonly log: Logger
  /** `visit` while somebody sits here or is called: back within a second. */
  readonly reconnect: () => ReconnectMode
  /** Longest wait of an idle box before it connects again. */
  readonly idleReconnectMs: number
  readonly life: () => BoxLife
  readonly queue: () => BoxQueue
  /** Carries a command out. Store the answer with `tx.answer` in the same transaction where there is one. */
  readonly onCommand: (command: OpenedCommand) => Promise<CommandResult>
  readonly onBoard: (board: PublicBoard, at: string) => void
  /** What the office says of itself; null while the broker cannot be reached. */
  readonly onOffice: (life: OfficeLife | null) => void
  /** The office has committed every event up to `seq`. */
  readonly onAck: (seq: number) => void
  /** Connected: publish the view of the running visit again. */
  readonly onUp: () => void
}

export function boxLink(options: BoxLinkOptions): BoxLink {
  const { keys, known, store, clock, log } = options
  const drops = makeDrops(log)
  const stop = new AbortController()
  let failure: unknown = null
  const fail = (cause: unknown) => {
    failure ??= cause
    stop.abort()
  }
  const out = boxPublisher(options)
  const sender = outboxSender({
    store,
    clock,
    sign: out.signRow,
    onAck: options.onAck,
    onFailure: fail,
  })
  const takeCommand = commandInbox({ ...options, drops, reply: out.result })
  const deliver = (message: Message) => {
    if (message.t === 'cmd') void takeCommand(message.data).catch(fail)
    else if (message.t === 'board') options.onBoard(message.data, message.at)
    else if (message.t === 'office') options.onOffice(message.data)
    else if (message.t === 'ack') {
      const { epoch, seq } = message.data
      if (epoch !== store.epoch || !sender.acknowledged(seq)) drops.drop('wrong_position', 'ack')
    }
  }
  const receive = incoming({ kid: keys.kid, known, drops, deliver })
  const begin = (session: MqttSession) => {
    log.info('connected to the broker')
    void session.closed.then(end)
    out.begin(session)
    sender.start(session)
    options.onUp()
  }
  const end = () => {
    log.info('connection to the broker ended')
    out.end()
    sender.stop()
    options.onOffice(null)
  }
  const connect = async () => {
    const session = await openSession(sessionOptions(options, out, receive))
    if (session) begin(session)
    return session
  }
  return {
    async run(signal) {
      const { reconnect: mode, idleReconnectMs: idleSpreadMs } = options
      const ways = { clock, mode, idleSpreadMs, connect, farewell: out.farewell }
      await stayConnected(ways, AbortSignal.any([signal, stop.signal]))
      if (failure !== null) throw failure
    },
    get connected() {
      return out.connected()
    },
    poke: sender.poke,
    publishLife: out.life,
    publishQueue: out.queue,
    publishView: out.view,
    counters: drops.counters,
  }
}

function sessionOptions(
  options: BoxLinkOptions,
  out: BoxPublisher,
  onMessage: (topic: string, payload: Uint8Array) => void,
): SessionOptions {
  const { box, url, username, password, log } = options
  const { subscribe, subscribeAlso } = RIGHTS.box
  return {
    url,
    username,
    password,
    log,
    onMessage,
    will: { topic: boxTopic(box, 'life'), payload: out.will() },
    subscribe: [...subscribe.map((topic) => boxTopic(box, topic)), ...subscribeAlso],
  }
}
