/** A call is heard: one soft gong of two tones, then the number and the room when the machine has a voice. */
import { effect, type ReadonlySignal } from '@preact/signals'
import type { Language } from '../../core/language.ts'
import { speak } from '../kit/speech.ts'
import { infoTexts } from '../kit/texts/texts.ts'
import type { InfoState } from '../protocol.ts'

/** A call older than this is not announced, so that a page that restarts stays silent. Milliseconds. */
const freshMs = 15_000
/** E5 and C5 in hertz; each rings for 1.4 s, the second 0.45 s after the first. */
const tones = [
  { hertz: 659.3, afterS: 0 },
  { hertz: 523.3, afterS: 0.45 },
]
const ringS = 1.4

export function announceCalls(
  state: ReadonlySignal<InfoState | undefined>,
  language: Language,
): void {
  let announced = ''
  effect(() => {
    const called = state.value?.called
    if (!called || !state.value) return
    const call = `${called.number} ${called.since}`
    if (call === announced) return
    announced = call
    if (Date.parse(state.value.now) - Date.parse(called.since) > freshMs) return
    gong()
    const spoken = infoTexts[language].spoken([...called.number].join(' '), called.room)
    setTimeout(() => speak(spoken, language), 1_500)
  })
}

/** Silent where the browser allows no sound without a touch; the number on the screen is the call. */
function gong(): void {
  const context = new AudioContext()
  for (const { hertz, afterS } of tones) {
    const start = context.currentTime + afterS
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(0.22, start + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + ringS)
    const tone = new OscillatorNode(context, { type: 'sine', frequency: hertz })
    tone.connect(volume).connect(context.destination)
    tone.start(start)
    tone.stop(start + ringS)
  }
  setTimeout(() => void context.close(), 2_500)
}
