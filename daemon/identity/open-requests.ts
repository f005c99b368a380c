import type { CardOrder, CardReport } from './protocol.ts'

/** How long serving may take once a card is in; a request open longer than its wait and this has lost its child. */
const SERVE_MS = 15_000

type Request = Extract<CardOrder, { readonly waitMs: number }>
interface Open {
  readonly request: Request
  readonly timer: NodeJS.Timeout
  /** A child has it; otherwise it waits for the next one. */
  given: boolean
}

/** The requests that loketd waits for: each is answered once, by the child or for it. */
export interface OpenRequests {
  /** `given`: the order goes to a child at once. */
  sent(order: CardOrder, given: boolean): void
  /** A child was given all that waited. */
  givenAll(): void
  heard(message: CardReport): void
  /** The child ended: what it was given is answered for it. */
  lost(failure: 'reader_gone' | 'timeout'): void
}

/** `overdue` is called with the id of a request that nobody answered; it has been answered as timed out then. */
export function openRequests(
  report: (message: CardReport) => void,
  overdue: (requestId: string) => void,
): OpenRequests {
  const open = new Map<string, Open>()
  const close = (requestId: string): Open | undefined => {
    const entry = open.get(requestId)
    clearTimeout(entry?.timer)
    open.delete(requestId)
    return entry
  }
  const answer = (requestId: string, failure: 'reader_gone' | 'timeout'): void => {
    const entry = close(requestId)
    if (entry?.request.type === 'card.read') report({ type: 'card.failed', requestId, failure })
    else if (entry)
      report({ type: 'pin.answered', requestId, outcome: { state: 'failed', failure: 'failed' } })
  }
  return {
    sent(order, given) {
      if (order.type === 'card.cancel') close(order.requestId)
      if (!('waitMs' in order)) return
      const { requestId } = order
      const late = (): void => {
        answer(requestId, 'timeout')
        overdue(requestId)
      }
      const timer = setTimeout(late, order.waitMs + SERVE_MS)
      open.set(requestId, { request: order, timer, given })
    },
    givenAll() {
      for (const entry of open.values()) entry.given = true
    },
    heard(message) {
      const answers = ['card.read', 'card.failed', 'pin.answered', 'card.certificates']
      if ('requestId' in message && answers.includes(message.type)) close(message.requestId)
    },
    lost(failure) {
      for (const [requestId, { given }] of [...open]) if (given) answer(requestId, failure)
    },
  }
}
