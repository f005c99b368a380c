/**
 * What loketd and its media child say to each other over the fork's IPC channel. No pixels and no sound cross it.
 * An SDP is personal data: it is passed on and never logged.
 */
import type { GazeSample, RecordedEyeContact } from '../core/eye-contact.ts'
import type { Stream } from './eyes/messages.ts'
import type { EyeStats } from './eyes/stream-stats.ts'

export type MediaOrder =
  /** Makes a new peer connection; answered by `link.offered`. A link that is open is closed first. */
  | {
      readonly type: 'link.open'
      readonly linkId: string
      readonly iceServers: readonly IceServer[]
    }
  | { readonly type: 'link.answer'; readonly linkId: string; readonly sdp: string }
  | { readonly type: 'link.close'; readonly linkId: string }
  /** Draws a time code into every picture that is sent on the link that is open now, for a rehearsal. */
  | { readonly type: 'marks.set'; readonly on: boolean }
  /** Idle renders at most one frame a second. */
  | { readonly type: 'room.set'; readonly scene: 'idle' | 'visit' }
  /** The part of the camera picture that is sent, in fractions of its width and height (0 to 1). */
  | {
      readonly type: 'crop.set'
      readonly left: number
      readonly top: number
      readonly width: number
      readonly height: number
    }
  | { readonly type: 'stop' }

export interface IceServer {
  readonly urls: string
  readonly username?: string
  readonly credential?: string
}

export type MediaReport =
  | { readonly type: 'ready' }
  /** A complete offer: its ICE candidates are in it. */
  | { readonly type: 'link.offered'; readonly linkId: string; readonly sdp: string }
  | { readonly type: 'link.up'; readonly linkId: string }
  /** Connection failed or closed by the other end, or the offer was never answered. */
  | { readonly type: 'link.lost'; readonly linkId: string; readonly reason: string }
  /** Once a second; the parent kills a child that is silent for five. */
  | { readonly type: 'health'; readonly stats: MediaStats }
  | {
      readonly type: 'fault'
      readonly part: 'capture' | 'room' | 'sound' | 'link' | 'eyes'
      readonly message: string
    }

export interface MediaStats {
  /** Frames in the last second. */
  readonly captureFps: number
  readonly sentFps: number
  readonly receivedFps: number
  readonly roomFps: number
  readonly soundInPerSecond: number
  readonly soundOutPerSecond: number
  /** The loudest sample that came in the last second, 0 (silence) to 32767. */
  readonly loudestIn: number
  readonly source: 'v4l2' | 'portrait' | 'browser'
  /** How far the inspector's drawn eyes looked past the lens since the last report; absent while no eyes are seen. */
  readonly gaze?: {
    readonly samplesDeg: readonly GazeSample[]
    readonly calibration: RecordedEyeContact['calibration'] | null
  }
  readonly eyes: Readonly<Record<Stream, EyeStats>>
  /** Time codes found in received and in rendered frames, and those that could not be read, since the link came up. */
  readonly codes: { readonly received: CodeCount; readonly rendered: CodeCount }
}
export interface CodeCount {
  readonly read: number
  readonly unreadable: number
  /** Milliseconds from drawing to reading, last one read; both ends on one machine. */
  readonly lastMs?: number
  /** That of every code read since the last report, oldest first. */
  readonly agesMs: readonly number[]
}
