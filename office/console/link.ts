import { type ReadonlySignal, signal } from '@preact/signals'
import type { GatewayPush } from '../gateway/protocol.ts'
import { readSeenEyes, type SeenEyes } from './eye-line/framing.ts'

export type Offer = Extract<GatewayPush, { readonly is: 'offer' }>
export type LinkState = 'none' | 'joining' | 'up' | 'lost'

/** This console's end of the link of a visit: the box offers, the console answers. */
export interface LinkEnd {
  readonly state: ReadonlySignal<LinkState>
  /** Sound and picture of the citizen; undefined until they come. */
  readonly remote: ReadonlySignal<MediaStream | undefined>
  readonly linkId: ReadonlySignal<string | undefined>
  /** Takes an offer. A new one replaces the link there was; the one in use, repeated, is ignored. */
  accept(offer: Offer): Promise<void>
  /** Sends another picture from now on, on the link there is. */
  replaceVideo(track: MediaStreamTrack): void
  close(): void
}

export interface LinkOptions {
  /** What is sent: asked for at each link, so a camera plugged in later is used by the next one. */
  readonly local: () => Promise<MediaStream>
  /** Sends the complete answer: its ICE candidates are in it. */
  readonly answer: (offer: Offer, sdp: string) => void
  /** What the box says of the citizen's eyes in its picture; some boxes say nothing. */
  readonly eyes: (seen: SeenEyes) => void
}

/** Label of the channel on which the box says it. */
const EYE_LINE = 'eyeline'

/** How long candidates are gathered at most, in milliseconds; what was found by then goes into the answer. */
const GATHER_MS = 2000

export function createLink({ local, answer, eyes }: LinkOptions): LinkEnd {
  const state = signal<LinkState>('none')
  const remote = signal<MediaStream | undefined>(undefined)
  const linkId = signal<string | undefined>(undefined)
  let current: RTCPeerConnection | undefined

  function close(): void {
    current?.close()
    current = undefined
    linkId.value = undefined
    remote.value = undefined
    state.value = 'none'
  }

  function replaceVideo(track: MediaStreamTrack): void {
    const sender = current?.getSenders().find((each) => each.track?.kind === 'video')
    void sender?.replaceTrack(track)
  }

  async function accept(offer: Offer): Promise<void> {
    if (offer.linkId === linkId.value && state.value !== 'lost') return
    current?.close()
    const peer = new RTCPeerConnection({
      iceServers: offer.iceServers.map((server) => ({ ...server })),
    })
    current = peer
    linkId.value = offer.linkId
    state.value = 'joining'
    const mine = () => current === peer
    watch(peer, mine)
    try {
      const sdp = await answerOf(peer, offer.sdp, await local())
      if (mine()) answer(offer, sdp)
    } catch {
      // An offer that cannot be answered is a lost link: the one who watches asks for another.
      if (mine()) state.value = 'lost'
    }
  }

  function watch(peer: RTCPeerConnection, mine: () => boolean): void {
    const coming = new MediaStream()
    peer.ontrack = ({ track }) => {
      if (!mine()) return
      // The stream stays the same: another one would stop a picture that is just starting.
      coming.addTrack(track)
      remote.value = coming
    }
    peer.ondatachannel = ({ channel }) => {
      if (channel.label !== EYE_LINE) return
      channel.onmessage = ({ data }) => {
        const seen = mine() ? readSeenEyes(data) : null
        if (seen) eyes(seen)
      }
    }
    peer.onconnectionstatechange = () => {
      if (!mine()) return
      if (peer.connectionState === 'connected') state.value = 'up'
      if (peer.connectionState === 'failed' || peer.connectionState === 'closed')
        state.value = 'lost'
    }
  }

  return { state, remote, linkId, accept, replaceVideo, close }
}

async function answerOf(
  peer: RTCPeerConnection,
  sdp: string,
  stream: MediaStream,
): Promise<string> {
  await peer.setRemoteDescription({ type: 'offer', sdp })
  for (const track of stream.getTracks()) peer.addTrack(track, stream)
  await peer.setLocalDescription(await peer.createAnswer())
  await gathered(peer)
  return peer.localDescription?.sdp ?? ''
}

function gathered(peer: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, GATHER_MS)
    const check = () => {
      if (peer.iceGatheringState !== 'complete') return
      clearTimeout(timer)
      resolve()
    }
    peer.onicegatheringstatechange = check
    check()
  })
}
