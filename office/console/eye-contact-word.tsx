import type { Alignment } from '../../daemon/core/eye-contact.ts'
import { StatusWord, type Tone } from '../../daemon/screens/kit/components.tsx'
import type { Contact } from './eye-line/contact.ts'
import { language, texts } from './speech.ts'

const TONES: Readonly<Record<Alignment, Tone>> = {
  aligned: 'green',
  near: 'blue',
  not_aligned: 'amber',
}

/** Whether the inspector looks the citizen in the eyes, and by how much not. */
export function EyeContactWord({ contact }: { contact: Contact }) {
  const words = texts.value.myPlace
  if (contact.state === 'none') return null
  if (contact.state === 'unset')
    return (
      <span data-name="eye-contact" data-state="unset">
        <StatusWord tone="soft">{words.contactUnset}</StatusWord>
      </span>
    )
  const { alignment, angleDeg } = contact
  const number = new Intl.NumberFormat(language.value, { maximumFractionDigits: 1 })
  const [x, y] = angleDeg.map((angle) => number.format(Math.abs(angle)))
  return (
    <span data-name="eye-contact" data-state={alignment}>
      <StatusWord tone={TONES[alignment]}>
        {words.contact[alignment]}{' '}
        <span class="soft small">{words.contactAngle(x ?? '', y ?? '')}</span>
      </StatusWord>
    </span>
  )
}
