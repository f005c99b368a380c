import type { CardOrder, CardReport } from '../identity/protocol.ts'

type Asked = Extract<CardOrder, { type: 'card.certify' | 'pin.sign' }>
export type CardAnswer = Extract<CardReport, { type: 'card.certificates' | 'pin.answered' }>

/** Orders to the card child whose answer is waited for where they are given. */
export interface CardAnswers {
  ask(order: Asked): Promise<CardAnswer>
  /** Takes an answer that somebody waits for; false for any other report. */
  hear(report: CardReport): boolean
  /** A cancelled order is not answered by the child. */
  cancel(requestId: string): void
}

export function cardAnswers(send: (order: CardOrder) => void): CardAnswers {
  const waiting = new Map<string, (answer: CardAnswer) => void>()
  const settle = (answer: CardAnswer): boolean => {
    const resolve = waiting.get(answer.requestId)
    waiting.delete(answer.requestId)
    resolve?.(answer)
    return resolve !== undefined
  }
  return {
    ask: (order) =>
      new Promise((resolve) => {
        waiting.set(order.requestId, resolve)
        send(order)
      }),
    hear: (report) =>
      (report.type === 'card.certificates' || report.type === 'pin.answered') && settle(report),
    cancel(requestId) {
      const outcome = { state: 'failed', failure: 'cancelled' } as const
      settle({ type: 'pin.answered', requestId, outcome })
    },
  }
}
