import { type ReadonlySignal, signal } from '@preact/signals'
import type { GatewayPush } from '../gateway/protocol.ts'
import { readSeenEyes, type SeenEyes } from './eye-line/framing.ts'

export type Offer = Extract<GatewayPush, { readonly is: 'offer' }>
/** `away`: nothing comes, and the connection tries by itself to come back. */
export type LinkState = 'none' | 'joining' | 'up' | 'away' | 'lost'

/** This console's end of the link of a visit: the box offers, the console answers. */
export interface LinkEnd {
  readonly state: ReadonlySignal<LinkState>
  /** Sound and picture of the citizen; undefined until they come. */
  readonly remote: ReadonlySignal<MediaStream | undefined>
  readonly linkId: ReadonlySignal<string | undefined>
  /**
   * Takes an offer. That of a new link replaces the one there was; another one of the same link restarts its ICE; the
   * very same one is ignored.
   */
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
  let taken: string | undefined

  function close(): void {
    current?.close()
    current = undefined
    taken = undefined
    linkId.value = undefined
    remote.value = undefined
    state.value = 'none'
  }

  function replaceVideo(track: MediaStreamTrack): void {
    const sender = current?.getSenders().find((each) => each.track?.kind === 'video')
    void sender?.replaceTrack(track)
  }

  async function accept(offer: Offer): Promise<void> {
    const again = offer.linkId === linkId.value
    if (again && offer.sdp === taken && state.value !== 'lost') return
    taken = offer.sdp
    const peer = (again && restarted(offer)) || replaced(offer)
    const mine = () => current === peer
    state.value = 'joining'
    try {
      const sdp = await answerOf(peer, offer.sdp, await local())
      if (!mine()) return
      answer(offer, sdp)
      // One that was restarted in time never stopped being connected: no event will say so.
      if (peer.connectionState === 'connected') state.value = 'up'
    } catch {
      // An offer that cannot be answered is a lost link: the one who watches asks for another.
      if (mine()) state.value = 'lost'
    }
  }

  /** The connection of before, when it can take another offer. */
  function restarted({ iceServers }: Offer): RTCPeerConnection | undefined {
    if (!current?.currentRemoteDescription || current.signalingState !== 'stable') return undefined
    current.setConfiguration({ iceServers: serversOf(iceServers) })
    return current
  }
  function replaced({ linkId: id, iceServers }: Offer): RTCPeerConnection {
    current?.close()
    const peer = new RTCPeerConnection({ iceServers: serversOf(iceServers) })
    current = peer
    linkId.value = id
    watch(peer, () => current === peer)
    return peer
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
      if (peer.connectionState === 'disconnected') state.value = 'away'
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
  const sent = new Set(peer.getSenders().map(({ track }) => track))
  for (const track of stream.getTracks()) if (!sent.has(track)) peer.addTrack(track, stream)
  await peer.setLocalDescription(await peer.createAnswer())
  await gathered(peer)
  return peer.localDescription?.sdp ?? ''
}

function serversOf(servers: Offer['iceServers']): RTCIceServer[] {
  return servers.map((server) => ({ ...server }))
}

function gathered(peer: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, GATHER_MS)
    const check = () => {
      // Right after a restart the state is still that of the candidates before.
      if (peer.iceGatheringState !== 'complete') return
      if (!peer.localDescription?.sdp.includes('a=candidate:')) return
      clearTimeout(timer)
      resolve()
    }
    peer.onicegatheringstatechange = check
    check()
  })
}
