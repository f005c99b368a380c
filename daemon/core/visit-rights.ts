import { audit, ignore, running, type Step, to, type Visit } from './visit-state.ts'

/** Version of the rights notice that this software shows; the text lives with the documents. */
export const RIGHTS_VERSION = '2026-11'

export function rightsCommand(state: Visit): Step {
  if (!running(state) || state.rights.state === 'confirmed') return ignore(state)
  const language = state.language ?? 'nl'
  const version = RIGHTS_VERSION
  return to(
    { ...state, rights: { state: 'presented', version, language } },
    audit('rights.presented', { visitId: state.visitId, version, language }),
  )
}

export function rightsAct(state: Visit, at: string): Step {
  if (!running(state) || state.rights.state !== 'presented') return ignore(state)
  // Confirmed is what was on the screen: the notice follows a language changed after it was presented.
  const language = state.language ?? state.rights.language ?? 'nl'
  const version = state.rights.version ?? RIGHTS_VERSION
  return to(
    { ...state, rights: { state: 'confirmed', version, language, confirmedAt: at } },
    audit('rights.confirmed', { visitId: state.visitId, version, language, at }),
  )
}
