import type { CardReader } from '../../hw/card/port.ts'
import { type CardField, mayKeepFiles } from '../core/reading-screen.ts'
import { allowedPerson } from './allowed.ts'
import type { Transmit } from './apdu.ts'
import type { PinPolicy } from './pin-entry.ts'
import { answerPin } from './pin-requests.ts'
import type { Presence } from './presence.ts'
import type { CardOrder, CardReport } from './protocol.ts'
import { type ReadContext, readCard } from './read-card.ts'

const APDU_MS = 2000

export interface CardRequests {
  /** Requests are served one after another. */
  take(order: Exclude<CardOrder, { type: 'stop' }>): void
}
export interface CardRequestOptions {
  readonly reader: CardReader
  readonly presence: Presence
  readonly reading: Omit<ReadContext, 'onName'>
  readonly pin: PinPolicy
  readonly fields: readonly CardField[]
  readonly report: (message: CardReport) => void
  /** A card did not answer: a thread of this process is lost to it. */
  readonly stuck: () => void
}
type Request = Exclude<CardOrder, { type: 'stop' } | { type: 'card.cancel' }>

type ReadRequest = Extract<Request, { readonly type: 'card.read' }>

/** Serves the orders of loketd. Every request is answered once, unless it is cancelled. */
export function cardRequests(options: CardRequestOptions): CardRequests {
  const cancels = new Map<string, AbortController>()
  let turn: Promise<void> = Promise.resolve()

  const serve = async (request: Request, cancel: AbortSignal): Promise<void> => {
    const answer = cancel.aborted ? null : await answerTo(options, request, cancel)
    cancels.delete(request.requestId)
    if (answer && !cancel.aborted) options.report(answer)
    if (answer?.type === 'card.failed' && answer.failure === 'timeout') options.stuck()
  }
  return {
    take(order) {
      if (order.type === 'card.cancel') {
        cancels.get(order.requestId)?.abort()
        return
      }
      const cancel = new AbortController()
      cancels.set(order.requestId, cancel)
      turn = turn.then(() => serve(order, cancel.signal))
    },
  }
}

async function answerTo(
  options: CardRequestOptions,
  request: Request,
  cancel: AbortSignal,
): Promise<CardReport | null> {
  if (request.type !== 'card.read') return await answerPin(options, request, cancel)
  try {
    return await answerRead(options, request, cancel)
  } catch (cause) {
    if (cancel.aborted) return null
    throw cause
  }
}

type ReadAnswer = Extract<CardReport, { type: 'card.read' | 'card.failed' }>

async function answerRead(
  { reader, presence, reading: context, fields, report }: CardRequestOptions,
  { requestId, waitMs }: ReadRequest,
  cancel: AbortSignal,
): Promise<ReadAnswer> {
  const wait = AbortSignal.any([cancel, AbortSignal.timeout(waitMs)])
  if (!(await presence.wait(wait))) return { type: 'card.failed', requestId, failure: 'absent' }
  report({ type: 'card.reading', requestId })
  const onName = (name: { surname: string; givenNames: string }): void =>
    report({ type: 'card.seen', requestId, ...name })
  const transmit: Transmit = (command) => {
    // A citizen who says no is not read any further.
    cancel.throwIfAborted()
    return reader.transmit(command, APDU_MS)
  }
  const reading = await readCard(transmit, { ...context, onName })
  if (!reading.ok) return { type: 'card.failed', requestId, failure: reading.failure }
  const { checks } = reading
  const person = allowedPerson(reading.person, fields)
  const photo = Buffer.from(reading.photo).toString('base64')
  return {
    ...{ type: 'card.read', requestId, person, checks },
    card: reading.card,
    ...(fields.includes('photo') ? { photo } : {}),
    ...(mayKeepFiles(fields) ? { files: reading.evidence } : {}),
  }
}
