/**
 * The far end of a link without a person: answers an offer, sends a picture with a time code and a soft tone, and
 * counts the codes it receives. Loads the WebRTC addon: it belongs in a process of its own (`echo-process.ts`).
 */
import { type CodeTally, countCode, noCodes } from './code-count.ts'
import { drawCode, lumaOfI420, readCode } from './time-code.ts'
import {
  gathered,
  PeerConnection,
  RTCAudioSink,
  RTCAudioSource,
  RTCVideoSink,
  RTCVideoSource,
} from './wrtc.ts'

export interface EchoCounts {
  readonly pictures: number
  /** Ten milliseconds each. */
  readonly soundBlocks: number
  /** Loudest sample heard, 0 to 32767. */
  readonly loudest: number
  readonly codes: CodeTally
  /** Where the citizen's eyes are, the last that was told; undefined: nothing was. */
  readonly eyes?: unknown
  readonly state: RTCPeerConnectionState
}
/** What an offer says of the connection it belongs to: a restart keeps it. Source: RFC 8866, section 5.2. */
export function connectionOf(offer: string): string | undefined {
  return /^o=(\S+ \S+) /m.exec(offer)?.[1]
}

export interface EchoPeer {
  /** The answer to an offer, ICE candidates included; one after the first must be of the same connection. */
  answer(offer: string): Promise<string>
  counts(): EchoCounts
  close(): void
}

const width = 640
const height = 360
const pictureMs = 33
const blockMs = 10
const blockSamples = 480
const gatherMs = 3000

export function makeEchoPeer(iceServers: RTCIceServer[] = []): EchoPeer {
  const connection = new PeerConnection({ iceServers })
  const video = new RTCVideoSource()
  const audio = new RTCAudioSource()
  const sinks: { stop(): void }[] = []
  let tracks: { readonly video: MediaStreamTrack; readonly audio: MediaStreamTrack } | undefined
  let counts: Omit<EchoCounts, 'state'> = {
    pictures: 0,
    soundBlocks: 0,
    loudest: 0,
    codes: noCodes,
  }
  const stop = [every(pictureMs, () => video.onFrame(testPicture())), every(blockMs, sound)]

  let phase = 0
  function sound(): void {
    audio.onData({
      samples: Int16Array.from({ length: blockSamples }, () => 1500 * Math.sin(phase++ / 20)),
      sampleRate: 48_000,
      bitsPerSample: 16,
      channelCount: 1,
      numberOfFrames: blockSamples,
    })
  }
  function received({ track }: RTCTrackEvent): void {
    if (track.kind === 'video') {
      const sink = new RTCVideoSink(track)
      sinks.push(sink)
      sink.onframe = ({ frame }) => {
        const whole = { x: 0, y: 0, width: frame.width, height: frame.height }
        const reading = readCode(lumaOfI420(frame.data, frame.width), whole)
        const codes = countCode(counts.codes, reading, Date.now())
        counts = { ...counts, pictures: counts.pictures + 1, codes }
      }
    } else {
      const sink = new RTCAudioSink(track)
      sinks.push(sink)
      sink.ondata = ({ samples }) => {
        const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
        const most = Math.max(counts.loudest, loudest)
        counts = { ...counts, soundBlocks: counts.soundBlocks + 1, loudest: most }
      }
    }
  }
  connection.addEventListener('track', received)
  connection.addEventListener('datachannel', ({ channel }) => {
    channel.onmessage = ({ data }) => {
      if (channel.label === 'eyeline') counts = { ...counts, eyes: parsed(data) }
    }
  })

  return {
    async answer(offer) {
      await connection.setRemoteDescription({ type: 'offer', sdp: offer })
      tracks ??= { video: video.createTrack(), audio: audio.createTrack() }
      for (const transceiver of connection.getTransceivers()) {
        const kind = transceiver.receiver.track.kind === 'video' ? 'video' : 'audio'
        transceiver.direction = 'sendrecv'
        await transceiver.sender.replaceTrack(tracks[kind])
      }
      await connection.setLocalDescription(await connection.createAnswer())
      await gathered(connection, gatherMs)
      return connection.localDescription?.sdp ?? ''
    },
    counts: () => ({ ...counts, state: connection.connectionState }),
    close() {
      for (const end of stop) end()
      for (const sink of sinks) sink.stop()
      connection.close()
    },
  }
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

/** A grey picture with a lighter square that walks across it, and the time code. */
function testPicture() {
  const data = new Uint8Array((width * height * 3) / 2).fill(128)
  const now = Date.now()
  data.fill(90, 0, width * height)
  const left = Math.floor(now / 20) % (width - 80)
  for (let y = 100; y < 180; y++) data.fill(190, y * width + left, y * width + left + 80)
  drawCode(data, width, height, now)
  return { width, height, data }
}

/** Calls `action` every `ms` on the average, catching up after a delay of less than a second. */
function every(ms: number, action: () => void): () => void {
  let due = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    if (now - due > 1000) due = now
    for (; due <= now; due += ms) action()
  }, ms)
  return () => clearInterval(timer)
}
