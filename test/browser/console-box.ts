import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'

const TIME_CODE = join(import.meta.dirname, '../../hw/av/time-code.ts')

/** The box's end of a link, played by a page: it offers, sends a picture with time codes and reads those that come. */
export interface PlayedBox {
  offer(): Promise<string>
  /** Offers again on the same connection, with new ICE credentials. */
  restart(): Promise<string>
  accept(answer: string): Promise<void>
  /** Pictures with a readable time code, and packets of sound, that came from the console. */
  received(): Promise<{ readonly codes: number; readonly sound: number }>
}

export async function playBox(context: BrowserContext): Promise<PlayedBox> {
  const page: Page = await context.newPage()
  const code = stripTypeScriptTypes(await readFile(TIME_CODE, 'utf8'))
  await page.setContent('<video muted autoplay playsinline></video><canvas></canvas>')
  await page.addScriptTag({ type: 'module', content: `${code}\n${BOX}` })
  await page.waitForFunction('window.box !== undefined')
  return {
    offer: () => page.evaluate('box.offer()'),
    restart: () => page.evaluate('box.restart()'),
    accept: (answer) => page.evaluate(`box.accept(${JSON.stringify(answer)})`),
    received: () => page.evaluate('box.received()'),
  }
}

/** Runs in the page, after the time code's module. */
const BOX = `
let peer
let codes = 0
const video = document.querySelector('video')
const canvas = document.querySelector('canvas')
canvas.width = 640
canvas.height = 360
const brush = canvas.getContext('2d')
setInterval(() => {
  brush.fillStyle = '#4a5a68'
  brush.fillRect(0, 0, 640, 360)
  for (const { x, y, width, height, level } of codeBlocks(Date.now(), 640, 360)) {
    brush.fillStyle = 'rgb(' + [level, level, level] + ')'
    brush.fillRect(x, y, width, height)
  }
}, 33)
const eye = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
function look() {
  const { videoWidth: width, videoHeight: height } = video
  eye.canvas.width = width
  eye.canvas.height = height
  eye.drawImage(video, 0, 0)
  const luma = lumaOfRgba(eye.getImageData(0, 0, width, height).data, width)
  if (readCode(luma, { x: 0, y: 0, width, height }).kind === 'read') codes += 1
}
setInterval(() => video.videoWidth > 0 && look(), 50)
const complete = () => new Promise((resolve) => {
  const check = () => {
    const { iceGatheringState: state, localDescription } = peer
    if (state === 'complete' && localDescription.sdp.includes('a=candidate:')) resolve()
  }
  peer.onicegatheringstatechange = check
  check()
})
window.box = {
  async offer() {
    peer?.close()
    codes = 0
    peer = new RTCPeerConnection()
    const silence = new AudioContext().createMediaStreamDestination().stream
    const stream = new MediaStream([...canvas.captureStream(30).getTracks(), ...silence.getTracks()])
    for (const track of stream.getTracks()) peer.addTrack(track, stream)
    const coming = new MediaStream()
    peer.ontrack = ({ track }) => {
      coming.addTrack(track)
      video.srcObject = coming
    }
    await peer.setLocalDescription(await peer.createOffer())
    await complete()
    return peer.localDescription.sdp
  },
  async restart() {
    await peer.setLocalDescription(await peer.createOffer({ iceRestart: true }))
    await complete()
    return peer.localDescription.sdp
  },
  accept: (sdp) => peer.setRemoteDescription({ type: 'answer', sdp }),
  async received() {
    const reports = [...(await peer.getStats()).values()]
    const sound = reports.find((report) => report.type === 'inbound-rtp' && report.kind === 'audio')
    return { codes, sound: sound?.packetsReceived ?? 0 }
  },
}
`
