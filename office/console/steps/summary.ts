import type { VisitView } from '../../../daemon/core/visit-view.ts'
import type { ConsoleTexts } from '../../../daemon/screens/kit/texts/texts.ts'
import type { StepName } from '../path.ts'

type Summary = (visit: VisitView, words: ConsoleTexts) => string

const SUMMARIES: Readonly<Record<StepName, Summary>> = {
  who: ({ identity }, words) =>
    identity.state === 'known'
      ? `${identity.person.givenNames} ${identity.person.surname}`
      : words.identityShort[identity.state],
  rights: ({ rights }, words) => words.rightsShort[rights.state],
  story: ({ draft }, words) => {
    const count = countWords(draft.text)
    return count === 0 ? '' : words.words(count)
  },
  papers: ({ document, exchanged }, words) => {
    const pages = document.pages ? [words.pages(document.pages)] : []
    const given = exchanged.length > 0 ? [words.exchange.count(exchanged.length)] : []
    return [...pages, ...given].join(', ')
  },
  reading: ({ document }, words) => {
    if (document.state === 'draft') return ''
    return words.documentStates[document.state === 'presented' ? 'presented' : 'read']
  },
  signing: ({ document, outcome }, words) => {
    const end = outcome ?? document.state
    return end === 'signed' || end === 'refused' ? words.outcomes[end] : ''
  },
  closing: ({ phase, dossier, copy }, words) => {
    if (phase !== 'wrapping') return ''
    if (dossier === 'none') return words.dossierStates.none
    return copy === 'none' ? '' : words.copyStates[copy]
  },
}

/** A few words behind a closed step, so that the whole dossier is seen at a glance. */
export function summaryOf(name: StepName, visit: VisitView, words: ConsoleTexts): string {
  return SUMMARIES[name](visit, words)
}

export function countWords(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(/\s+/).length
}
