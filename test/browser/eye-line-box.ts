import type { BrowserContext, Page } from 'playwright-core'

/** A box of which the citizen is two bright dots: green is the eye at the left, red the one at the right. */
export interface DottedBox {
  offer(): Promise<string>
  accept(answer: string): Promise<void>
  /** Where the dots are from now on, fractions of the picture; `say`: also on the channel. */
  look(eyes: DottedEyes, say: boolean): Promise<void>
  say(message: string): Promise<void>
  /** Pictures that came from the console, those with a red room in them, and the lightest of the last one's middle. */
  received(): Promise<{ frames: number; room: number; middle: number; width: number }>
}
export interface DottedEyes {
  readonly left: { readonly x: number; readonly y: number }
  readonly right: { readonly x: number; readonly y: number }
}

export async function dottedBox(context: BrowserContext): Promise<DottedBox> {
  const page: Page = await context.newPage()
  await page.setContent('<canvas></canvas><video muted autoplay playsinline></video>')
  await page.addScriptTag({ content: BOX })
  return {
    offer: () => page.evaluate('box.offer()'),
    accept: (answer) => page.evaluate(`box.accept(${JSON.stringify(answer)})`),
    look: (eyes, say) => page.evaluate(`box.look(${JSON.stringify(eyes)}, ${say})`),
    received: () => page.evaluate('box.received()'),
    say: (message) => page.evaluate(`box.say(${JSON.stringify(message)})`),
  }
}

const BOX = `
let peer
let channel
let eyes = { left: { x: 0.45, y: 0.42 }, right: { x: 0.55, y: 0.42 } }
let said
const canvas = document.querySelector('canvas')
canvas.width = 640
canvas.height = 360
const brush = canvas.getContext('2d')
setInterval(() => {
  brush.fillStyle = '#202020'
  brush.fillRect(0, 0, 640, 360)
  for (const [at, colour] of [[eyes.left, '#00ff00'], [eyes.right, '#ff0000']]) {
    brush.fillStyle = colour
    brush.beginPath()
    brush.arc(at.x * 640, at.y * 360, 9, 0, 7)
    brush.fill()
  }
  if (said && channel.readyState === 'open') channel.send(said)
}, 66)
const video = document.querySelector('video')
const seen = { frames: 0, room: 0, middle: 0, width: 0 }
const eye = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
function look() {
  video.requestVideoFrameCallback(look)
  eye.canvas.width = 64
  eye.canvas.height = 36
  eye.drawImage(video, 0, 0, 64, 36)
  const { data } = eye.getImageData(0, 0, 64, 36)
  let red = 0
  for (let at = 0; at < data.length; at += 4) if (data[at] > 120 && data[at + 1] < 60 && data[at + 2] < 60) red += 1
  seen.frames += 1
  seen.width = video.videoWidth
  if (red > 64) seen.room += 1
  const lights = []
  for (let y = 12; y < 32; y++)
    for (let x = 26; x < 38; x++) lights.push(data[4 * (y * 64 + x) + 1])
  seen.middle = Math.max(...lights)
}
video.requestVideoFrameCallback(look)
const complete = () => new Promise((resolve) => {
  const check = () => peer.iceGatheringState === 'complete' && resolve()
  peer.onicegatheringstatechange = check
  check()
})
window.box = {
  async offer() {
    peer = new RTCPeerConnection()
    channel = peer.createDataChannel('eyeline')
    peer.ontrack = ({ track }) => {
      if (track.kind === 'video') video.srcObject = new MediaStream([track])
    }
    const stream = canvas.captureStream(15)
    for (const track of stream.getTracks()) {
      track.contentHint = 'detail'
      peer.addTrack(track, stream)
    }
    await peer.setLocalDescription(await peer.createOffer())
    await complete()
    return peer.localDescription.sdp
  },
  accept: (sdp) => peer.setRemoteDescription({ type: 'answer', sdp }),
  look(at, say) {
    eyes = at
    said = say ? JSON.stringify({ eyes: at }) : undefined
  },
  say: (message) => channel.send(message),
  received: () => ({ ...seen }),
}
`
