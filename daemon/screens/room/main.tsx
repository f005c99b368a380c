/** The virtual loket: the room as one stands in it, with hands. Everything here moves the simulators' own hand. */
import { effect } from '@preact/signals'
import { render } from 'preact'
import '../kit/base.css'
import './bar.css'
import './room.css'
import './hall.css'
import './devices.css'
import { Guard } from '../kit/guard.tsx'
import { setPageLanguage } from '../kit/language.ts'
import { RoomPage } from './page.tsx'
import { language, room, texts } from './state.ts'

effect(() => setPageLanguage(language.value, texts.value.title(room.value?.site ?? '')))

const root = document.getElementById('page')
if (root) render(<Guarded />, root)

function Guarded() {
  return (
    <Guard language={language.value}>
      <RoomPage />
    </Guard>
  )
}
