import { established } from './established.ts'
import type { PaperKind } from './paper-view.ts'
import type { VisitCommand } from './visit-command.ts'
import {
  audit,
  ignore,
  type Paper,
  running,
  type Step,
  to,
  type Visit,
  type VisitEffect,
  type VisitEvent,
} from './visit-state.ts'
import type { VisitView } from './visit-view.ts'

type PaperCommand = Extract<VisitCommand, { name: 'paper.add' | 'paper.drop' }>

/** What the citizen has on paper, or the printer has, stays: the dossier holds all that was given. */
export function paperCommand(state: Visit, command: PaperCommand, at: string): Step {
  const paper = command.name === 'paper.add' ? command.order.paper : command.paper
  const before = paperOf(state, paper)
  if (!running(state) || state.copy === 'printing' || isGiven(state, before)) return ignore(state)
  const { visitId } = state
  if (command.name === 'paper.drop') {
    if (!before) return ignore(state)
    return to(
      { ...state, papers: without(state, paper) },
      audit('paper.dropped', { visitId, paper }),
    )
  }
  const { order } = command
  if (!canHave(state, paper)) return ignore(state)
  const language = state.language ?? 'nl'
  const added: Paper = { order, language, state: 'making', askedAt: at, turn: state.rev }
  return to(
    { ...state, papers: [...without(state, paper), added] },
    audit('paper.asked', { visitId, paper }),
    { type: 'paper.make', paper },
  )
}

/** A complaint is attested once it was signed or refused; a loss is somebody's. */
export function canHave(
  { kind, document, identity }: Pick<VisitView, 'kind' | 'document' | 'identity'>,
  paper: PaperKind,
): boolean {
  if (paper === 'loss') return established(identity)
  return kind === 'complaint' && document.signedSha256 !== undefined
}

export function paperEvent(state: Visit, event: VisitEvent): Step {
  switch (event.type) {
    case 'paper.made':
      return awaited(state, event) ? made(state, event.paper, event.sha256) : ignore(state)
    case 'paper.failed':
      return awaited(state, event)
        ? to(
            { ...state, papers: changed(state, event.paper, { state: 'failed' }) },
            audit('paper.failed', { visitId: state.visitId, paper: event.paper }),
          )
        : ignore(state)
    case 'box.restarted':
      return isMakingPaper(state) ? to(state, ...orders(state.papers)) : ignore(state)
    default:
      return ignore(state)
  }
}

/** Papers name the person: they are made anew for another identity, and dropped when there is none. */
export function papersFollow(before: Visit, step: Step): Step {
  const { state, effects } = step
  if (state.identity === before.identity || state.papers.length === 0) return step
  const papers = established(state.identity)
    ? state.papers.map((paper) => remade(paper, before.rev))
    : []
  return { ...step, state: { ...state, papers }, effects: [...effects, ...orders(papers)] }
}
function remade({ sha256: _old, ...paper }: Paper, turn: number): Paper {
  return { ...paper, state: 'making', turn }
}

/** The dossier and the copy wait for it. */
export function isMakingPaper({ papers }: Pick<VisitView, 'papers'>): boolean {
  return papers.some(({ state }) => state === 'making')
}

/** Who took a copy, or wanted none, chooses again: there is more. A visit without one has it at its end. */
function made(state: Visit, paper: PaperKind, sha256: string): Step {
  return to(
    {
      ...state,
      papers: changed(state, paper, { state: 'made', sha256 }),
      copy: state.copy === 'none' ? 'none' : 'offered',
    },
    audit('paper.made', { visitId: state.visitId, paper, sha256 }),
  )
}

function awaited(state: Visit, event: { readonly paper: PaperKind; readonly turn: number }) {
  const paper = paperOf(state, event.paper)
  return paper?.state === 'making' && paper.turn === event.turn
}
function paperOf({ papers }: Visit, kind: PaperKind): Paper | undefined {
  return papers.find(({ order }) => order.paper === kind)
}
function isGiven({ copied }: Visit, paper: Paper | undefined): boolean {
  return paper?.sha256 !== undefined && copied.includes(paper.sha256)
}
function without({ papers }: Visit, kind: PaperKind): readonly Paper[] {
  return papers.filter(({ order }) => order.paper !== kind)
}
function changed({ papers }: Visit, kind: PaperKind, change: Partial<Paper>): readonly Paper[] {
  return papers.map((paper) => (paper.order.paper === kind ? { ...paper, ...change } : paper))
}
function orders(papers: readonly Paper[]): VisitEffect[] {
  return papers
    .filter(({ state }) => state === 'making')
    .map(({ order }) => ({ type: 'paper.make', paper: order.paper }))
}
