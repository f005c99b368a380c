import type { KnownKeys } from '../runtime/keys.ts'
import type { Drops } from './drops.ts'
import { type Message, type Opened, openEnvelope } from './envelope.ts'

/** Waiting messages beyond this are dropped: nobody may fill our memory by sending faster than we can check. */
const MAX_WAITING = 4000

/**
 * Takes payloads as they come, checks their signatures side by side, and delivers what holds in the order in which
 * it came, one at a time.
 */
export function incoming(options: {
  readonly kid: string
  readonly known: KnownKeys
  readonly drops: Drops
  readonly deliver: (message: Message, box: string) => void
}): (topic: string, payload: Uint8Array) => void {
  const { drops, deliver } = options
  let waiting = 0
  let last = Promise.resolve()
  const take = async (topic: string, before: Promise<void>, opening: Promise<Opened>) => {
    const opened = await opening
    await before
    waiting -= 1
    if ('drop' in opened) drops.drop(opened.drop, topicKind(topic))
    else deliver(opened.message, opened.box)
  }
  return (topic, payload) => {
    if (waiting >= MAX_WAITING) return drops.drop('overload', topicKind(topic))
    waiting += 1
    last = take(topic, last, openEnvelope(topic, payload, options)).catch(() => {
      drops.drop('not_taken', topicKind(topic))
    })
  }
}

/** The last word of a topic: a stranger's topic never reaches the log. */
function topicKind(topic: string): string {
  const kind = topic.slice(topic.lastIndexOf('/') + 1)
  return /^[a-z]{1,5}$/.test(kind) ? kind : 'other'
}
