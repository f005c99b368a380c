import type { VisitCommand } from './visit-command.ts'
import { isBeingMade } from './visit-current.ts'
import { ignore, running, type Step, to, type Visit } from './visit-state.ts'
import type { VisitView } from './visit-view.ts'

/** It follows a complaint or a report whose statement was signed or refused. */
export function canDeclare({ kind, document }: Pick<VisitView, 'kind' | 'document'>): boolean {
  return (kind === 'complaint' || kind === 'report') && document.signedSha256 !== undefined
}

/** Has the declaration of injured person made and laid before the citizen, as the statement was. */
export function injuredCommand(
  state: Visit,
  { order }: Extract<VisitCommand, { name: 'injured.present' }>,
  at: string,
): Step {
  const { injured, language = 'nl' } = state
  if (injured && isBeingMade(injured)) return { state, effects: [], accepted: true }
  const open = injured === undefined || injured.state === 'draft'
  if (!running(state) || !canDeclare(state) || !open || state.copy === 'printing')
    return ignore(state)
  const revision = (injured?.revision ?? 0) + 1
  return to(
    { ...state, injured: { order, state: 'draft', revision, presentedAt: at, language } },
    { type: 'document.make', paper: 'injured', revision },
  )
}

/** It is being made or lies before the citizen: the copy waits for what becomes of it. */
export function isDeclaring(state: Visit): boolean {
  const { injured } = state
  if (!injured || !running(state)) return false
  return isBeingMade(injured) || injured.state === 'presented' || injured.state === 'read'
}
