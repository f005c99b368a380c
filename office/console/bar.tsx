import { Keyboard, LogOut } from 'lucide'
import { useRef } from 'preact/hooks'
import { LANGUAGES } from '../../daemon/core/language.ts'
import { Button, StatusWord } from '../../daemon/screens/kit/components.tsx'
import { languageNames } from '../../daemon/screens/kit/language.ts'
import { Mark } from './brand.tsx'
import { KeysHelp } from './keys-help.tsx'
import { MyPlace } from './my-place.tsx'
import type { Session } from './session.ts'
import { choose, language, texts } from './speech.ts'

/** The one thin bar on top: who one is, and whether the office is there. */
export function Bar({ s }: { s: Session }) {
  const words = texts.value
  const help = useRef<HTMLDialogElement>(null)
  const me = s.me.value
  return (
    <header class="bar">
      <Mark />
      <p class="bar-me">
        <strong>{me?.name}</strong>
        <span class="soft">{me && words.roles[me.role]}</span>
      </p>
      <span class="bar-space" />
      {s.lostAtMs.value === undefined && <StatusWord tone="green">{words.connected}</StatusWord>}
      <LanguageChoice />
      {me?.role === 'inspector' && <MyPlace />}
      <Button look="quiet" name="keys" icon={Keyboard} onPress={() => help.current?.showModal()}>
        {words.keys} <kbd>?</kbd>
      </Button>
      <Button look="quiet" name="log-out" icon={LogOut} onPress={s.leave}>
        {words.logOut}
      </Button>
      <KeysHelp dialog={help} />
    </header>
  )
}

/** Each language under its own name. */
export function LanguageChoice() {
  return (
    <label class="language">
      <span class="visually-hidden">{texts.value.language}</span>
      <select
        value={language.value}
        onChange={({ currentTarget }) => {
          const wanted = LANGUAGES.find((each) => each === currentTarget.value)
          if (wanted) choose(wanted)
        }}
      >
        {LANGUAGES.map((each) => (
          <option key={each} value={each} lang={each}>
            {languageNames[each]}
          </option>
        ))}
      </select>
    </label>
  )
}
