/**
 * Every text for people, by page and language. Dutch is written first and gives each page's texts their type, so a
 * missing or a superfluous key in another language does not compile. What depends on a number or a name is a
 * function. Another page adds its own file beside these in the four folders, and one line here.
 */
import type { Language } from '../../../core/language.ts'
import { consolePage as consoleDe } from './de/console.ts'
import { glass as glassDe } from './de/glass.ts'
import { info as infoDe } from './de/info.ts'
import { reading as readingDe } from './de/reading.ts'
import { room as roomDe } from './de/room.ts'
import { urgent as urgentDe } from './de/urgent.ts'
import { consolePage as consoleEn } from './en/console.ts'
import { glass as glassEn } from './en/glass.ts'
import { info as infoEn } from './en/info.ts'
import { reading as readingEn } from './en/reading.ts'
import { room as roomEn } from './en/room.ts'
import { urgent as urgentEn } from './en/urgent.ts'
import { consolePage as consoleFr } from './fr/console.ts'
import { glass as glassFr } from './fr/glass.ts'
import { info as infoFr } from './fr/info.ts'
import { reading as readingFr } from './fr/reading.ts'
import { room as roomFr } from './fr/room.ts'
import { urgent as urgentFr } from './fr/urgent.ts'
import { consolePage as consoleNl } from './nl/console.ts'
import { glass as glassNl } from './nl/glass.ts'
import { info as infoNl } from './nl/info.ts'
import { reading as readingNl } from './nl/reading.ts'
import { room as roomNl } from './nl/room.ts'
import { urgent as urgentNl } from './nl/urgent.ts'

export type UrgentTexts = typeof urgentNl
export type GlassTexts = typeof glassNl
export type InfoTexts = typeof infoNl
export type ReadingTexts = typeof readingNl
export type RoomTexts = typeof roomNl
export type ConsoleTexts = typeof consoleNl
type ByLanguage<Texts> = Readonly<Record<Language, Texts>>

export const urgentTexts: ByLanguage<UrgentTexts> = {
  nl: urgentNl,
  fr: urgentFr,
  de: urgentDe,
  en: urgentEn,
}
export const glassTexts: ByLanguage<GlassTexts> = {
  nl: glassNl,
  fr: glassFr,
  de: glassDe,
  en: glassEn,
}
export const infoTexts: ByLanguage<InfoTexts> = { nl: infoNl, fr: infoFr, de: infoDe, en: infoEn }
export const readingTexts: ByLanguage<ReadingTexts> = {
  nl: readingNl,
  fr: readingFr,
  de: readingDe,
  en: readingEn,
}
export const roomTexts: ByLanguage<RoomTexts> = { nl: roomNl, fr: roomFr, de: roomDe, en: roomEn }
export const consoleTexts: ByLanguage<ConsoleTexts> = {
  nl: consoleNl,
  fr: consoleFr,
  de: consoleDe,
  en: consoleEn,
}
