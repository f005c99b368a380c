import { SealError, unseal } from '../documents/seal.ts'
import type { Clock } from '../runtime/clock.ts'
import { boxKid, type KnownKeys, type PartyKeys } from '../runtime/keys.ts'
import type { Logger } from '../runtime/log.ts'
import { type CommandSender, commandSender } from './command-sender.ts'
import { type Drops, makeDrops } from './drops.ts'
import { EVERYBODY, envelopeMaker, type Message, type MessageOf, sealDrop } from './envelope.ts'
import { eventInbox, type InboxRow } from './event-inbox.ts'
import { incoming } from './incoming.ts'
import { latest } from './latest.ts'
import type { BoxQueue, CommandResult, Life, PublicBoard, ViewKind } from './messages.ts'
import { type MqttSession, openSession } from './mqtt-session.ts'
import { stayConnected } from './stay-connected.ts'
import { BOARD_TOPIC, boxTopic, OFFICE_LIFE_TOPIC, RIGHTS } from './topics.ts'

export { contiguous, type InboxRow } from './event-inbox.ts'

/** How far the events of a box have been committed. */
export interface Position {
  readonly box: string
  readonly epoch: string
  readonly seq: number
}

/** The office's link to every box, over a broker that is trusted with nothing. */
export interface OfficeLink {
  /** Keeps the link until `signal` aborts, then says goodbye. */
  run(signal: AbortSignal): Promise<void>
  readonly connected: boolean
  readonly sendCommand: CommandSender['send']
  /** The newest board replaces the one before, also at every connection. */
  publishBoard(board: PublicBoard): void
  /** What was dropped, by reason. */
  counters(): ReturnType<Drops['counters']>
}

export interface OfficeLinkOptions {
  readonly url: string
  readonly username: string
  readonly password: string
  readonly keys: PartyKeys
  readonly known: KnownKeys
  readonly clock: Clock
  readonly log: Logger
  readonly term: () => number
  /** Committed positions, one per box and epoch; repeated to the boxes at every connection. */
  readonly positions: () => Iterable<Position>
  /**
   * Commits what `contiguous` lets through, in one transaction with the position, and returns the position. Rows are
   * by sequence, each once. When it throws, nothing is acknowledged and the box sends them again.
   */
  readonly onEvents: (box: string, epoch: string, rows: readonly InboxRow[]) => number
  /** Deaths of earlier connections are not heard. */
  readonly onLife: (box: string, life: Life) => void
  readonly onQueue: (box: string, queue: BoxQueue) => void
  /** An opened view or link offer; not checked beyond its seal. */
  readonly onView: (box: string, visitId: string, what: ViewKind, body: unknown) => void
  readonly onUp: () => void
  readonly onDown: () => void
}

/** How long the office waits at most before it connects again. */
const RECONNECT_MS = 500

export function officeLink(options: OfficeLinkOptions): OfficeLink {
  const { clock, log, keys, known } = options
  const drops = makeDrops(log)
  const make = envelopeMaker(keys, clock)
  const out = officePublisher(options, make)
  const commands = commandSender({ keys, known, clock, make, publish: out.publish })
  const deliver = deliverer(options, { drops, commands, acknowledge: out.acknowledge })
  const onMessage = incoming({ kid: keys.kid, known, drops, deliver })
  const begin = (session: MqttSession) => {
    log.info('connected to the broker')
    void session.closed.then(() => {
      log.info('connection to the broker ended')
      out.end()
      options.onDown()
    })
    out.begin(session)
    commands.repeat()
    options.onUp()
  }
  const connect = async () => {
    const session = await openSession({
      url: options.url,
      username: options.username,
      password: options.password,
      log,
      onMessage,
      will: { topic: OFFICE_LIFE_TOPIC, payload: out.life('down') },
      subscribe: RIGHTS.office.subscribe.map((topic) => boxTopic('+', topic)),
    })
    if (session) begin(session)
    return session
  }
  return {
    run: (signal) =>
      stayConnected(
        {
          clock,
          mode: () => 'visit',
          idleSpreadMs: RECONNECT_MS,
          connect,
          farewell: out.farewell,
        },
        signal,
      ),
    get connected() {
      return out.connected()
    },
    sendCommand: commands.send,
    publishBoard: out.board,
    counters: drops.counters,
  }
}

