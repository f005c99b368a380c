import type { CitizenAct } from './visit-command.ts'
import { isDeclaring } from './visit-injured.ts'
import { isMakingPaper } from './visit-papers.ts'
import { audit, ignore, type Step, to, type Visit, type VisitEvent } from './visit-state.ts'

/** The copy is free and may wait until after the wrap-up. */
export function copyAct(
  state: Visit,
  act: Extract<CitizenAct['act'], 'copy.print' | 'copy.decline'>,
): Step {
  const open = state.copy === 'offered' || state.copy === 'failed'
  if (!open || isDeclaring(state)) return ignore(state)
  if (act === 'copy.decline')
    return to({ ...state, copy: 'declined' }, audit('copy.declined', { visitId: state.visitId }))
  return isMakingPaper(state)
    ? ignore(state)
    : to({ ...state, copy: 'printing' }, { type: 'copy.print' })
}

export function copyEvent(state: Visit, event: VisitEvent): Step {
  if (state.copy !== 'printing') return ignore(state)
  const { visitId } = state
  switch (event.type) {
    case 'copy.printed':
      return to(
        { ...state, copy: 'printed', copied: printable(state) },
        audit('copy.printed', { visitId }),
      )
    case 'copy.failed':
      return to({ ...state, copy: 'failed' }, audit('copy.failed', { visitId }))
    // What the printer was doing died with loketd: ask again, never guess.
    case 'box.restarted':
      return to({ ...state, copy: 'failed' })
    default:
      return ignore(state)
  }
}

/** What goes on paper, by its SHA-256: what was signed or refused, then the papers. */
export function printable({ document, injured, papers }: Visit): readonly string[] {
  const ended = [document.signedSha256, injured?.signedSha256]
  return [...ended, ...papers.map(({ sha256 }) => sha256)].flatMap((sha256) => sha256 ?? [])
}
