import type { BrowserContext, Page } from 'playwright-core'

/** A box of which the citizen is two bright dots: green is the eye at the left, red the one at the right. */
export interface DottedBox {
  offer(): Promise<string>
  accept(answer: string): Promise<void>
  /** Where the dots are from now on, fractions of the picture; `say`: also on the channel. */
  look(eyes: DottedEyes, say: boolean): Promise<void>
  say(message: string): Promise<void>
}
export interface DottedEyes {
  readonly left: { readonly x: number; readonly y: number }
  readonly right: { readonly x: number; readonly y: number }
}

export async function dottedBox(context: BrowserContext): Promise<DottedBox> {
  const page: Page = await context.newPage()
  await page.setContent('<canvas></canvas>')
  await page.addScriptTag({ content: BOX })
  return {
    offer: () => page.evaluate('box.offer()'),
    accept: (answer) => page.evaluate(`box.accept(${JSON.stringify(answer)})`),
    look: (eyes, say) => page.evaluate(`box.look(${JSON.stringify(eyes)}, ${say})`),
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
const complete = () => new Promise((resolve) => {
  const check = () => peer.iceGatheringState === 'complete' && resolve()
  peer.onicegatheringstatechange = check
  check()
})
window.box = {
  async offer() {
    peer = new RTCPeerConnection()
    channel = peer.createDataChannel('eyeline')
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
}
`
