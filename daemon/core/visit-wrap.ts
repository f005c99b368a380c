import type { TicketEnd } from './ticket.ts'
import type { VisitCommand } from './visit-command.ts'
import { withoutRequest } from './visit-identity.ts'
import { isMakingPaper } from './visit-papers.ts'
import { stopPin, withoutPin } from './visit-pin.ts'
import {
  audit,
  ignore,
  running,
  type Step,
  to,
  type Visit,
  type VisitEvent,
} from './visit-state.ts'
import type { VisitOutcome } from './visit-view.ts'

type EndCommand = Extract<
  VisitCommand,
  { name: 'visit.wrap' | 'visit.close' | 'visit.not_here' | 'visit.return' }
>

export function endCommand(state: Visit, command: EndCommand, at: string): Step {
  switch (command.name) {
    case 'visit.wrap':
      return wrap(state, command.outcome, at)
    case 'visit.close':
      return close(state, at)
    case 'visit.not_here':
      return leave(state, 'no_show', at)
    case 'visit.return':
      return leave(state, 'waiting', at)
  }
}

export function endEvent(state: Visit, event: VisitEvent): Step {
  switch (event.type) {
    case 'dossier.made':
      return state.dossierId === event.dossierId && state.dossier === 'none'
        ? to({ ...state, dossier: 'sealed', document: advanced(state, 'sealed') })
        : ignore(state)
    case 'dossier.delivered':
      return state.dossierId === event.dossierId && state.document.state === 'sealed'
        ? to({ ...state, document: advanced(state, 'delivered') })
        : ignore(state)
    case 'dossier.acknowledged':
      return acknowledged(state, event.dossierId)
    case 'box.restarted':
      return afterRestart(state)
    default:
      return ignore(state)
  }
}

/** The outcome must be what happened: signed only what was signed, refused only what was refused. */
function wrap(state: Visit, outcome: VisitOutcome, at: string): Step {
  if (!running(state) || !fits(state, outcome) || isMakingPaper(state)) return ignore(state)
  const { signature } = state
  const onPad = signature.state === 'capturing' || signature.state === 'captured'
  return to(
    withoutPin({
      ...withoutRequest(state),
      phase: 'wrapping',
      outcome,
      closedAt: at,
      dossierId: `d-${state.visitId}`,
      signature: { state: 'none' },
      copy: copyAtEnd(state, outcome),
    }),
    ...stopPin(state),
    ...(onPad ? [{ type: 'pad.stop' } as const] : []),
    ...(state.cardRequest ? [{ type: 'card.cancel', requestId: state.cardRequest } as const] : []),
    audit('visit.wrapped', { visitId: state.visitId, outcome, kind: state.kind }),
    { type: 'dossier.make' },
  )
}
/** Papers that came without a statement are printed at the end. */
function copyAtEnd({ copy, papers }: Visit, outcome: VisitOutcome): Visit['copy'] {
  const given = papers.some(({ state }) => state === 'made')
  return copy === 'none' && given && !gone(outcome) ? 'offered' : copy
}
function gone(outcome: VisitOutcome | undefined): boolean {
  return outcome === 'left' || outcome === 'abandoned'
}
function fits(state: Visit, outcome: VisitOutcome): boolean {
  const { state: document } = state.document
  if (outcome === 'signed' || outcome === 'refused') return document === outcome
  if (document === 'signed' || document === 'refused') return false
  if (outcome === 'advised' || outcome === 'referred') return state.kind === 'talk'
  return true
}

/** The copy is printed or declined first, unless the citizen has gone. */
function close(state: Visit, at: string): Step {
  const copyOpen = state.copy === 'offered' || state.copy === 'printing' || state.copy === 'failed'
  if (state.phase !== 'wrapping' || state.dossier === 'none' || (copyOpen && !gone(state.outcome)))
    return ignore(state)
  const next: Visit = {
    ...state,
    phase: 'closed',
    closedAt: at,
    ticketEnd: ticketEnd(state.outcome),
  }
  return to(
    next,
    ...closing(state),
    audit('visit.closed', { visitId: state.visitId }),
    ...(next.dossier === 'acknowledged' ? [{ type: 'visit.wipe' } as const] : []),
  )
}

function ticketEnd(outcome: VisitOutcome | undefined): TicketEnd {
  if (outcome === 'referred') return 'referred'
  return gone(outcome) ? 'cancelled' : 'served'
}

/** Nobody sat down, or not for long: there is nothing to keep, so the box is clean at once. */
function leave(state: Visit, end: 'no_show' | 'waiting', at: string): Step {
  const started =
    state.document.revision > 0 ||
    state.identity.state === 'known' ||
    state.draft.text.trim() !== '' ||
    state.exchanged.length > 0
  if (!running(state) || started) return ignore(state)
  return to(
    { ...state, phase: 'closed', closedAt: at, ticketEnd: end },
    ...closing(state),
    audit('visit.left', { visitId: state.visitId, end }),
    { type: 'visit.wipe' },
  )
}

function closing(state: Visit): Step['effects'] {
  return [
    ...(state.cardRequest ? [{ type: 'card.cancel', requestId: state.cardRequest } as const] : []),
    ...(state.link.linkId ? [{ type: 'link.close', linkId: state.link.linkId } as const] : []),
  ]
}

function acknowledged(state: Visit, dossierId: string): Step {
  if (state.dossierId !== dossierId || state.dossier !== 'sealed') return ignore(state)
  return to(
    { ...state, dossier: 'acknowledged', document: advanced(state, 'acknowledged') },
    audit('dossier.acknowledged', { visitId: state.visitId, dossierId }),
    ...(state.phase === 'closed' ? [{ type: 'visit.wipe' } as const] : []),
  )
}

function advanced(state: Visit, to: 'sealed' | 'delivered' | 'acknowledged'): Visit['document'] {
  return state.document.state === 'draft' ? state.document : { ...state.document, state: to }
}

function afterRestart(state: Visit): Step {
  if (state.phase === 'wrapping' && state.dossier === 'none')
    return to(state, { type: 'dossier.make' })
  if (state.phase === 'closed' && (state.dossier === 'acknowledged' || !state.dossierId))
    return to(state, { type: 'visit.wipe' })
  return ignore(state)
}
