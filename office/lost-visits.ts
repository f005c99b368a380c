import type { Logger } from 'pino'
import type { HeldVisit } from './store/visits.ts'
import { stepVisit, type VisitSteps } from './visit-steps.ts'

/** Ends visits that their box no longer has: without its store or its key a box cannot say how one ended. */
export interface LostVisits {
  /** A box has answered that it does not know this visit. */
  missing(box: string, visitId: string): void
  /** Events of a box have come in. */
  heard(box: string): void
  stop(): void
}

/** The event that ends a visit in good order may still be on its way: this long without any event, and it is not. */
const QUIET_MS = 2000

export function makeLostVisits(options: {
  readonly steps: VisitSteps
  readonly log: Logger
  readonly monotonicMs: () => number
  /** A visit was ended, and that is committed. */
  readonly ended: (visit: HeldVisit) => void
}): LostVisits {
  const { steps, log, monotonicMs, ended } = options
  const { store } = steps
  const timers = new Map<string, NodeJS.Timeout>()
  const heardMs = new Map<string, number>()

  const open = (box: string, visitId: string) => {
    const visit = store.visits.get(visitId)
    return visit?.host === box && visit.progress.phase === 'open' ? visit : null
  }
  const wait = (box: string, visitId: string, delayMs: number) => {
    timers.set(
      visitId,
      setTimeout(() => check(box, visitId), delayMs),
    )
  }
  const check = (box: string, visitId: string) => {
    timers.delete(visitId)
    const visit = open(box, visitId)
    if (!visit) return
    const quietMs = monotonicMs() - (heardMs.get(box) ?? Number.NEGATIVE_INFINITY)
    if (quietMs < QUIET_MS) return wait(box, visitId, QUIET_MS - quietMs)
    store.transact(() => {
      stepVisit(steps, visit, { type: 'box.changed', phase: 'closed', ticketEnd: 'cancelled' })
    })
    log.warn({ box, visitId }, 'the box has lost a visit')
    ended(visit)
  }
  return {
    missing(box, visitId) {
      if (!timers.has(visitId) && open(box, visitId)) wait(box, visitId, QUIET_MS)
    },
    heard: (box) => void heardMs.set(box, monotonicMs()),
    stop() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}
