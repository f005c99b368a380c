import { Users } from 'lucide'
import { LANGUAGES } from '../../core/language.ts'
import { Button, Notice, StatusWord, UrgentLine } from '../kit/components.tsx'
import { languageNames } from '../kit/language.ts'
import type { ReadingScreen } from '../protocol.ts'
import { CopyOffer } from './copy.tsx'
import { DocumentScreen } from './document.tsx'
import { ExchangeScreen } from './exchange.tsx'
import { CardFailed, CardSteps, Consent, Identified } from './identity.tsx'
import { Goodbye, Idle, Interrupted, Waiting, Welcome } from './moments.tsx'
import { PadScreen } from './pad.tsx'
import { PinScreen } from './pin.tsx'
import { Rights } from './rights.tsx'
import { SignChoice } from './sign.tsx'
import { chooseLanguage, connected, language, state, texts, waiting, wantPerson } from './state.ts'
import { Talk } from './talk.tsx'

export function ReadingPage() {
  const screen = state.value ?? { screen: 'idle' }
  return (
    <div class="reading">
      <main class="screen" data-screen={screen.screen} aria-busy={waiting.value}>
        <Trouble />
        <Screen screen={screen} />
      </main>
      <BottomLine />
    </div>
  )
}

function Screen({ screen }: { screen: ReadingScreen }) {
  switch (screen.screen) {
    case 'idle':
      return <Idle />
    case 'welcome':
      return <Welcome number={screen.number} />
    case 'waiting':
      return <Waiting inspector={screen.inspector} />
    case 'talk':
      return <Talk inspector={screen.inspector} text={screen.text} />
    case 'rights':
      return <Rights version={screen.version} text={screen.text} />
    case 'consent':
      return <Consent fields={screen.fields} keepsFiles={screen.keepsFiles} />
    case 'card':
      return <CardSteps step={screen.step} />
    case 'card_failed':
      return <CardFailed failure={screen.failure} />
    case 'identified':
      return <Identified person={screen.person} takeCard={screen.takeCard} />
    case 'document':
      return <DocumentScreen key={`${screen.sha256} ${screen.revision}`} shown={screen} />
    case 'exchange':
      return <ExchangeScreen key={screen.sha256} shown={screen} />
    case 'sign':
      return <SignChoice key={screen.sha256} asked={screen} />
    case 'pin':
      return <PinScreen pin={screen.pin} cardIn={screen.cardIn} />
    case 'pad':
      return <PadScreen state={screen.state} />
    case 'copy':
      return <CopyOffer copy={screen} />
    case 'goodbye':
      return <Goodbye />
    case 'interrupted':
      return <Interrupted inspector={screen.inspector} />
  }
}

/** One amber line while something is away; what is on the screen stays. */
function Trouble() {
  if (!connected.value) return <Notice tone="amber">{texts.value.reconnecting}</Notice>
  if (state.value?.office === 'lost' && state.value.screen !== 'interrupted')
    return <Notice tone="amber">{texts.value.officeLost}</Notice>
  return null
}

function BottomLine() {
  return (
    <footer class="bottom">
      <UrgentLine language={language.value} />
      <fieldset class="languages">
        <legend class="visually-hidden">{texts.value.language}</legend>
        {LANGUAGES.map((other) => (
          <button
            key={other}
            type="button"
            class="button"
            lang={other}
            aria-pressed={other === language.value}
            data-act={`language ${other}`}
            onClick={() => chooseLanguage(other)}
          >
            <span class="code">{other.toUpperCase()}</span> <span>{languageNames[other]}</span>
          </button>
        ))}
      </fieldset>
      {state.value?.personWanted ? (
        <p class="person-asked" role="status">
          <StatusWord tone="green">{texts.value.personAsked}</StatusWord>
        </p>
      ) : (
        <Button name="person" icon={Users} off={!connected.value} onPress={wantPerson}>
          {texts.value.person}
        </Button>
      )}
    </footer>
  )
}
