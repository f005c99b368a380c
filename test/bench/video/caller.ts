/**
 * Runs in a page: one end of a call from browser to browser, with the pictures, the drawing and the reading of the
 * product. Sent and received: 640 × 360, VP8, 30 pictures a second.
 */
import { swaying, within } from '../../../daemon/media/capture/crop.ts'
import { type Bitrate, withBitrate } from '../../../daemon/media/link/sdp.ts'
import { drawMark, watchMarks } from '../../../office/console/mark.ts'
import { HEIGHT, testPicture, WIDTH } from '../../../office/console/test-picture.ts'

export interface Caller {
  /** @param portrait address of the citizen's portrait; without it the inspector's picture is sent. */
  open(bitrate: Bitrate, portrait?: string): Promise<void>
  offer(): Promise<string>
  answer(offer: string): Promise<string>
  accept(answer: string): Promise<void>
  connected(): boolean
}
declare global {
  interface Window {
    caller: Caller
  }
}

const FPS = 30
/** The part of the square portrait in which the face is, at 16:9. */
const FACE = { left: 0, top: 0, width: 1, height: 9 / 16 }
const SIDE = 1408

const peer = new RTCPeerConnection()
let bitrate: Bitrate | undefined

window.caller = {
  async open(rates, portrait) {
    bitrate = rates
    const track = portrait ? await portraitTrack(portrait) : testPicture(true).track
    if (!track) return
    track.contentHint = 'detail'
    peer.addTrack(track)
    const { codecs = [] } = RTCRtpReceiver.getCapabilities('video') ?? {}
    const [transceiver] = peer.getTransceivers()
    transceiver?.setCodecPreferences(codecs.filter(({ mimeType }) => /vp8|rtx/i.test(mimeType)))
    peer.ontrack = ({ track: coming }) => show(new MediaStream([coming]))
  },
  async offer() {
    await peer.setLocalDescription(await peer.createOffer())
    return await complete()
  },
  async answer(sdp) {
    await peer.setRemoteDescription({ type: 'offer', sdp: rated(sdp) })
    await peer.setLocalDescription(await peer.createAnswer())
    return await complete()
  },
  accept: (sdp) => peer.setRemoteDescription({ type: 'answer', sdp: rated(sdp) }),
  connected: () => peer.connectionState === 'connected' && (window.loketLink?.read ?? 0) > 0,
}

function rated(sdp: string): string {
  return bitrate ? withBitrate(sdp, bitrate) : sdp
}

function show(stream: MediaStream): void {
  const video = document.createElement('video')
  Object.assign(video, { srcObject: stream, muted: true, autoplay: true, playsInline: true })
  document.body.append(video)
  watchMarks(video, new AbortController().signal)
}

/** The citizen, swaying as the box's own camera without a camera does. */
async function portraitTrack(address: string): Promise<MediaStreamTrack | undefined> {
  const bytes = await (await fetch(address)).blob()
  const still = await createImageBitmap(bytes, { resizeWidth: SIDE, resizeHeight: SIDE })
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT })
  const brush = canvas.getContext('2d', { alpha: false })
  setInterval(() => {
    const { left, top, width, height } = within(FACE, swaying(performance.now()))
    const from = [left, top, width, height].map((part) => part * SIDE) as [
      number,
      number,
      number,
      number,
    ]
    brush?.drawImage(still, ...from, 0, 0, WIDTH, HEIGHT)
    if (brush) drawMark(brush, Date.now())
  }, 1000 / FPS)
  return canvas.captureStream(FPS).getVideoTracks()[0]
}

function complete(): Promise<string> {
  return new Promise((resolve) => {
    const look = () => {
      if (peer.iceGatheringState === 'complete') resolve(peer.localDescription?.sdp ?? '')
    }
    peer.onicegatheringstatechange = look
    look()
  })
}
