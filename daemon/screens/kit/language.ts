/** Which language a page speaks, and how it writes times. */
import { LANGUAGES, type Language } from '../../core/language.ts'

/** The names people look for: each in its own language, without flags. */
export const languageNames: Readonly<Record<Language, string>> = {
  nl: 'Nederlands',
  fr: 'Français',
  de: 'Deutsch',
  en: 'English',
}

/** `?lang=fr` in the address; Dutch without it. */
export function pageLanguage(search: string = location.search): Language {
  const asked = new URLSearchParams(search).get('lang')
  return LANGUAGES.find((language) => language === asked) ?? 'nl'
}

/** Makes the document's `lang` and title follow. */
export function setPageLanguage(language: Language, title: string): void {
  document.documentElement.lang = language
  document.title = title
}

/** Hours and minutes, `14:05`. `at` is ISO 8601 or milliseconds of the epoch. */
export function hourMinute(at: string | number, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }
  return new Intl.DateTimeFormat('nl-BE', timeZone ? { ...options, timeZone } : options).format(
    new Date(at),
  )
}

/** `maandag 23 november`. */
export function dayName(at: string | number, language: Language, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }
  const locale = language === 'en' ? 'en-GB' : `${language}-BE`
  return new Intl.DateTimeFormat(locale, timeZone ? { ...options, timeZone } : options).format(
    new Date(at),
  )
}
