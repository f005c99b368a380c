import { render } from 'preact'
import { App } from './app.tsx'
import { installKeys } from './keys.ts'
import { createSession } from './session.ts'
import { followTheme } from './theme.ts'

const page = document.getElementById('page')
if (page) {
  followTheme(document.documentElement)
  installKeys(document)
  const session = createSession()
  render(<App s={session} />, page)
  void session.enter()
}
