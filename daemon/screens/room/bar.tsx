import { Camera, CameraOff, Volume2, VolumeX, Wrench } from 'lucide'
import type { RoomFault } from '../../../hw/room/protocol.ts'
import { LANGUAGES } from '../../core/language.ts'
import { Button, Icon, StatusWord, UrgentLine } from '../kit/components.tsx'
import { languageNames } from '../kit/language.ts'
import { camera, startCamera, stopCamera } from './camera.ts'
import { sounding, soundOff, soundOn } from './sound.ts'
import { connected, language, move, room, texts } from './state.ts'

const faultNames: readonly RoomFault[] = [
  'slip_paper_out',
  'tray_empty',
  'pad_unplugged',
  'pad_loses_samples',
  'card_mute',
]

/** The one thing that is not in the drawing: place, language, what can be broken. */
export function Bar() {
  return (
    <header class="bar">
      <h1>
        <span class="mark" aria-hidden="true" />
        {texts.value.demo} {room.value?.site}
      </h1>
      {!connected.value && <StatusWord tone="amber">{texts.value.connecting}</StatusWord>}
      {camera.value === 'refused' && (
        <StatusWord tone="amber">{texts.value.cameraRefused}</StatusWord>
      )}
      <div class="bar-tools">
        <Button
          name="sound"
          icon={sounding.value ? Volume2 : VolumeX}
          look="quiet"
          pressed={sounding.value}
          onPress={() => void (sounding.value ? soundOff() : soundOn())}
        >
          {sounding.value ? texts.value.soundOff : texts.value.soundOn}
        </Button>
        <Button
          name="camera"
          icon={camera.value === 'on' ? CameraOff : Camera}
          look="quiet"
          pressed={camera.value === 'on'}
          onPress={() => (camera.value === 'on' ? stopCamera() : void startCamera())}
        >
          {camera.value === 'on' ? texts.value.stopCamera : texts.value.useCamera}
        </Button>
        <Faults />
        <Languages />
        <UrgentLine language={language.value} />
      </div>
    </header>
  )
}

function Faults() {
  const on = room.value?.faults ?? []
  return (
    <details class="faults">
      <summary class="button" data-look="quiet">
        <Icon node={Wrench} />
        <span>
          {texts.value.faults}
          {on.length > 0 && ` (${on.length})`}
        </span>
      </summary>
      <ul>
        {faultNames.map((fault) => (
          <li key={fault}>
            <label>
              <input
                type="checkbox"
                data-fault={fault}
                checked={on.includes(fault)}
                onChange={(event) => move({ do: 'fault', fault, on: event.currentTarget.checked })}
              />
              <span>{texts.value.faultNames[fault]}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Languages() {
  return (
    <fieldset class="languages">
      <legend class="visually-hidden">{texts.value.language}</legend>
      {LANGUAGES.map((other) => (
        <button
          key={other}
          type="button"
          class="button"
          data-look="quiet"
          lang={other}
          aria-pressed={other === language.value}
          onClick={() => {
            language.value = other
          }}
        >
          {other.toUpperCase()} <span class="visually-hidden">{languageNames[other]}</span>
        </button>
      ))}
    </fieldset>
  )
}
