/** Reading aloud with the voices of the machine; a page offers it only where there is a voice for its language. */
import { signal } from '@preact/signals'
import type { Language } from '../../core/language.ts'

export const speaking = signal(false)
const voices = signal<readonly SpeechSynthesisVoice[]>([])

if ('speechSynthesis' in globalThis) {
  const list = () => {
    voices.value = speechSynthesis.getVoices()
  }
  speechSynthesis.addEventListener('voiceschanged', list)
  list()
}

export function canSpeak(language: Language): boolean {
  return voices.value.some((voice) => voice.lang.startsWith(language))
}

/** Says the text in place of what is being said; nothing happens without a voice. */
export function speak(text: string, language: Language): void {
  const voice = voices.value.find((candidate) => candidate.lang.startsWith(language))
  if (!voice) return
  speechSynthesis.cancel()
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.voice = voice
  utterance.lang = voice.lang
  utterance.rate = 0.9
  utterance.onend = () => {
    speaking.value = false
  }
  speaking.value = true
  speechSynthesis.speak(utterance)
}

export function hush(): void {
  if (!speaking.value) return
  speechSynthesis.cancel()
  speaking.value = false
}
