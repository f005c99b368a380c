import { Check, RotateCcw, X } from 'lucide'
import { useState } from 'preact/hooks'
import { BigChoice, Button, Choices, Notice } from '../kit/components.tsx'
import { Moment } from './moments.tsx'
import { Refusal } from './sign.tsx'
import { act, texts, waiting } from './state.ts'

type PadState = 'capturing' | 'captured' | 'damaged' | 'pad_gone'

/** While the pen is out; refusing stays possible until the signature is accepted. */
export function PadScreen({ state }: { state: PadState }) {
  const [refusing, setRefusing] = useState(false)
  if (refusing) return <Refusal back={() => setRefusing(false)} />
  const refuse = (
    <BigChoice name="refuse" icon={X} onPress={() => setRefusing(true)}>
      {texts.value.signNo}
    </BigChoice>
  )
  const again = (
    <BigChoice
      name="again"
      icon={RotateCcw}
      off={waiting.value}
      onPress={() => act({ act: 'sign.again' })}
    >
      {texts.value.padAgain}
    </BigChoice>
  )
  switch (state) {
    case 'capturing':
      return (
        <Moment heading={texts.value.padCapturing}>
          <p class="lead">{texts.value.padCapturingText}</p>
          <PadDrawing />
          <Button name="refuse" icon={X} onPress={() => setRefusing(true)}>
            {texts.value.signNo}
          </Button>
        </Moment>
      )
    case 'captured':
      return (
        <Moment heading={texts.value.padCaptured}>
          <p class="lead">{texts.value.padCapturedText}</p>
          <Choices>
            {again}
            <BigChoice
              name="accept"
              icon={Check}
              off={waiting.value}
              onPress={() => act({ act: 'sign.accept' })}
            >
              {texts.value.padAccept}
            </BigChoice>
          </Choices>
        </Moment>
      )
    case 'damaged':
      return (
        <Moment heading={texts.value.padDamaged}>
          <Notice tone="amber">{texts.value.padDamagedText}</Notice>
          <Choices>
            {again}
            {refuse}
          </Choices>
        </Moment>
      )
    case 'pad_gone':
      return (
        <Moment heading={texts.value.padGone}>
          <Notice tone="amber">{texts.value.padGoneText}</Notice>
          <Choices>{refuse}</Choices>
        </Moment>
      )
  }
}

function PadDrawing() {
  return (
    <svg class="pad-drawing" viewBox="0 0 240 110" aria-hidden="true">
      <rect class="plastic" x="20" y="10" width="200" height="92" rx="10" />
      <path class="rule" d="M44 80h152" />
      <path
        class="ink"
        d="M62 70c8-30 22-42 24-24s-16 34-6 32 20-30 26-26-8 26 2 22 16-22 22-18 0 18 12 12"
      />
    </svg>
  )
}
