/** What a parent and its echo process say to each other over the fork's IPC channel. An SDP is never logged. */
import type { EchoCounts } from './echo-peer.ts'

export interface EchoIceServer {
  readonly urls: string
  readonly username?: string
  readonly credential?: string
}

export type EchoOrder =
  /** Closes the peer before it, if any, unless the offer is of the same connection. */
  | {
      readonly type: 'answer'
      readonly linkId: string
      readonly offer: string
      readonly iceServers: readonly EchoIceServer[]
    }
  | { readonly type: 'close'; readonly linkId: string }

export type EchoReport =
  | { readonly type: 'answered'; readonly linkId: string; readonly sdp: string }
  | { readonly type: 'failed'; readonly linkId: string }
  /** Twice a second while there is a peer. */
  | { readonly type: 'counts'; readonly linkId: string; readonly counts: EchoCounts }
