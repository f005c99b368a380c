/**
 * What loketd and its media child say to each other over the fork's IPC channel. No pixels and no sound cross it.
 * An SDP is personal data: it is passed on and never logged.
 */
import type { GazeSample, RecordedEyeContact } from '../core/eye-contact.ts'
import type { Language } from '../core/language.ts'
import type { Stream } from './eyes/messages.ts'
import type { EyeStats } from './eyes/stream-stats.ts'
import type { LinkStats } from './link/link-stats.ts'
import type { Scene } from './room/scene.ts'

export type MediaOrder =
  | LinkOpenOrder
  | { readonly type: 'link.answer'; readonly linkId: string; readonly sdp: string }
  | { readonly type: 'link.close'; readonly linkId: string }
  /** Draws a time code into every picture that is sent on the link that is open now, for a rehearsal. */
  | { readonly type: 'marks.set'; readonly on: boolean }
  /**
   * `idle` renders at most one frame a second and shows no words. Until a picture comes, and when it is lost, `visit`
   * tells the citizen by itself; `waiting` and `moment` tell it without a link. Words are in `language`, Dutch when
   * it is left out; `caption` stands under them until the next order.
   */
  | {
      readonly type: 'room.set'
      readonly scene: Scene
      readonly language?: Language
      readonly caption?: string
    }
  /** The part of the camera picture that is sent, in fractions of its width and height (0 to 1). */
  | {
      readonly type: 'crop.set'
      readonly left: number
      readonly top: number
      readonly width: number
      readonly height: number
    }
  /**
   * Writes what is seen now as PNG files into this folder, which is there already; answered by `snapshot.taken`.
   * Only with `people` are the camera's picture and the inspector's among them.
   */
  | {
      readonly type: 'snapshot.take'
      readonly requestId: string
      readonly folder: string
      readonly people: boolean
    }
  | { readonly type: 'stop' }

/**
 * Makes a new peer connection; answered by `link.offered`. The inspector's takes the place of the one before; a
 * guest's joins, up to four in all.
 */
export interface LinkOpenOrder {
  readonly type: 'link.open'
  readonly linkId: string
  readonly iceServers: readonly IceServer[]
  /** Who is at the other end; the room shows the inspector. Without it: the inspector. */
  readonly role?: 'inspector' | 'guest'
}

export interface IceServer {
  readonly urls: string
  readonly username?: string
  readonly credential?: string
}

export type MediaReport =
  | { readonly type: 'ready' }
  /** A complete offer: its ICE candidates are in it. Another one of the same link restarts ICE on its connection. */
  | { readonly type: 'link.offered'; readonly linkId: string; readonly sdp: string }
  /** Sound comes: at first, and each time again after `link.away`. */
  | { readonly type: 'link.up'; readonly linkId: string }
  /** Nothing comes any more. The link is kept and tries by itself to come back. */
  | { readonly type: 'link.away'; readonly linkId: string }
  /** No picture for two seconds, of the link that is up; sound may go on. */
  | { readonly type: 'picture.lost'; readonly linkId: string }
  | { readonly type: 'picture.back'; readonly linkId: string }
  /** Why: a `LostReason` (`link/recovery.ts`), or `too_many`. The link is closed. */
  | { readonly type: 'link.lost'; readonly linkId: string; readonly reason: string }
  /** The names of the files that were written. */
  | {
      readonly type: 'snapshot.taken'
      readonly requestId: string
      readonly files: readonly SnapshotFile[]
    }
  /** Once a second; the parent kills a child that is silent for five. */
  | { readonly type: 'health'; readonly stats: MediaStats }
  | {
      readonly type: 'fault'
      readonly part: 'capture' | 'room' | 'sound' | 'link' | 'eyes'
      readonly message: string
    }

export const snapshotFiles = ['capture.png', 'matte.png', 'room.png'] as const
export type SnapshotFile = (typeof snapshotFiles)[number]

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
  /** One for each link that is up, over the last second. */
  readonly links: readonly LinkStats[]
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
