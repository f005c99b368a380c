import type { Language } from '../../core/language.ts'

/** Words that the attestations and declarations share. */
export interface LetterTexts {
  readonly facts: string
  readonly service: string
  readonly author: string
  readonly reference: string
  /** No number of a report is ever invented: it comes from elsewhere, later. */
  readonly provisional: string
}

const TEXTS: Readonly<Record<Language, LetterTexts>> = {
  nl: {
    facts: 'Feiten',
    service: 'Dienst',
    author: 'Opsteller',
    reference: 'Referentie',
    provisional: 'Voorlopige referentie. Het nummer van het proces-verbaal volgt later.',
  },
  fr: {
    facts: 'Faits',
    service: 'Service',
    author: 'Rédacteur',
    reference: 'Référence',
    provisional: 'Référence provisoire. Le numéro du procès-verbal suivra plus tard.',
  },
  de: {
    facts: 'Tatbestand',
    service: 'Dienst',
    author: 'Verfasser',
    reference: 'Referenz',
    provisional: 'Vorläufige Referenz. Die Nummer des Protokolls folgt später.',
  },
  en: {
    facts: 'Facts',
    service: 'Service',
    author: 'Author',
    reference: 'Reference',
    provisional: 'Provisional reference. The number of the report follows later.',
  },
}

/** The shared words in a language. */
export function letterTexts(language: Language): LetterTexts {
  return TEXTS[language]
}
