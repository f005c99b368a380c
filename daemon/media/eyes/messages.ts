/** What the tracker and its worker say to each other. A picture goes by shared memory. */
import type { EyeReading } from '../eyeline/eye-reading.ts'
import type { Seen } from './look.ts'

/** Whose eyes: before the room's camera, or in the picture that comes over the link. */
export const streams = ['citizen', 'inspector'] as const
export type Stream = (typeof streams)[number]

export interface Size {
  readonly width: number
  readonly height: number
}

/** One picture of a stream; the next of it comes only after the answer. */
export interface LookOrder extends Size {
  readonly stream: Stream
  /** I420, rows not padded. It may be written again after the answer. */
  readonly shared: SharedArrayBuffer
  /** Milliseconds of the main thread's `performance.now()`. */
  readonly takenAtMs: number
}
/** The thread ends itself when it has answered: to end it in the middle of a net aborts the whole process. */
export interface StopOrder {
  readonly stop: true
}
export type WorkerOrder = LookOrder | StopOrder
/** `ready` first, then an answer to each order. */
export type WorkerReport =
  | { readonly type: 'ready' }
  | {
      readonly type: 'looked'
      readonly stream: Stream
      readonly seen: Seen
      readonly reading: EyeReading | undefined
      /** What it cost this thread, milliseconds. */
      readonly cpuMs: number
    }
