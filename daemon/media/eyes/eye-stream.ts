/** One stream's way to the tracker's thread and back: one picture there at a time, the newest waits. */
import type { EyeReading } from '../eyeline/eye-reading.ts'
import type { LookOrder, Size, Stream, WorkerReport } from './messages.ts'
import { type Smoothed, smooth } from './smoothing.ts'
import type { EyeStats } from './stream-stats.ts'

interface Slot {
  shared: SharedArrayBuffer
  size: Size
  takenAtMs: number
}
type Looked = Extract<WorkerReport, { type: 'looked' }>

/** Eyes that close or hide for a moment stay where they were for this long. */
const holdMs = 300
/** Without a new picture a place is worth nothing after this long. */
const staleMs = 1000
/** A look that takes longer than this does not end any more. */
const stuckMs = 5000
/** A picture larger than this (1920 × 1088) is not copied: memory has its bounds. */
const mostBytes = 1920 * 1088 * 1.5

export function makeEyeStream(
  stream: Stream,
  order: (message: LookOrder) => boolean,
  onReading: (stream: Stream, reading: EyeReading | undefined) => void,
) {
  const empty = (): Slot => ({
    shared: new SharedArrayBuffer(0),
    size: { width: 0, height: 0 },
    takenAtMs: 0,
  })
  let there = empty()
  let waiting = empty()
  let busy = false
  let pending = false
  let state: EyeStats['state'] = 'off'
  let smoothed: Smoothed | undefined
  let found = 0
  let seen = 0
  let cpuMs = 0

  function post(): void {
    const { shared, size, takenAtMs } = there
    busy = order({ stream, shared, ...size, takenAtMs })
  }
  function forget(next: EyeStats['state']): void {
    const had = smoothed !== undefined
    busy = false
    pending = false
    smoothed = undefined
    state = next
    if (had) onReading(stream, undefined)
  }
  return {
    start: () => forget('searching'),
    stop() {
      forget('off')
      there = empty()
      waiting = empty()
    },
    /** The thread is gone; it is being started again. */
    lose: () => forget('lost'),
    see(picture: Uint8Array, size: Size, takenAtMs: number): void {
      if (picture.length > mostBytes) return
      if (busy) {
        put(waiting, picture, size, takenAtMs)
        pending = true
        return
      }
      put(there, picture, size, takenAtMs)
      post()
    },
    looked(report: Looked): void {
      if (!busy) return
      const { size, takenAtMs } = there
      seen += 1
      cpuMs += report.cpuMs
      state = report.seen
      if (report.reading) {
        found += 1
        smoothed = smooth(smoothed, report.reading, size.width / size.height)
      } else if (smoothed && takenAtMs - smoothed.reading.takenAtMs > holdMs) smoothed = undefined
      if (pending) [there, waiting] = [waiting, there]
      busy = false
      if (pending) {
        pending = false
        post()
      }
      onReading(stream, smoothed?.reading)
    },
    now: () => smoothed,
    /** To be called now and then: pictures may stop coming. */
    tick(nowMs: number): 'well' | 'stuck' {
      if (busy && nowMs - there.takenAtMs > stuckMs) return 'stuck'
      if (smoothed && nowMs - smoothed.reading.takenAtMs > staleMs) forget('searching')
      return 'well'
    },
    take(passedMs: number): EyeStats {
      const stats = {
        state,
        fps: Math.round((10_000 * found) / passedMs) / 10,
        cpuMs: seen === 0 ? 0 : Math.round((10 * cpuMs) / seen) / 10,
      }
      found = 0
      seen = 0
      cpuMs = 0
      return stats
    },
  }
}

function put(slot: Slot, picture: Uint8Array, size: Size, takenAtMs: number): void {
  if (slot.shared.byteLength !== picture.length) slot.shared = new SharedArrayBuffer(picture.length)
  new Uint8Array(slot.shared).set(picture)
  slot.size = size
  slot.takenAtMs = takenAtMs
}
