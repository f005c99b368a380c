import { pinView } from './visit-pin.ts'
import type { Visit } from './visit-state.ts'
import type { IdentityView, Parts, VisitView } from './visit-view.ts'

/** What the console sees of a visit: everything but the box's own bookkeeping. */
export function viewOf(
  state: Visit,
  here: Pick<VisitView, 'box' | 'site'>,
  parts: Parts,
): VisitView {
  const {
    cardRequest,
    cardIn,
    dossierId,
    closedAt,
    ticketEnd,
    document,
    ending,
    pin,
    papers,
    copied,
    ...shared
  } = state
  const { presentedAt, readAt, endedAt, language, padModel, signer, ...shown } = document
  const identity = withoutFiles(shared.identity)
  return {
    ...shared,
    ...here,
    identity,
    document: shown,
    parts,
    papers: papers.map(({ turn, ...paper }) => paper),
    ...(pin ? { pin: pinView(pin) } : {}),
  }
}

/** They are for the dossier; the console works with what they say. */
function withoutFiles(identity: IdentityView): IdentityView {
  if (identity.state !== 'known') return identity
  const { files, ...shown } = identity
  return shown
}
