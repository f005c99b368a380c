import type { Language } from '../core/language.ts'
import type { Assurance, NoCardReason, ShownDocument, VisitKind } from '../core/visit-view.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import { fr } from './texts/fr.ts'
import { nl } from './texts/nl.ts'

/** The words on paper, in one language. */
export interface PaperTexts {
  readonly locale: string
  readonly title: Readonly<Record<VisitKind, string>>
  readonly counter: string
  readonly madeOn: (place: string, when: string) => string
  readonly revision: string
  readonly ticket: string
  readonly heard: string
  readonly born: (date: string, place: string | undefined) => string
  readonly nationality: string
  readonly nationalNumber: string
  readonly identified: string
  readonly notIdentified: string
  readonly assurance: Readonly<Record<Assurance, string>>
  readonly noCard: Readonly<Record<NoCardReason, string>>
  readonly lookedAt: string
  readonly shown: Readonly<Record<ShownDocument, string>>
  readonly shownNumber: (number: string) => string
  readonly convincedBy: string
  readonly card: (number: string, validUntil: string | undefined) => string
  readonly inspector: string
  readonly begun: string
  readonly rights: string
  readonly rightsConfirmed: (version: string, language: string, when: string) => string
  readonly rightsNotConfirmed: string
  readonly languageName: Readonly<Record<Language, string>>
  readonly statement: string
  readonly empty: string
  readonly exchanged: string
  readonly pages: (count: number) => string
  readonly closing: string
  readonly signatureField: string
  readonly signedOnPad: (when: string) => string
  readonly refusedToSign: (when: string) => string
  readonly reason: string
  readonly noReason: string
}

const TEXTS: Readonly<Record<Language, PaperTexts>> = { nl, fr, de, en }

/** The words on paper in a language. */
export function paperTexts(language: Language): PaperTexts {
  return TEXTS[language]
}
