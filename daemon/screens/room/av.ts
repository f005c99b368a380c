/** The cable to the room: what the 3D screen shows and says, and what this browser's camera and microphone give. */
import { signal } from '@preact/signals'
import { encodePacket, type PacketType, packetDecoder, packetTypes } from '../../../hw/av/cable.ts'
import { openBinarySocket } from '../kit/socket.ts'
import { playSamples } from './sound.ts'

/** The canvas that stands for the 3D screen; set while it is on the page. */
export const display = signal<HTMLCanvasElement | null>(null)
/** A picture came within the last five seconds; an idle room shows one a second. */
export const pictured = signal(false)

const quietMs = 5_000
let quiet: ReturnType<typeof setTimeout> | undefined
let drawing = false

const cable = openBinarySocket('/av', {
  onPush(message) {
    // One message is one packet: a fresh decoder leaves nothing of a broken one behind.
    for (const { type, payload } of packetDecoder().push(message)) {
      if (type === packetTypes.display) void draw(payload)
      if (type === packetTypes.speaker) playSamples(payload)
    }
  },
})

/** False when the cable is away or full: live media is never sent late. */
export function sendPacket(type: PacketType, payload: Uint8Array): boolean {
  return !cable.full() && cable.send(encodePacket(type, payload))
}

async function draw(jpeg: Uint8Array): Promise<void> {
  const canvas = display.peek()
  if (!canvas || drawing) return
  drawing = true
  try {
    const picture = await createImageBitmap(
      new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }),
    )
    if (canvas.width !== picture.width) canvas.width = picture.width
    if (canvas.height !== picture.height) canvas.height = picture.height
    canvas.getContext('2d')?.drawImage(picture, 0, 0)
    picture.close()
    pictured.value = true
    clearTimeout(quiet)
    quiet = setTimeout(() => {
      pictured.value = false
    }, quietMs)
  } catch {
    // One picture that does not decode is one frame lost.
  } finally {
    drawing = false
  }
}
