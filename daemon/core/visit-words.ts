import type { CitizenAct } from './visit-command.ts'
import { audit, drafting, ignore, running, type Step, to, type Visit } from './visit-state.ts'
import type { VisitKind } from './visit-view.ts'

/** What kind of visit it is may change until a document lies before the citizen. */
export function kindCommand(state: Visit, kind: VisitKind): Step {
  if (!running(state) || !drafting(state)) return ignore(state)
  if (state.kind === kind) return { state, effects: [], accepted: true }
  return to({ ...state, kind }, audit('visit.kind', { visitId: state.visitId, kind }))
}

export function citizenAct(
  state: Visit,
  act: Extract<CitizenAct, { act: 'language.choose' | 'person.want' }>,
): Step {
  if (act.act === 'person.want')
    return state.personWanted
      ? ignore(state)
      : to(
          { ...state, personWanted: true },
          audit('citizen.wantsPerson', { visitId: state.visitId }),
        )
  if (!running(state) || state.language === act.language) return ignore(state)
  const seated = state.phase === 'reserved'
  const phase = !seated ? state.phase : state.link.state === 'up' ? 'live' : 'preparing'
  return to(
    { ...state, phase, language: act.language },
    audit('language.chosen', { visitId: state.visitId, language: act.language }),
  )
}
