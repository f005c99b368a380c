/** The 3D screen: when a frame of the room is drawn, and with which picture of the inspector. */
import type { VideoFrame } from '../../hw/av/wrtc.ts'
import type { MediaConfig } from './config.ts'
import { PipelineError, type Sink } from './gst.ts'
import { darkI420, paddedI420 } from './i420.ts'
import { openRoomPipeline } from './room-pipeline.ts'
import { paneOnScreen, type Region, restingEye } from './room-view.ts'

export type Scene = 'idle' | 'visit'
export interface Room {
  /** Shows the inspector's newest picture; without effect in the idle scene. */
  show(frame: VideoFrame): void
  /** The inspector is gone: the last picture fades and leaves no trace. */
  clear(): void
  set(scene: Scene): void
  /** Resolves when nothing of GStreamer is waited for any more. */
  stop(): Promise<void>
}
export interface RoomUse {
  readonly display: MediaConfig['display']
  /** One finished frame; only with the display on the cable. */
  readonly onJpeg: (jpeg: Uint8Array) => void
  readonly onDrawn: () => void
  /** Whether finished frames are to be looked into. */
  readonly looking: () => boolean
  /** A finished frame, I420, `roomSize`, and where the inspector's picture stands in it. */
  readonly onRendered: (picture: Uint8Array, pane: Region) => void
  /** The pipeline cannot be repaired: the process has to start anew. */
  readonly onFault: (error: PipelineError) => void
}

/** A little over a second, so that no second holds two. */
const idleEveryMs = 1050
const visitEveryMs = 33
/** Without a new picture for this long the pane fades. */
const missedMs = 1500
const fadeMs = 500
const stalledMs = 3000
/** A software GL compiles the shader first. */
const startMs = 5000

/** @throws PipelineError when the pipeline cannot be made. */
export function makeRoom(use: RoomUse): Room {
  const pipeline = openRoomPipeline(use.display)
  const dark: VideoFrame = { width: 640, height: 360, data: darkI420(640, 360) }
  const eye = restingEye
  const pumps = new Set<Promise<void>>()
  let scene: Scene = 'idle'
  let frame = dark
  let shownAtMs = Number.NEGATIVE_INFINITY
  let pane = 0
  let drawnAtMs = 0
  let finishedAtMs = performance.now() + startMs
  let lookingNow = false
  let stopped = false

  function draw(): void {
    const now = performance.now()
    const there = scene === 'visit' && now - shownAtMs < missedMs
    pane = scene === 'idle' ? 0 : faded(pane, there, now - drawnAtMs)
    if (pane === 0 && !there) frame = dark
    drawnAtMs = now
    pipeline.draw(frame.data, frame.width, frame.height, {
      'eye-x': eye.x,
      'eye-y': eye.y,
      'eye-z': eye.z,
      clock: now / 1000,
      visit: scene === 'visit' ? 1 : 0,
      picture: pane * pane * (3 - 2 * pane),
      aspect: frame.width / frame.height,
    })
    if (!pipeline.frames) use.onDrawn()
    else if (use.looking() && !lookingNow) keep(look(pipeline.frames.raw))
  }
  function tick(): void {
    const now = performance.now()
    if (now - drawnAtMs >= (scene === 'idle' ? idleEveryMs : visitEveryMs) - 3) draw()
    if (pipeline.frames && now - finishedAtMs > stalledMs) fail('the room pipeline stalled')
  }
  function fail(message: string): void {
    if (stopped) return
    end()
    use.onFault(new PipelineError(message))
  }
  function end(): void {
    stopped = true
    clearInterval(timer)
    pipeline.stop()
  }
  function keep(pump: Promise<void>): void {
    const kept = pump.finally(() => pumps.delete(kept))
    pumps.add(kept)
  }
  async function deliver(jpeg: Sink): Promise<void> {
    while (!stopped) {
      const picture = await jpeg.pull()
      if (stopped) return
      if (!picture) return fail('the room pipeline ended')
      finishedAtMs = performance.now()
      use.onDrawn()
      use.onJpeg(picture)
    }
  }
  async function look(raw: Sink): Promise<void> {
    lookingNow = true
    await raw.pull() // may be a frame from long ago
    while (!stopped && use.looking()) {
      const picture = await raw.pull()
      if (!picture) break
      if (pane === 1) use.onRendered(picture, paneOnScreen(eye, frame.width / frame.height))
    }
    lookingNow = false
  }
  function schedule(): NodeJS.Timeout {
    return setInterval(tick, scene === 'idle' ? idleEveryMs : visitEveryMs)
  }

  let timer = schedule()
  if (pipeline.frames) keep(deliver(pipeline.frames.jpeg))
  draw()
  return {
    show({ width, height, data }) {
      if (scene === 'idle' || stopped) return
      frame = { width, height, data: paddedI420(data, width, height) }
      shownAtMs = performance.now()
      // The timer only fills in where pictures stay away: one that arrives is drawn at once.
      if (shownAtMs - drawnAtMs > visitEveryMs / 2) draw()
    },
    clear() {
      shownAtMs = Number.NEGATIVE_INFINITY
    },
    set(next) {
      if (next === scene || stopped) return
      scene = next
      clearInterval(timer)
      timer = schedule()
      draw()
    },
    async stop() {
      if (!stopped) end()
      await Promise.all(pumps)
    },
  }
}

/** How much of the pane is there (0 to 1) after `elapsedMs` more. */
function faded(pane: number, there: boolean, elapsedMs: number): number {
  const step = Math.min(elapsedMs / fadeMs, 1)
  return there ? Math.min(pane + step, 1) : Math.max(pane - step, 0)
}
