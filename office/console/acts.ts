import type { Answer, ConsoleAct } from '../gateway/protocol.ts'

/** An act without its id: what a person asked for. */
export type ActBody = ConsoleAct extends infer A
  ? A extends ConsoleAct
    ? Omit<A, 'id'>
    : never
  : never

/**
 * The acts of this console that still wait for their answer. An act is sent when it is made and once more at each
 * connection, always under the same id, until it is answered; each id is answered to its maker exactly once.
 */
export interface Acts {
  /** Makes an act; `answered` is called once, perhaps much later. */
  send(body: ActBody, answered: (answer: Answer) => void): void
  /** The socket is open (again): everything unanswered goes out in the order it was made. */
  connected(): void
  /** An answer came; false when nobody here waits for that id (any more). */
  answered(id: string, answer: Answer): boolean
  /** Forgets everything unanswered, at log-out. */
  clear(): void
  readonly waiting: number
}

/** @param transmit hands one act to the socket; it may drop it when there is none, `connected` repeats it. */
export function createActs(transmit: (act: ConsoleAct) => void, newId: () => string): Acts {
  const open = new Map<string, { act: ConsoleAct; answered: (answer: Answer) => void }>()
  return {
    send(body, answered) {
      const act: ConsoleAct = { ...body, id: newId() }
      open.set(act.id, { act, answered })
      transmit(act)
    },
    connected() {
      for (const { act } of open.values()) transmit(act)
    },
    answered(id, answer) {
      const waiting = open.get(id)
      if (!waiting) return false
      open.delete(id)
      waiting.answered(answer)
      return true
    },
    clear() {
      open.clear()
    },
    get waiting() {
      return open.size
    },
  }
}
