import type { KnownKeys } from '../runtime/keys.ts'
import type { Drops } from './drops.ts'
import { type Message, openEnvelope } from './envelope.ts'

/** Takes payloads as they come, checks them, and delivers what holds. */
export function incoming(options: {
  readonly kid: string
  readonly known: KnownKeys
  readonly drops: Drops
  readonly deliver: (message: Message, box: string) => void
}): (topic: string, payload: Uint8Array) => void {
  const { drops, deliver } = options
  return (topic, payload) => {
    const opened = openEnvelope(topic, payload, options)
    if ('drop' in opened) return drops.drop(opened.drop, topicKind(topic))
    try {
      deliver(opened.message, opened.box)
    } catch {
      drops.drop('not_taken', topicKind(topic))
    }
  }
}

/** The last word of a topic: a stranger's topic never reaches the log. */
function topicKind(topic: string): string {
  const kind = topic.slice(topic.lastIndexOf('/') + 1)
  return /^[a-z]{1,5}$/.test(kind) ? kind : 'other'
}
