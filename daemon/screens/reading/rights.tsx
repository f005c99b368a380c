import { Check, Square, Volume2 } from 'lucide'
import { useEffect } from 'preact/hooks'
import { BigChoice, Button } from '../kit/components.tsx'
import { canSpeak, hush, speak, speaking } from '../kit/speech.ts'
import { act, language, texts, waiting } from './state.ts'

export function Rights({ version, text }: { version: string; text: string }) {
  useEffect(() => hush, [])
  return (
    <section class="sheet">
      <header>
        <h1>{texts.value.rightsHeading}</h1>
        <span class="soft">{texts.value.rightsVersion(version)}</span>
        <ReadAloud text={text} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
      <section class="paper" tabIndex={0} aria-label={texts.value.rightsHeading}>
        <p class="statement">{text}</p>
      </section>
      <BigChoice
        name="rights"
        look="primary"
        icon={Check}
        off={waiting.value}
        onPress={() => act({ act: 'rights.confirm' })}
      >
        {texts.value.rightsConfirm}
      </BigChoice>
    </section>
  )
}

/** Nothing where the machine has no voice for the language. */
export function ReadAloud({ text }: { text: string }) {
  if (!canSpeak(language.value)) return null
  return speaking.value ? (
    <Button icon={Square} onPress={hush} pressed={true}>
      {texts.value.stopReading}
    </Button>
  ) : (
    <Button icon={Volume2} onPress={() => speak(text, language.value)}>
      {texts.value.readAloud}
    </Button>
  )
}
