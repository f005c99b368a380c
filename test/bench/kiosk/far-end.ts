/**
 * The inspector's end of the virtual kiosk, forked: answers one offer and sends the picture in the file that it is
 * given (I420, 640 × 360) thirty times a second. A process of its own, for the WebRTC addon.
 */
import { readFileSync } from 'node:fs'
import { gathered, PeerConnection, RTCVideoSource } from '../../../hw/av/wrtc.ts'

const [file = ''] = process.argv.slice(2)
const frame = { width: 640, height: 360, data: new Uint8Array(readFileSync(file)) }
const connection = new PeerConnection({ iceServers: [] })
const video = new RTCVideoSource()
setInterval(() => video.onFrame(frame), 33)

async function answer(offer: string): Promise<string> {
  await connection.setRemoteDescription({ type: 'offer', sdp: offer })
  for (const transceiver of connection.getTransceivers())
    if (transceiver.receiver.track.kind === 'video') {
      transceiver.direction = 'sendrecv'
      await transceiver.sender.replaceTrack(video.createTrack())
    }
  await connection.setLocalDescription(await connection.createAnswer())
  await gathered(connection, 3000)
  return connection.localDescription?.sdp ?? ''
}

process.on('message', (offer: string) => {
  answer(offer).then((sdp) => process.send?.(sdp))
})
process.on('disconnect', () => process.exit(0))
