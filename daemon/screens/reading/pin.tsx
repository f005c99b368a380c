/** The PIN: asked for, entered at the keys beside the reader, and never a dead end. No digit comes near this page. */
import { ArrowRight, KeyRound, RotateCcw, UserRound } from 'lucide'
import type { PinFailure, PinView } from '../../core/card-view.ts'
import { BigChoice, Choices, Notice } from '../kit/components.tsx'
import { Moment } from './moments.tsx'
import { act, texts, waiting } from './state.ts'

export function PinScreen({ pin, cardIn }: { pin: PinView; cardIn: boolean }) {
  const { pinHeading } = texts.value
  switch (pin.state) {
    case 'asked':
      return (
        <Moment heading={pinHeading[pin.purpose]}>
          <p class="lead">{texts.value.pinAskedText}</p>
          <Choices>
            <Agree words={texts.value.pinYes} />
            <Decline pin={pin} />
          </Choices>
        </Moment>
      )
    case 'entering':
      return (
        <Moment heading={cardIn ? texts.value.pinEnterHeading : texts.value.insertHeading}>
          <p class="lead">{cardIn ? texts.value.pinEnterText : texts.value.pinInsertText}</p>
          <KeysDrawing />
        </Moment>
      )
    case 'last_try':
      return (
        <Moment heading={texts.value.pinLastHeading}>
          <Notice tone="amber">{texts.value.pinLastText}</Notice>
          <Choices>
            <Decline pin={pin} />
            <BigChoice
              name="pin insist"
              icon={KeyRound}
              off={waiting.value}
              onPress={() => act({ act: 'pin.insist' })}
            >
              {texts.value.pinInsist}
            </BigChoice>
          </Choices>
        </Moment>
      )
    case 'wrong':
      return (
        <Moment heading={texts.value.pinWrongHeading}>
          <Notice tone="amber">{texts.value.pinWrongText(pin.triesLeft)}</Notice>
          <Choices>
            <Agree words={texts.value.pinAgain} again />
            <Decline pin={pin} />
          </Choices>
        </Moment>
      )
    case 'failed':
      return (
        <Moment heading={texts.value.pinFailedHeading}>
          <Notice tone="amber">{texts.value.pinFailures[pin.failure]}</Notice>
          <Choices>
            {!hopeless.includes(pin.failure) && <Agree words={texts.value.pinAgain} again />}
            <Decline pin={pin} />
          </Choices>
        </Moment>
      )
  }
}

/** Failures after which the same card cannot help. */
const hopeless: readonly PinFailure[] = ['blocked', 'no_certificate', 'no_keys']

function Agree({ words, again }: { words: string; again?: boolean }) {
  return (
    <BigChoice
      name="pin agree"
      icon={again ? RotateCcw : KeyRound}
      off={waiting.value}
      onPress={() => act({ act: 'pin.agree' })}
    >
      {words}
    </BigChoice>
  )
}

function Decline({ pin }: { pin: PinView }) {
  const { pinNo, pinWithout } = texts.value
  // What failed is no longer a question of wanting: the visit goes on.
  const leadsOn = pin.state === 'failed' && pin.purpose === 'identify'
  return (
    <BigChoice
      name="pin decline"
      icon={leadsOn || pin.purpose === 'sign' ? ArrowRight : UserRound}
      off={waiting.value}
      onPress={() => act({ act: 'pin.decline' })}
    >
      {leadsOn ? pinWithout : pinNo[pin.purpose]}
    </BigChoice>
  )
}

function KeysDrawing() {
  return (
    <svg class="pad-drawing" viewBox="73 0 240 110" aria-hidden="true">
      <rect class="plastic" x="75" y="4" width="90" height="102" rx="8" />
      {[0, 1, 2].map((row) =>
        [0, 1, 2].map((column) => (
          <rect
            key={`${row} ${column}`}
            class="plastic"
            x={86 + column * 24}
            y={34 + row * 22}
            width="18"
            height="16"
            rx="3"
          />
        )),
      )}
      <path class="ink" d="M90 20h.1M102 20h.1M114 20h.1M126 20h.1" />
    </svg>
  )
}
