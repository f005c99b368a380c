import type { Language } from '../../core/language.ts'
import { card as de } from './texts/de/card.ts'
import { card as en } from './texts/en/card.ts'
import { card as fr } from './texts/fr/card.ts'
import { card as nl } from './texts/nl/card.ts'

export type CardTexts = typeof nl

/** What was found on a card, in every language: for screens, paper and the verifier. */
export const cardTexts: Readonly<Record<Language, CardTexts>> = { nl, fr, de, en }
