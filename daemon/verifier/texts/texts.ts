import type { Language } from '../../core/language.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { nl, type VerifierTexts } from './nl.ts'

export type { VerifierTexts } from './nl.ts'
export const verifierTexts: Readonly<Record<Language, VerifierTexts>> = { nl, fr, de, en }
