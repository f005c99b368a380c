import { StatusWord, type Tone } from '../../daemon/screens/kit/components.tsx'
import type { BoardLoket } from '../gateway/protocol.ts'
import { texts } from './speech.ts'

const TONES: Readonly<Record<BoardLoket['state'], Tone>> = {
  new: 'soft',
  idle: 'green',
  reserved: 'blue',
  in_visit: 'blue',
  cleaning: 'soft',
  degraded: 'amber',
  service_mode: 'amber',
  down: 'red',
}

/** The state of one loket, in a word. */
export function LoketState({ loket }: { loket: BoardLoket }) {
  return <StatusWord tone={TONES[loket.state]}>{texts.value.loketStates[loket.state]}</StatusWord>
}

export function LoketList({ lokets }: { lokets: readonly BoardLoket[] }) {
  const words = texts.value
  return (
    <>
      <h2>{words.lokets}</h2>
      <ul
        class="loket-list"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={words.lokets}
      >
        {lokets.map((loket) => (
          <li key={loket.box} data-box={loket.box}>
            <span class="row-place">
              {loket.siteName} <span class="soft">{loket.room}</span>
            </span>
            <LoketState loket={loket} />
          </li>
        ))}
      </ul>
    </>
  )
}
