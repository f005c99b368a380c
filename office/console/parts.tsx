import type { PartName, PartState, Parts } from '../../daemon/core/visit-view.ts'
import { StatusWord, type Tone } from '../../daemon/screens/kit/components.tsx'
import { texts } from './speech.ts'

const TONES: Readonly<Record<PartState, Tone>> = {
  starting: 'soft',
  up: 'green',
  simulated: 'green',
  degraded: 'amber',
  down: 'red',
}
const ORDER: readonly PartName[] = [
  'media',
  'card_reader',
  'pad',
  'document_printer',
  'slip_printer',
  'button',
  'office',
]

/** The room's parts, each with its state in a word. */
export function PartList({ parts }: { parts: Parts }) {
  const words = texts.value
  return (
    <ul class="parts" aria-label={words.parts}>
      {ORDER.map((name) => (
        <li key={name} data-part={name} data-state={parts[name]}>
          <span>{words.partNames[name]}</span>
          <StatusWord tone={TONES[parts[name]]}>{words.partStates[parts[name]]}</StatusWord>
        </li>
      ))}
    </ul>
  )
}
