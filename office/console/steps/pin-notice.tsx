import type { PinView } from '../../../daemon/core/card-view.ts'
import { Notice } from '../../../daemon/screens/kit/components.tsx'
import { texts } from '../speech.ts'

/** Where the citizen stands with the PIN. The keys are at the loket: no digit ever comes here. */
export function PinNotice({ pin }: { pin: PinView }) {
  const words = texts.value
  switch (pin.state) {
    case 'asked':
    case 'entering':
      return <p data-name="pin">{words.pinStates[pin.state]}</p>
    case 'last_try':
      return <Notice tone="amber">{words.pinStates.last_try}</Notice>
    case 'wrong':
      return <Notice tone="amber">{words.pinWrong(pin.triesLeft)}</Notice>
    case 'failed':
      return <Notice tone="amber">{words.pinFailures[pin.failure]}</Notice>
  }
}
