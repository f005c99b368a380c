import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { SealError, sign, verify } from '../documents/seal.ts'
import type { Clock } from '../runtime/clock.ts'
import { boxKid, type KnownKeys, OFFICE_KID, type PartyKeys } from '../runtime/keys.ts'
import type { DropReason } from './drops.ts'
import {
  ackSchema,
  boardSchema,
  commandSchema,
  envelopeSchema,
  eventSchema,
  lifeSchema,
  officeLifeSchema,
  queueSchema,
  resultSchema,
  viewSchema,
} from './messages.ts'
import { BOARD_TOPIC, MAX_PAYLOAD, OFFICE_LIFE_TOPIC, parseBoxTopic, RIGHTS } from './topics.ts'

const position = { epoch: z.string().min(1).max(64), seq: z.int().positive() }
const messageSchema = z.discriminatedUnion('t', [
  envelopeSchema.extend({ t: z.literal('life'), data: lifeSchema }),
  envelopeSchema.extend({ t: z.literal('q'), data: queueSchema }),
  envelopeSchema.extend({ t: z.literal('ev'), data: eventSchema, ...position }),
  envelopeSchema.extend({ t: z.literal('dos'), data: eventSchema, ...position }),
  envelopeSchema.extend({ t: z.literal('res'), data: resultSchema }),
  envelopeSchema.extend({ t: z.literal('view'), data: viewSchema }),
  envelopeSchema.extend({ t: z.literal('ack'), data: ackSchema }),
  envelopeSchema.extend({ t: z.literal('cmd'), data: commandSchema }),
  envelopeSchema.extend({ t: z.literal('board'), data: boardSchema }),
  envelopeSchema.extend({ t: z.literal('office'), data: officeLifeSchema }),
])

/** An envelope whose signature, sender, receiver and topic hold, with its data parsed. */
export type Message = z.infer<typeof messageSchema>
export type MessageOf<T extends Message['t']> = Extract<Message, { t: T }>

/** `to` of what everybody may read. */
export const EVERYBODY = '*'

/** Signs an envelope of type `t` in the name of `keys`; gives the MQTT payload. */
export function envelopeMaker(keys: PartyKeys, clock: Pick<Clock, 'now'>) {
  return <T extends Message['t']>(
    t: T,
    to: string,
    data: MessageOf<T>['data'],
    at?: { readonly epoch: string; readonly seq: number },
  ): string =>
    sign(keys, { v: 1, t, id: randomUUID(), from: keys.kid, to, at: clock.now(), ...at, data })
}

/** Who writes on a topic, to whom, and of which type; null for a topic that is not ours. */
function writerOf(topic: string): { t: string; from: string; to: string; box: string } | null {
  if (topic === BOARD_TOPIC) return { t: 'board', from: OFFICE_KID, to: EVERYBODY, box: '' }
  if (topic === OFFICE_LIFE_TOPIC) return { t: 'office', from: OFFICE_KID, to: EVERYBODY, box: '' }
  const parsed = parseBoxTopic(topic)
  if (!parsed) return null
  const { box, topic: t } = parsed
  const byBox = RIGHTS.box.publish.includes(t)
  return { t, box, from: byBox ? boxKid(box) : OFFICE_KID, to: byBox ? OFFICE_KID : boxKid(box) }
}

export type Opened =
  | { readonly message: Message /** Empty for what is not of one box. */; readonly box: string }
  | { readonly drop: DropReason }

/** Checks a payload: size, signature, sender and receiver against the topic, then its content. Never throws. */
export function openEnvelope(
  topic: string,
  payload: Uint8Array,
  party: { readonly kid: string; readonly known: KnownKeys },
): Opened {
  const writer = writerOf(topic)
  if (!writer) return { drop: 'malformed' }
  if (payload.length > (writer.t === 'dos' ? MAX_PAYLOAD.dossier : MAX_PAYLOAD.other))
    return { drop: 'oversize' }
  if (writer.to !== party.kid && writer.to !== EVERYBODY) return { drop: 'wrong_receiver' }
  try {
    const { kid, payload: content } = verify(Buffer.from(payload).toString('latin1'), party.known)
    const parsed = messageSchema.safeParse(content)
    if (!parsed.success) return { drop: 'malformed' }
    const message = parsed.data
    const drop = mismatch(message, kid, writer)
    return drop ? { drop } : { message, box: writer.box }
  } catch (cause) {
    return { drop: sealDrop(cause) }
  }
}

function mismatch(
  message: Message,
  kid: string,
  writer: { t: string; from: string; to: string },
): DropReason | null {
  if (kid !== writer.from || message.from !== kid || message.t !== writer.t) return 'wrong_sender'
  if (message.to !== writer.to) return 'wrong_receiver'
  const durable = message.t === 'ev' || message.t === 'dos'
  if (durable && (message.data.kind === 'dossier.sealed') !== (message.t === 'dos'))
    return 'malformed'
  return null
}

/** What a refusal by `daemon/documents/seal.ts` counts as. */
export function sealDrop(cause: unknown): DropReason {
  if (!(cause instanceof SealError)) return 'malformed'
  switch (cause.code) {
    case 'UNKNOWN_KEY':
      return 'unknown_key'
    case 'BAD_SIGNATURE':
      return 'bad_signature'
    case 'MALFORMED':
      return 'malformed'
    case 'NOT_FOR_US':
    case 'TAMPERED':
    case 'WRONG_CONTEXT':
      return 'not_opened'
  }
}
