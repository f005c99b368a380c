/** The info screen: who is called, who waits where. It shows no personal data and works without any server. */
import { effect } from '@preact/signals'
import { render } from 'preact'
import type { InfoState } from '../protocol.ts'
import '../kit/base.css'
import './info.css'
import { Guard } from '../kit/guard.tsx'
import { pageLanguage, setPageLanguage } from '../kit/language.ts'
import { openSocket } from '../kit/socket.ts'
import { infoTexts } from '../kit/texts/texts.ts'
import { announceCalls } from './announce.ts'
import { InfoPage } from './page.tsx'
import { connected, state, takeState } from './state.ts'

const language = pageLanguage()
setPageLanguage(language, infoTexts[language].title)

const socket = openSocket<InfoState>('/api/info', { onPush: takeState })
effect(() => {
  connected.value = socket.connected.value
})
announceCalls(state, language)

const root = document.getElementById('page')
if (root)
  render(
    <Guard language={language}>
      <InfoPage language={language} />
    </Guard>,
    root,
  )
