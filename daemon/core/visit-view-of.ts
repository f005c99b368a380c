import { isBeingMade } from './visit-current.ts'
import { pinView } from './visit-pin.ts'
import type { Document, Injured, Visit } from './visit-state.ts'
import type { IdentityView, InjuredView, Parts, VisitView } from './visit-view.ts'

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
    injured,
    ending,
    pin,
    papers,
    copied,
    ...shared
  } = state
  const identity = withoutFiles(shared.identity)
  return {
    ...shared,
    ...here,
    identity,
    document: shown(document),
    ...(injured ? { injured: injuredView(injured) } : {}),
    parts,
    papers: papers.map(({ turn, ...paper }) => paper),
    ...(pin ? { pin: pinView(pin) } : {}),
  }
}

/** Without what only the dossier must prove. */
function shown<T extends Document>(document: T) {
  const { presentedAt, readAt, endedAt, language, padModel, signer, ...view } = document
  return view
}
function injuredView(injured: Injured): InjuredView {
  return { ...shown(injured), making: isBeingMade(injured) }
}

/** They are for the dossier; the console works with what they say. */
function withoutFiles(identity: IdentityView): IdentityView {
  if (identity.state !== 'known') return identity
  const { files, ...shown } = identity
  return shown
}
