import { computed, signal } from '@preact/signals'
import type { Language } from '../../core/language.ts'
import type { CitizenAct } from '../../core/visit-command.ts'
import { pageLanguage } from '../kit/language.ts'
import { openSocket } from '../kit/socket.ts'
import { readingTexts } from '../kit/texts/texts.ts'
import type { ReadingState } from '../protocol.ts'

/** An answer is awaited no longer than this; then the buttons work again. Milliseconds. */
const answerMs = 2_000

/** The last state pushed; it stays on the screen when the server goes. */
export const state = signal<ReadingState | undefined>(undefined)
const chosenHere = signal<Language>(pageLanguage())
export const language = computed(() => chosenHere.value)
export const texts = computed(() => readingTexts[language.value])

const socket = openSocket<ReadingState, CitizenAct>('/api/reading', {
  onPush(pushed) {
    state.value = pushed
    chosenHere.value = pushed.language
    answered()
  },
})
export const connected = socket.connected

const awaiting = signal(false)
let timer: ReturnType<typeof setTimeout> | undefined
/** Buttons wait while there is no server and while the last press is being dealt with: one press, one act. */
export const waiting = computed(() => awaiting.value || !connected.value)

/** Sends what the citizen did. */
export function act(done: CitizenAct): void {
  if (waiting.value || !socket.send(done)) return
  awaiting.value = true
  timer = setTimeout(answered, answerMs)
}

function answered(): void {
  clearTimeout(timer)
  awaiting.value = false
}

/** The page itself follows at once, so that the bottom line can be read without any server. */
export function chooseLanguage(chosen: Language): void {
  chosenHere.value = chosen
  socket.send({ act: 'language.choose', language: chosen })
}

export function wantPerson(): void {
  socket.send({ act: 'person.want' })
}

/** What the inspector may know, and nobody has to wait for. */
export function tell(done: CitizenAct): void {
  socket.send(done)
}
