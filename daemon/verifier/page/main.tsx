/** The page on which anybody checks a dossier, without a network. */
import './no-code-at-run-time.ts'

import { effect } from '@preact/signals'
import { render } from 'preact'
import '../../screens/kit/base.css'
import './verifier.css'
import type { VerifierTrust } from '../trust-file.ts'
import { trustOf } from './checker.ts'
import { VerifierPage } from './page.tsx'
import { language } from './state.ts'
import { pageTexts } from './texts.ts'

/** Null in a copy that nobody gave a trust file. */
function embeddedTrust(): VerifierTrust | null {
  const content: unknown = JSON.parse(document.getElementById('trust')?.textContent ?? 'null')
  return content === null ? null : trustOf(content)
}

effect(() => {
  document.documentElement.lang = language.value
  document.title = pageTexts[language.value].title
})
// A file that misses the drop zone would otherwise take the place of the page.
for (const kind of ['dragover', 'drop'] as const)
  addEventListener(kind, (event) => event.preventDefault())

const root = document.getElementById('page')
// Without a secure context, or in an old browser, there is no cryptography.
const able = globalThis.crypto?.subtle !== undefined
if (root) render(<VerifierPage trust={embeddedTrust()} able={able} />, root)
