import { WebSocket } from 'ws'
import { parseAct } from './acts.ts'
import type { HandAct, HandRefusal, RoomState } from './protocol.ts'

/** The pages that watch the room and reach into it. */
export interface Hand {
  add(page: WebSocket): void
  /** Tells every page the whole state; changes of one moment go as one. */
  changed(): void
}
export interface HandOptions {
  readonly state: () => RoomState
  /** False when it cannot be done. */
  readonly act: (act: HandAct) => boolean
}

/** A page that lags this much skips a state: the next one is whole anyway. */
const LAG_BYTES = 256_000

export function createHand({ state, act }: HandOptions): Hand {
  const pages = new Set<WebSocket>()
  let due = false
  const tell = (): void => {
    due = false
    const text = JSON.stringify(state())
    for (const page of pages)
      if (page.readyState === WebSocket.OPEN && page.bufferedAmount < LAG_BYTES) page.send(text)
  }
  const refuse = (page: WebSocket, refused: HandRefusal['refused']): void => {
    page.send(JSON.stringify({ refused } satisfies HandRefusal))
  }
  return {
    add(page) {
      pages.add(page)
      page.send(JSON.stringify(state()))
      page.on('close', () => pages.delete(page))
      page.on('message', (message, isBinary) => {
        const parsed = isBinary ? undefined : parseAct(message.toString())
        if (!parsed) refuse(page, 'not_understood')
        else if (!act(parsed)) refuse(page, 'not_possible')
      })
    },
    changed() {
      if (!due) setImmediate(tell)
      due = true
    },
  }
}
