import type { PinKey } from '../../../hw/room/protocol.ts'
import { move, room, texts } from './state.ts'

/** Row by row; the 0 stands alone under the 8. */
const layout: readonly PinKey[] = [
  ...(['1', '2', '3', 'cancel'] as const),
  ...(['4', '5', '6', 'clear'] as const),
  ...(['7', '8', '9', 'ok'] as const),
  '0',
]
const words = { cancel: 'pinCancel', clear: 'pinClear', ok: 'pinOk' } as const
/** What a keyboard's keys mean while the pad has the focus. */
const keys: Readonly<Record<string, PinKey>> = {
  ...Object.fromEntries(layout.filter((key) => /\d/.test(key)).map((digit) => [digit, digit])),
  Backspace: 'clear',
  Escape: 'cancel',
}

/** The keys of the reader's PIN pad; digits are shown as dots only. */
export function PinPad() {
  const pin = room.value?.pin ?? { asked: false, digits: 0 }
  const press = (key: PinKey) => move({ do: 'pin.key', key })
  return (
    <section
      class="device pin-pad"
      aria-label={texts.value.pin}
      onKeyDown={(event) => {
        const key = keys[event.key]
        if (key) press(key)
      }}
    >
      <h2 class="label">{texts.value.pin}</h2>
      <div class="keypad">
        <p class="readout" role="status" data-asked={pin.asked ? 'yes' : 'no'}>
          {pin.digits > 0 ? (
            <>
              <span aria-hidden="true">{'•'.repeat(pin.digits)}</span>
              <span class="visually-hidden">{texts.value.pinDigits(pin.digits)}</span>
            </>
          ) : pin.asked ? (
            texts.value.pinAsked
          ) : (
            texts.value.pinIdle
          )}
        </p>
        {layout.map((key) => (
          <Key key={key} press={press} pin={key} />
        ))}
      </div>
    </section>
  )
}

function Key({ press, pin }: { press: (key: PinKey) => void; pin: PinKey }) {
  const word = pin === 'ok' || pin === 'clear' || pin === 'cancel' ? words[pin] : undefined
  return (
    <button
      type="button"
      class="key"
      data-key={pin}
      data-word={word ? 'yes' : undefined}
      onClick={() => press(pin)}
    >
      {word ? texts.value[word] : pin}
    </button>
  )
}
