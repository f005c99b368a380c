import { established } from '../../daemon/core/established.ts'
import { isExchanging } from '../../daemon/core/exchange-view.ts'
import type { VisitOutcome, VisitView } from '../../daemon/core/visit-view.ts'

export const STEP_NAMES = [
  'who',
  'rights',
  'story',
  'papers',
  'reading',
  'signing',
  'closing',
] as const
export type StepName = (typeof STEP_NAMES)[number]

/** `unneeded`: a talk does not have it. It can be opened all the same: the kind of a visit may change. */
export interface PathStep {
  readonly name: StepName
  readonly at: 'done' | 'now' | 'later' | 'unneeded'
}

const SETTLED: readonly string[] = ['signed', 'refused', 'sealed', 'delivered', 'acknowledged']

/** How far the dossier of this visit is. */
export function pathOf(visit: VisitView): readonly PathStep[] {
  const now = STEP_NAMES.find(
    (name) => isNeeded(visit, name) && name !== 'papers' && !isDone(visit, name),
  )
  return STEP_NAMES.map((name) => ({ name, at: placeOf(visit, name, now) }))
}

/** The step that waits for somebody. */
export function stepNow(visit: VisitView): StepName {
  return pathOf(visit).find(({ at }) => at === 'now')?.name ?? 'closing'
}

function placeOf(visit: VisitView, name: StepName, now: StepName | undefined): PathStep['at'] {
  if (name === now) return 'now'
  if (isDone(visit, name)) return 'done'
  return isNeeded(visit, name) ? 'later' : 'unneeded'
}

/** Once it is being closed without a document, nothing but closing is left to do. */
function isNeeded(visit: VisitView, name: StepName): boolean {
  if (name === 'closing') return true
  if (visit.kind === 'talk') return false
  return !visit.outcome || visit.outcome === 'signed' || visit.outcome === 'refused'
}

function isDone({ identity, rights, document, phase }: VisitView, name: StepName): boolean {
  switch (name) {
    case 'who':
      return established(identity)
    case 'rights':
      return rights.state === 'confirmed'
    case 'story':
    case 'papers':
      return document.state !== 'draft'
    case 'reading':
      return document.state === 'read' || SETTLED.includes(document.state)
    case 'signing':
      return SETTLED.includes(document.state)
    case 'closing':
      return phase === 'closed'
  }
}

/** The outcomes that fit what has happened; the box refuses any other. */
export function outcomesOf({ kind, document }: VisitView): readonly VisitOutcome[] {
  if (document.state === 'signed') return ['signed']
  if (document.state === 'refused') return ['refused']
  return kind === 'talk' ? ['advised', 'referred', 'left', 'abandoned'] : ['left', 'abandoned']
}

/** What must be there before the statement can be laid before the citizen, and is not. */
export function missingForPresent({ identity, rights, exchanged }: VisitView, text: string) {
  const missing: ('who' | 'rights' | 'story' | 'exchange')[] = []
  if (!established(identity)) missing.push('who')
  if (rights.state !== 'confirmed') missing.push('rights')
  if (text.trim() === '') missing.push('story')
  if (isExchanging(exchanged)) missing.push('exchange')
  return missing
}

/** Nobody sat down yet, so the ticket may become "not here" or go back to the queue. */
export function canLeave({ identity, document, exchanged, phase }: VisitView): boolean {
  return (
    phase !== 'wrapping' &&
    phase !== 'closed' &&
    document.revision === 0 &&
    exchanged.length === 0 &&
    identity.state !== 'known'
  )
}

/** Why the visit cannot be closed yet; undefined when it can. */
export function closingWaitsFor({ phase, dossier, copy, outcome }: VisitView) {
  if (phase !== 'wrapping') return 'outcome' as const
  if (dossier === 'none') return 'dossier' as const
  const open = copy === 'offered' || copy === 'printing' || copy === 'failed'
  const gone = outcome === 'left' || outcome === 'abandoned'
  return open && !gone ? ('copy' as const) : undefined
}
