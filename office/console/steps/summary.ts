import type { VisitView } from '../../../daemon/core/visit-view.ts'
import type { ConsoleTexts } from '../../../daemon/screens/kit/texts/texts.ts'
import type { StepName } from '../path.ts'

/** A few words behind a closed step, so that the whole dossier is seen at a glance. */
export function summaryOf(name: StepName, visit: VisitView, words: ConsoleTexts): string {
  const { identity, rights, draft, document, copy, dossier } = visit
  switch (name) {
    case 'who':
      return identity.state === 'known'
        ? `${identity.person.givenNames} ${identity.person.surname}`
        : words.identityShort[identity.state]
    case 'rights':
      return words.rightsShort[rights.state]
    case 'story':
      return draft.text.trim() === '' ? '' : words.words(countWords(draft.text))
    case 'papers':
      return document.pages ? words.pages(document.pages) : ''
    case 'reading':
      return document.state === 'draft' ? '' : words.documentStates[document.state]
    case 'signing':
      return visit.outcome === 'signed' || visit.outcome === 'refused'
        ? words.outcomes[visit.outcome]
        : document.state === 'signed' || document.state === 'refused'
          ? words.documentStates[document.state]
          : ''
    case 'closing':
      if (visit.phase !== 'wrapping') return ''
      return dossier === 'none'
        ? words.dossierStates.none
        : copy === 'none'
          ? ''
          : words.copyStates[copy]
  }
}

export function countWords(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(/\s+/).length
}
