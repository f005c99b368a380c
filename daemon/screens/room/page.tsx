import { Bar } from './bar.tsx'
import { CardReader } from './card-reader.tsx'
import { Frame } from './frame.tsx'
import { Hall } from './hall.tsx'
import { Niche } from './niche.tsx'
import { PinPad } from './pin-pad.tsx'
import { SignaturePad } from './signature-pad.tsx'
import { connected, room, texts } from './state.ts'
import { Tray } from './tray.tsx'

export function RoomPage() {
  return (
    <div class="room" data-connected={connected.value ? 'yes' : 'no'}>
      <Bar />
      <main class="stage">
        <div class="wall" aria-hidden="true" />
        <div class="table" aria-hidden="true" />
        <Hall />
        <Niche />
        <Sign />
        <CardReader />
        <PinPad />
        <ReadingScreen />
        <SignaturePad />
        <Tray />
      </main>
    </div>
  )
}

/** What hangs on the wall: the name of the room, and a plant that keeps one company. */
function Sign() {
  return (
    <aside class="side">
      <div class="plaque">
        <p class="plaque-site">{room.value?.site}</p>
        <p>{room.value?.room}</p>
      </div>
      <Plant />
    </aside>
  )
}

function Plant() {
  const leaves = [-58, -36, -16, 4, 24, 44, 62]
  return (
    <svg class="plant" viewBox="0 0 200 300" aria-hidden="true">
      {leaves.map((angle, at) => (
        <path
          key={angle}
          class={at % 2 ? 'leaf dark' : 'leaf'}
          d="M100 214C84 160 82 96 100 44c18 52 16 116 0 170Z"
          transform={`rotate(${angle} 100 214)`}
        />
      ))}
      <path class="pot" d="M62 204h76l-10 88H72Z" />
      <path class="pot rim" d="M56 196h88v20H56Z" />
    </svg>
  )
}

function ReadingScreen() {
  const src = room.value?.screens.reading
  return (
    <section class="reading-screen" aria-label={texts.value.readingScreen}>
      <div class="tablet">
        {src && <Frame src={src} title={texts.value.readingScreen} pageWidth={900} />}
      </div>
      <div class="stand" aria-hidden="true" />
    </section>
  )
}
