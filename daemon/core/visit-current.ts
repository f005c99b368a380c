import type { DocumentPaper } from './paper-view.ts'
import type { Document, Visit } from './visit-state.ts'

/** The document that the citizen deals with: the statement, and after it the declaration of injured person. */
export function current({ document, injured }: Visit): Document {
  return injured ?? document
}
export function currentPaper({ injured }: Visit): DocumentPaper {
  return injured ? 'injured' : 'statement'
}
export function withCurrent(state: Visit, document: Document): Visit {
  const { injured } = state
  return injured
    ? { ...state, injured: { ...document, order: injured.order } }
    : { ...state, document }
}

export function isBeingMade({ state, presentedAt }: Document): boolean {
  return state === 'draft' && presentedAt !== undefined
}
