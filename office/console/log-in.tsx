import { useSignal } from '@preact/signals'
import { LogIn as LogInIcon } from 'lucide'
import { useRef } from 'preact/hooks'
import { Icon, Notice } from '../../daemon/screens/kit/components.tsx'
import { logIn } from './api.ts'
import { LanguageChoice } from './bar.tsx'
import { Mark } from './brand.tsx'
import { texts } from './speech.ts'

/** The form, and in words why it did not work. */
export function LogIn({ entered }: { entered: () => Promise<void> }) {
  const words = texts.value
  const user = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const error = useSignal<keyof typeof words.logInErrors | undefined>(undefined)
  const busy = useSignal(false)

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const name = user.current?.value.trim() ?? ''
    const secret = password.current?.value ?? ''
    if (name === '' || secret === '') {
      error.value = 'empty'
      return
    }
    busy.value = true
    const result = await logIn(name, secret)
    busy.value = false
    error.value = result === 'ok' ? undefined : result
    if (result === 'ok') await entered()
    else password.current?.select()
  }

  return (
    <main class="log-in">
      <form class="log-in-card" onSubmit={submit} noValidate>
        <Mark />
        <p class="soft">{words.logInIntro}</p>
        <label>
          <span>{words.user}</span>
          <input ref={user} name="user" autocomplete="username" autocapitalize="none" autofocus />
        </label>
        <label>
          <span>{words.password}</span>
          <input ref={password} name="password" type="password" autocomplete="current-password" />
        </label>
        {error.value && <Notice tone="red">{words.logInErrors[error.value]}</Notice>}
        <button
          class="button"
          data-look="primary"
          data-act="log-in"
          type="submit"
          disabled={busy.value}
        >
          <Icon node={LogInIcon} />
          <span>{words.logIn}</span>
        </button>
      </form>
      <LanguageChoice />
    </main>
  )
}
