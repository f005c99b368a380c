import { render } from 'preact'
import { Guard } from '../../daemon/screens/kit/guard.tsx'
import { App } from './app.tsx'
import { installKeys } from './keys.ts'
import { createSession } from './session.ts'
import { language } from './speech.ts'
import { followTheme } from './theme.ts'

const page = document.getElementById('page')
if (page) {
  followTheme(document.documentElement)
  installKeys(document)
  // A file that is dropped beside its place would otherwise take the place of the page.
  for (const kind of ['dragover', 'drop'] as const)
    addEventListener(kind, (event) => event.preventDefault())
  const session = createSession()
  const Page = () => (
    <Guard language={language.value}>
      <App s={session} />
    </Guard>
  )
  render(<Page />, page)
  void session.enter()
}
