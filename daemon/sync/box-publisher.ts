import { seal } from '../documents/seal.ts'
import type { Clock } from '../runtime/clock.ts'
import { type KnownKeys, OFFICE_KID, type PartyKeys } from '../runtime/keys.ts'
import type { BoxStore, OutboxRow } from '../store/box-store.ts'
import { envelopeMaker } from './envelope.ts'
import { latest } from './latest.ts'
import {
  type BoxQueue,
  type CommandResult,
  eventSchema,
  type Life,
  type ViewKind,
} from './messages.ts'
import type { MqttSession } from './mqtt-session.ts'
import { boxTopic } from './topics.ts'

/** Where the count of connections is kept: it pairs a death with its birth. */
const META_INCARNATION = 'incarnation'

/** Everything that a box says, signed. What is said while the broker is away is not kept. */
export type BoxPublisher = ReturnType<typeof boxPublisher>

export function boxPublisher(options: {
  readonly box: string
  readonly keys: PartyKeys
  readonly known: KnownKeys
  readonly store: BoxStore
  readonly clock: Clock
  readonly life: () => Omit<Life, 'incarnation'>
  readonly queue: () => BoxQueue
}) {
  const { box, keys, known, store, clock } = options
  const make = envelopeMaker(keys, clock)
  let session: MqttSession | null = null
  let incarnation = 0
  let views: Promise<unknown> = Promise.resolve()

  const say = async (t: 'life' | 'q' | 'res', signed: () => string) => {
    if (!session) return false
    return await session.publish(boxTopic(box, t), signed(), t !== 'res')
  }
  const lifeOf = (state: 'up' | 'down') =>
    make('life', OFFICE_KID, { ...options.life(), state, incarnation })
  const life = latest(() => say('life', () => lifeOf('up')))
  const queue = latest(() => say('q', () => make('q', OFFICE_KID, options.queue())))

  /** Sealed and handed to the broker in the order of the calls; the broker's answer is not waited for. */
  const handView = async (what: ViewKind, visitId: string, body: unknown) => {
    const office = known.get(OFFICE_KID)
    if (!session || !office) return { arrived: Promise.resolve(false) }
    const jwe = await seal(office, { purpose: 'view', box, id: visitId, body }, keys)
    const payload = make('view', OFFICE_KID, { visitId, what, jwe })
    return { arrived: session?.publish(boxTopic(box, 'view'), payload) ?? Promise.resolve(false) }
  }
  return {
    life,
    queue,
    result: (result: CommandResult) => {
      void say('res', () => make('res', OFFICE_KID, result))
    },
    async view(what: ViewKind, visitId: string, body: unknown): Promise<boolean> {
      const handed = views.then(() => handView(what, visitId, body))
      views = handed.catch(() => {})
      return await (await handed).arrived
    },
    signRow({ seq, kind, body }: OutboxRow) {
      const t = kind === 'dossier.sealed' ? ('dos' as const) : ('ev' as const)
      const event = eventSchema.parse(JSON.parse(body))
      const payload = make(t, OFFICE_KID, event, { epoch: store.epoch, seq })
      return { topic: boxTopic(box, t), payload }
    },
    /** The will of the connection about to be made; each connection is a new incarnation. */
    will(): string {
      incarnation = nextIncarnation(store, clock)
      return lifeOf('down')
    },
    farewell: () => say('life', () => lifeOf('down')),
    begin(fresh: MqttSession): void {
      session = fresh
      life()
      queue()
    },
    end(): void {
      session = null
    },
    connected: () => session !== null,
  }
}

/** Above every earlier one, also those of a database that was lost: hence not below the wall clock. */
function nextIncarnation(store: BoxStore, clock: Clock): number {
  const last = Number(store.meta(META_INCARNATION) ?? 0)
  const next = Math.max(last + 1, Date.parse(clock.now()))
  store.transact((tx) => tx.setMeta(META_INCARNATION, String(next)))
  return next
}
