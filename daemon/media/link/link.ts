/** One link: a peer connection in which the box offers, one video and one audio track each way. */
import {
  type AudioFrame,
  type AudioSink,
  gathered,
  PeerConnection,
  RTCAudioSink,
  RTCVideoSink,
  type VideoFrame,
  type VideoSink,
} from '../../../hw/av/wrtc.ts'
import type { IceServer } from '../protocol.ts'
import { type LinkStats, linkStats, type Snapshot, snapshotOf } from './link-stats.ts'
import { type Bitrate, withBitrate } from './sdp.ts'

export interface LinkUse {
  readonly linkId: string
  readonly iceServers: readonly IceServer[]
  readonly bitrate: Bitrate
  /** What is sent. Each is this link's own and is stopped with it. */
  readonly video: MediaStreamTrack
  readonly audio: MediaStreamTrack
  readonly onPicture: (frame: VideoFrame) => void
  readonly onSound: (frame: AudioFrame) => void
  readonly onOffer: (sdp: string) => void
  readonly onUp: () => void
  /** Reported once, and never after `close`; the link is closed by then. */
  readonly onLost: (reason: LostReason) => void
}
export type LostReason = 'unanswered' | 'bad_answer' | 'no_offer' | 'connection'
export interface Link {
  answer(sdp: string): void
  /** Of the last second; undefined until there was one. */
  stats(): LinkStats | undefined
  close(): void
}

const gatherMs = 3000
const answerMs = 20_000
/** The addon tells of `connected` by an event, several times over, but not of `disconnected`. */
const watchMs = 250
const statsMs = 1000
/** `disconnected` itself comes five seconds after the last packet: one away for longer than this is given up. */
const awayMs = 1500

export function openLink(use: LinkUse): Link {
  const connection = new PeerConnection({ iceServers: [...use.iceServers] })
  const sinks: (VideoSink | AudioSink)[] = []
  let closed = false
  let answered = false
  let up = false
  let seen: RTCPeerConnectionState = 'new'
  let patience: NodeJS.Timeout | undefined
  let counted: Snapshot | undefined
  let stats: LinkStats | undefined
  const watch = setInterval(look, watchMs)
  const counting = setInterval(() => {
    // A connection that closes meanwhile has nothing to tell.
    if (up) count().catch(() => {})
  }, statsMs)

  function close(): void {
    if (closed) return
    closed = true
    clearTimeout(patience)
    clearInterval(watch)
    clearInterval(counting)
    for (const sink of sinks) sink.stop()
    connection.close()
    use.video.stop()
    use.audio.stop()
  }
  function lose(reason: LostReason): void {
    if (closed) return
    close()
    use.onLost(reason)
  }
  function wait(ms: number, reason: LostReason): void {
    clearTimeout(patience)
    patience = setTimeout(() => lose(reason), ms)
  }
  function look(): void {
    const before = seen
    seen = connection.connectionState
    if (closed || seen === before) return
    if (seen === 'connected') {
      clearTimeout(patience)
      if (!up) use.onUp()
      up = true
    } else if (seen === 'disconnected') wait(awayMs, 'connection')
    else if (seen === 'failed' || seen === 'closed') lose('connection')
  }
  async function count(): Promise<void> {
    const report = await connection.getStats()
    if (closed) return
    const now = snapshotOf(report.values(), performance.now())
    if (counted) stats = linkStats(use.linkId, counted, now)
    counted = now
  }
  function received({ track }: RTCTrackEvent): void {
    if (track.kind === 'video') {
      const sink = new RTCVideoSink(track)
      sink.onframe = ({ frame }) => use.onPicture(frame)
      sinks.push(sink)
    } else {
      const sink = new RTCAudioSink(track)
      sink.ondata = (frame) => use.onSound(frame)
      sinks.push(sink)
    }
  }
  async function offer(): Promise<void> {
    connection.addEventListener('connectionstatechange', look)
    connection.addEventListener('track', received)
    connection.addTransceiver(use.video, { direction: 'sendrecv' })
    connection.addTransceiver(use.audio, { direction: 'sendrecv' })
    await connection.setLocalDescription(await connection.createOffer())
    await gathered(connection, gatherMs)
    const sdp = connection.localDescription?.sdp
    if (closed) return
    if (!sdp) return lose('no_offer')
    wait(answerMs, 'unanswered')
    use.onOffer(withBitrate(sdp, use.bitrate))
  }
  offer().catch(() => lose('no_offer'))

  return {
    answer(sdp) {
      if (closed || answered) return
      answered = true
      wait(answerMs, 'connection')
      connection
        .setRemoteDescription({ type: 'answer', sdp: withBitrate(sdp, use.bitrate) })
        .catch(() => lose('bad_answer'))
    },
    stats: () => stats,
    close,
  }
}