/** Everything that the office says, signed. */
function officePublisher(options: OfficeLinkOptions, make: ReturnType<typeof envelopeMaker>) {
  let session: MqttSession | null = null
  let board: PublicBoard | null = null
  const publish = (topic: string, payload: string) => {
    void session?.publish(topic, payload)
  }
  const life = (state: 'up' | 'down') => make('office', EVERYBODY, { term: options.term(), state })
  const farewell = async () => {
    await session?.publish(OFFICE_LIFE_TOPIC, life('down'), true)
  }
  const sayBoard = latest(async () => {
    if (board && session) await session.publish(BOARD_TOPIC, make('board', EVERYBODY, board), true)
  })
  const acknowledge = ({ box, epoch, seq }: Position) => {
    if (session) publish(boxTopic(box, 'ack'), make('ack', boxKid(box), { epoch, seq }))
  }
  return {
    publish,
    life,
    farewell,
    acknowledge,
    board(next: PublicBoard): void {
      board = next
      sayBoard()
    },
    begin(fresh: MqttSession): void {
      session = fresh
      void fresh.publish(OFFICE_LIFE_TOPIC, life('up'), true)
      sayBoard()
      for (const position of options.positions()) acknowledge(position)
    },
    end(): void {
      session = null
    },
    connected: () => session !== null,
  }
}

/** What becomes of a message that holds. */
function deliverer(
  options: OfficeLinkOptions,
  parts: {
    readonly drops: Drops
    readonly commands: CommandSender
    readonly acknowledge: (position: Position) => void
  },
): (message: Message, box: string) => void {
  const { drops, commands, acknowledge } = parts
  const incarnations = new Map<string, number>()
  const take = eventInbox({
    clock: options.clock,
    commit: (box, epoch, rows) => {
      try {
        acknowledge({ box, epoch, seq: options.onEvents(box, epoch, rows) })
      } catch (err) {
        drops.drop('not_taken', 'ev')
        options.log.error({ err, box }, 'events could not be committed')
      }
    },
  })
  const takeLife = (box: string, life: Life) => {
    const newest = incarnations.get(box) ?? 0
    if (life.incarnation < newest) return drops.drop('stale', 'life')
    incarnations.set(box, life.incarnation)
    if (life.incarnation > newest && life.state === 'up') commands.repeat(box)
    options.onLife(box, life)
  }
  const takeResult = (box: string, result: CommandResult) => {
    if (!commands.answered(box, result)) drops.drop('unasked', 'res')
  }
  const takeView = viewOpener(options, drops)
  return (message, box) => {
    if (message.t === 'life') takeLife(box, message.data)
    else if (message.t === 'q') options.onQueue(box, message.data)
    else if (message.t === 'res') takeResult(box, message.data)
    else if (message.t === 'view') takeView(box, message.data)
    else if (message.t === 'ev' || message.t === 'dos')
      take(box, message.epoch, { seq: message.seq, event: message.data })
  }
}

/** Opens views one after the other, in the order in which they came. */
function viewOpener(options: OfficeLinkOptions, drops: Drops) {
  let last = Promise.resolve()
  const open = async (box: string, view: MessageOf<'view'>['data']) => {
    const { visitId, what, jwe } = view
    const expect = { purpose: 'view', box, id: visitId }
    const { kid, body } = await unseal(jwe, options.keys, options.known, expect)
    if (kid !== boxKid(box)) return drops.drop('wrong_sender', 'view')
    options.onView(box, visitId, what, body)
  }
  return (box: string, view: MessageOf<'view'>['data']) => {
    last = last
      .then(() => open(box, view))
      .catch((cause: unknown) => {
        drops.drop(cause instanceof SealError ? sealDrop(cause) : 'not_taken', 'view')
      })
  }
}
