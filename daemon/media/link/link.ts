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
import { type LinkEffect, type LinkEvent, type LostReason, opening, stepLink } from './recovery.ts'
import { type Bitrate, hasOurCodecs, withBitrate, withSound } from './sdp.ts'

export interface LinkUse {
  readonly linkId: string
  readonly iceServers: readonly IceServer[]
  readonly bitrate: Bitrate
  /** What is sent. Each is this link's own and is stopped with it. */
  readonly video: MediaStreamTrack
  readonly audio: MediaStreamTrack
  readonly onPicture: (frame: VideoFrame) => void
  readonly onSound: (frame: AudioFrame) => void
  /** Another one after the first restarts ICE on the same connection. */
  readonly onOffer: (sdp: string) => void
  /** At first, and each time that sound comes again. */
  readonly onUp: () => void
  /** Nothing comes any more; the connection tries by itself to come back. */
  readonly onAway: () => void
  /** Once a second, from when it was up first. */
  readonly onStats: (stats: LinkStats) => void
  /** Reported once, and never after `close`; the link is closed by then. */
  readonly onLost: (reason: LostReason) => void
}
export interface Link {
  answer(sdp: string): void
  /** Bits per second that Opus may take from now on. */
  sound(bps: number): void
  /** Where the citizen's eyes are in the picture, as text; lost rather than late. */
  eyes(text: string): void
  close(): void
}

const gatherMs = 3000
/** Bytes: what has not left by then is of no use any more. */
const mostWaiting = 2000
/** The addon tells of `connected` by an event, several times over, but not of `disconnected`. */
const watchMs = 250
const statsMs = 1000

export function openLink(use: LinkUse): Link {
  const connection = new PeerConnection({ iceServers: [...use.iceServers] })
  const sinks = listen(connection, use)
  let life = opening
  let closed = false
  let seen: RTCPeerConnectionState = 'new'
  let answered: string | undefined
  let soundBps: number | undefined
  let timer: NodeJS.Timeout | undefined
  /** Descriptions are changed one after the other. */
  let turn = Promise.resolve()
  const watch = setInterval(look, watchMs)
  const counting = counter(connection, use.linkId, (stats, came) => {
    if (closed) return
    if (life.phase !== 'opening') use.onStats(stats)
    post({ type: 'packets.counted', came })
  })

  function close(): void {
    if (closed) return
    closed = true
    clearTimeout(timer)
    clearInterval(watch)
    counting.stop()
    for (const sink of sinks) sink.stop()
    connection.close()
    use.video.stop()
    use.audio.stop()
  }
  function post(event: LinkEvent): void {
    if (closed) return
    const step = stepLink(life, event)
    life = step.state
    for (const effect of step.effects) act(effect)
  }
  function act(effect: LinkEffect): void {
    switch (effect.type) {
      case 'link.up':
        use.onUp()
        break
      case 'link.away':
        use.onAway()
        break
      case 'link.restart':
        offer(true)
        break
      case 'link.lose':
        close()
        use.onLost(effect.reason)
        break
      case 'timer.cancel':
        clearTimeout(timer)
        break
      case 'timer.set':
        clearTimeout(timer)
        timer = setTimeout(() => post({ type: 'timer.expired' }), effect.ms)
    }
  }
  function look(): void {
    const state = connection.connectionState
    if (closed || seen === state) return
    seen = state
    post({ type: 'state.changed', state })
  }
  function inTurn(work: () => Promise<void>, refused: LostReason): void {
    turn = turn
      .then(() => (closed ? undefined : work()))
      .catch(() => post({ type: 'link.refused', reason: refused }))
  }
  function offer(iceRestart: boolean): void {
    inTurn(async () => {
      answered = undefined
      await connection.setLocalDescription(await connection.createOffer({ iceRestart }))
      await gathered(connection, gatherMs)
      const sdp = connection.localDescription?.sdp
      if (closed) return
      if (!sdp) {
        post({ type: 'link.refused', reason: 'no_offer' })
        return
      }
      post({ type: 'link.offered' })
      use.onOffer(withBitrate(sdp, use.bitrate))
    }, 'no_offer')
  }
  function take(sdp: string): Promise<void> {
    const rated = withBitrate(sdp, use.bitrate)
    return connection.setRemoteDescription({
      type: 'answer',
      sdp: soundBps === undefined ? rated : withSound(rated, soundBps),
    })
  }
  connection.addEventListener('connectionstatechange', look)
  connection.addTransceiver(use.video, { direction: 'sendrecv' })
  connection.addTransceiver(use.audio, { direction: 'sendrecv' })
  const eyes = connection.createDataChannel('eyeline', { ordered: false, maxRetransmits: 0 })
  offer(false)

  return {
    answer(sdp) {
      if (answered !== undefined) return
      answered = sdp
      if (!hasOurCodecs(sdp)) {
        post({ type: 'link.refused', reason: 'other_codec' })
        return
      }
      post({ type: 'link.answered' })
      inTurn(() => take(sdp), 'bad_answer')
    },
    sound(bps) {
      if (bps === soundBps || (soundBps === undefined && answered === undefined)) return
      soundBps = bps
      // The library reads a sender's bitrates from the far end's description: the one that stands is taken anew.
      inTurn(async () => {
        if (answered === undefined || connection.signalingState !== 'stable') return
        await connection.setLocalDescription(await connection.createOffer())
        await take(answered)
      }, 'connection')
    },
    eyes(text) {
      if (!closed && eyes.readyState === 'open' && eyes.bufferedAmount < mostWaiting)
        eyes.send(text)
    },
    close,
  }
}

/** Gives on what comes; the sinks that are there so far are in what it returns. */
function listen(connection: RTCPeerConnection, use: LinkUse): (VideoSink | AudioSink)[] {
  const sinks: (VideoSink | AudioSink)[] = []
  connection.addEventListener('track', ({ track }) => {
    if (track.kind === 'video') {
      const sink = new RTCVideoSink(track)
      sink.onframe = ({ frame }) => use.onPicture(frame)
      sinks.push(sink)
    } else {
      const sink = new RTCAudioSink(track)
      sink.ondata = (frame) => use.onSound(frame)
      sinks.push(sink)
    }
  })
  return sinks
}

function counter(
  connection: RTCPeerConnection,
  linkId: string,
  counted: (stats: LinkStats, came: boolean) => void,
): { stop(): void } {
  let before: Snapshot | undefined
  const timer = setInterval(() => {
    // A connection that closes meanwhile has nothing to tell.
    count().catch(() => {})
  }, statsMs)
  async function count(): Promise<void> {
    const report = await connection.getStats()
    const now = snapshotOf(report.values(), performance.now())
    // Somebody who only listens sends nothing: then the state is all there is.
    const silent = now.in.packets === 0 && connection.connectionState === 'connected'
    if (before)
      counted(linkStats(linkId, before, now), silent || now.in.packets > before.in.packets)
    before = now
  }
  return { stop: () => clearInterval(timer) }
}
