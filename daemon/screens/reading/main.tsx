/** The reading screen: one thing at a time for the citizen, and a bottom line that is always there. */
import { effect } from '@preact/signals'
import { render } from 'preact'
import '../kit/base.css'
import './reading.css'
import { Guard } from '../kit/guard.tsx'
import { setPageLanguage } from '../kit/language.ts'
import { readingTexts } from '../kit/texts/texts.ts'
import { ReadingPage } from './page.tsx'
import { language } from './state.ts'

effect(() => setPageLanguage(language.value, readingTexts[language.value].title))

const root = document.getElementById('page')
if (root) render(<Guarded />, root)

function Guarded() {
  return (
    <Guard language={language.value}>
      <ReadingPage />
    </Guard>
  )
}
