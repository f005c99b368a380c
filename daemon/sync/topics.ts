/** The topic tree. The root carries the major version; no personal data stands in a topic. */
export const ROOT = 'lk1'
export type BoxTopic = 'life' | 'q' | 'ev' | 'dos' | 'res' | 'view' | 'ack' | 'cmd'
export function boxTopic(box: string, topic: BoxTopic): string {
  return `${ROOT}/b/${box}/${topic}`
}
/** The signed public board that every screen may show; retained. */
export const BOARD_TOPIC = `${ROOT}/pub/board`
/** The office's own life, with its term; retained, and its will. */
export const OFFICE_LIFE_TOPIC = `${ROOT}/o/life`

/** Splits a box topic; null for any other. */
export function parseBoxTopic(topic: string): { box: string; topic: BoxTopic } | null {
  const [root, b, box, name, ...rest] = topic.split('/')
  if (root !== ROOT || b !== 'b' || !box || !isBoxTopic(name) || rest.length > 0) return null
  return { box, topic: name }
}
const BOX_TOPICS: readonly BoxTopic[] = ['life', 'q', 'ev', 'dos', 'res', 'view', 'ack', 'cmd']
function isBoxTopic(name: string | undefined): name is BoxTopic {
  return BOX_TOPICS.some((topic) => topic === name)
}

/**
 * Who may do what, once: the broker's ACL file and the hook of the embedded broker are both made from this table.
 * `own` stands for the client's own box topics.
 */
export const RIGHTS = {
  box: {
    publish: ['life', 'q', 'ev', 'dos', 'res', 'view'] as readonly BoxTopic[],
    subscribe: ['ack', 'cmd'] as readonly BoxTopic[],
    subscribeAlso: [BOARD_TOPIC, OFFICE_LIFE_TOPIC] as readonly string[],
  },
  office: {
    publish: ['ack', 'cmd'] as readonly BoxTopic[],
    publishAlso: [BOARD_TOPIC, OFFICE_LIFE_TOPIC] as readonly string[],
    subscribe: ['life', 'q', 'ev', 'dos', 'res', 'view'] as readonly BoxTopic[],
  },
}

/** Largest payload in bytes; a larger one is dropped and counted. */
export const MAX_PAYLOAD = { dossier: 4 * 1024 * 1024, other: 256 * 1024 } as const
