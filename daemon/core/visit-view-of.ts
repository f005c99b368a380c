import { pinView } from './visit-pin.ts'
import type { Visit } from './visit-state.ts'
import type { Parts, VisitView } from './visit-view.ts'

/** What the console sees of a visit: everything but the box's own bookkeeping. */
export function viewOf(
  state: Visit,
  here: Pick<VisitView, 'box' | 'site'>,
  parts: Parts,
): VisitView {
  const { cardRequest, cardIn, dossierId, closedAt, ticketEnd, document, ending, pin, ...shared } =
    state
  const { presentedAt, readAt, endedAt, language, padModel, signer, ...shown } = document
  return { ...shared, ...here, document: shown, parts, ...(pin ? { pin: pinView(pin) } : {}) }
}
