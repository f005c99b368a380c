import { Image, ImageOff } from 'lucide'
import { Button, Notice, StatusWord } from '../../daemon/screens/kit/components.tsx'
import type { Session } from './session.ts'
import { language, texts } from './speech.ts'

/** Before going to work: is there light enough, and what is behind me. Only for a real camera. */
export function CameraCheck({ s }: { s: Session }) {
  const words = texts.value.myPlace
  if (s.picture.local.value?.picture !== 'camera') return null
  const light = s.picture.light.value
  return (
    <div class="camera-check">
      {light && (
        <span data-name="light" data-state={light}>
          <StatusWord tone={light === 'good' ? 'green' : 'amber'}>{words.light[light]}</StatusWord>
        </span>
      )}
      <BackdropButton s={s} rate />
    </div>
  )
}

/** Whether black is sent in place of the room; what is wrong with it in the words of a notice. */
export function BackdropButton({ s, rate }: { s: Session; rate?: boolean }) {
  const words = texts.value.myPlace
  const { state, want } = s.picture.backdrop
  const { value } = state
  if (s.picture.local.value?.picture !== 'camera') return null
  const on = value.is === 'on' || value.is === 'starting'
  const number = new Intl.NumberFormat(language.value, { maximumFractionDigits: 0 })
  return (
    <>
      <Button
        name="backdrop"
        look={rate ? 'plain' : 'quiet'}
        icon={on ? ImageOff : Image}
        pressed={on}
        onPress={() => want(!on)}
      >
        {words.backdrop}
      </Button>
      <span data-name="backdrop" data-state={value.is} class="soft small">
        {value.is === 'starting' && words.backdropStarts}
        {rate && value.is === 'on' && value.perSecond !== null
          ? words.backdropRate(number.format(value.perSecond))
          : null}
      </span>
      {value.is === 'unable' && <Notice tone="amber">{words.backdropUnable[value.why]}</Notice>}
    </>
  )
}
