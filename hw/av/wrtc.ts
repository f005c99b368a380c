/**
 * A typed edge round @roamhq/wrtc, whose own types do not compile. Importing this file loads the addon: only
 * processes of their own do so, and they must leave with `process.exit`, since a natural exit crashes.
 */
import { createRequire } from 'node:module'

/** I420: width × height luma bytes, then two chroma planes of half the size, no padding. */
export interface VideoFrame {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}
/** Ten milliseconds of sound. */
export interface AudioFrame {
  readonly samples: Int16Array
  readonly sampleRate: number
  readonly bitsPerSample: 16
  readonly channelCount: number
  readonly numberOfFrames: number
}
export interface VideoSource {
  createTrack(): MediaStreamTrack
  onFrame(frame: VideoFrame): void
}
/** Throws on anything but exactly ten milliseconds. */
export interface AudioSource {
  createTrack(): MediaStreamTrack
  onData(frame: AudioFrame): void
}
export interface VideoSink {
  onframe: ((event: { readonly frame: VideoFrame }) => void) | null
  stop(): void
}
export interface AudioSink {
  /** The sample rate may differ from frame to frame. */
  ondata: ((frame: AudioFrame) => void) | null
  stop(): void
}
interface Wrtc {
  readonly RTCPeerConnection: new (configuration?: RTCConfiguration) => RTCPeerConnection
  readonly nonstandard: {
    readonly RTCVideoSource: new () => VideoSource
    readonly RTCAudioSource: new () => AudioSource
    readonly RTCVideoSink: new (track: MediaStreamTrack) => VideoSink
    readonly RTCAudioSink: new (track: MediaStreamTrack) => AudioSink
  }
}

const addon = createRequire(import.meta.url)('@roamhq/wrtc') as Wrtc

export const PeerConnection = addon.RTCPeerConnection
export const { RTCVideoSource, RTCAudioSource, RTCVideoSink, RTCAudioSink } = addon.nonstandard

/**
 * Resolves when every ICE candidate of the local description is known, or after `limitMs`. Right after a restart the
 * state is still that of the candidates before: they count only once the description has some.
 */
export function gathered(connection: RTCPeerConnection, limitMs: number): Promise<void> {
  const complete = () =>
    connection.iceGatheringState === 'complete' &&
    (connection.localDescription?.sdp.includes('\na=candidate:') ?? false)
  if (complete()) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      if (complete()) finish()
    }
    const finish = () => {
      clearTimeout(timer)
      connection.removeEventListener('icegatheringstatechange', done)
      resolve()
    }
    const timer = setTimeout(finish, limitMs)
    connection.addEventListener('icegatheringstatechange', done)
  })
}
