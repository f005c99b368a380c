import type { VisitCommand } from '../../../daemon/core/visit-command.ts'
import { type Contact, contactLog } from './contact.ts'

/** Tells the box of a visit how well its citizen was looked in the eyes. */
export interface TellBox {
  /** Once a second; null when nothing is drawn. */
  measured(visitId: string, contact: Contact, placeAt: string): void
  stop(): void
}

/** Samples to a report: one each ten seconds. */
const SAMPLES = 10

export function tellBox(
  command: (visitId: string, command: VisitCommand, answered: () => void) => void,
): TellBox {
  const log = contactLog()
  let of: string | null = null
  let added = 0
  // An act is repeated until it is answered: one on its way is enough, or an office that was away would get them all.
  let underWay = false
  function begin(visitId: string): void {
    of = visitId
    added = 0
    log.clear()
  }
  return {
    measured(visitId, contact, placeAt) {
      if (visitId !== of) begin(visitId)
      log.add(contact)
      added += 1
      if (added < SAMPLES || underWay) return
      const report = log.take()
      added = 0
      if (!report) return
      underWay = true
      command(visitId, { name: 'eyes.seat', ...report, placeAt }, () => {
        underWay = false
      })
    },
    stop() {
      log.clear()
      of = null
      underWay = false
    },
  }
}
