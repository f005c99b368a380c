import { computed, effect, signal } from '@preact/signals'
import { LANGUAGES, type Language } from '../../daemon/core/language.ts'
import { pageLanguage, setPageLanguage } from '../../daemon/screens/kit/language.ts'
import { consoleTexts } from '../../daemon/screens/kit/texts/texts.ts'

const KEPT = 'loket.language'

/** The language of this console: the address's, else the one chosen here before, else Dutch. */
export const language = signal<Language>(firstLanguage())
export const texts = computed(() => consoleTexts[language.value])

effect(() => setPageLanguage(language.value, texts.value.title))

export function choose(wanted: Language): void {
  language.value = wanted
  localStorage.setItem(KEPT, wanted)
}

function firstLanguage(): Language {
  if (new URLSearchParams(location.search).has('lang')) return pageLanguage()
  const kept = localStorage.getItem(KEPT)
  return LANGUAGES.find((each) => each === kept) ?? 'nl'
}
