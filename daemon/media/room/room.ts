/** The 3D screen: when a frame of the room is drawn, and with which picture of the inspector. */
import type { VideoFrame } from '../../../hw/av/wrtc.ts'
import type { MediaConfig } from '../config.ts'
import { PipelineError } from '../gst.ts'
import { darkI420, paddedI420 } from '../i420.ts'
import { followFrames } from './room-frames.ts'
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
const dark: VideoFrame = { width: 640, height: 360, data: darkI420(640, 360) }

/** @throws PipelineError when the pipeline cannot be made. */
export function makeRoom(use: RoomUse): Room {
  const pipeline = openRoomPipeline(use.display)
  const eye = restingEye
  let scene: Scene = 'idle'
  let frame = dark
  let shownAtMs = Number.NEGATIVE_INFINITY
  let pane = 0
  let drawnAtMs = 0

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
    if (frames) frames.drawn()
    else use.onDrawn()
  }
  function tick(): void {
    if (performance.now() - drawnAtMs >= everyMs(scene) - 3) draw()
    if (frames?.stalled()) fail('the room pipeline stalled')
  }
  function fail(message: string): void {
    void stop()
    use.onFault(new PipelineError(message))
  }
  async function stop(): Promise<void> {
    clearInterval(timer)
    pipeline.stop()
    await frames?.stop()
  }
  const frames =
    pipeline.frames &&
    followFrames({
      ...pipeline.frames,
      looking: use.looking,
      onJpeg: (jpeg) => {
        use.onDrawn()
        use.onJpeg(jpeg)
      },
      onRaw: (picture) => {
        // While it fades in, the picture is too dim to be read.
        if (pane === 1) use.onRendered(picture, paneOnScreen(eye, frame.width / frame.height))
      },
      onEnd: () => fail('the room pipeline ended'),
    })
  let timer = setInterval(tick, everyMs(scene))
  draw()
  return {
    show({ width, height, data }) {
      if (scene === 'idle') return
      frame = { width, height, data: paddedI420(data, width, height) }
      shownAtMs = performance.now()
      // The timer only fills in where pictures stay away: one that arrives is drawn at once.
      if (shownAtMs - drawnAtMs > visitEveryMs / 2) draw()
    },
    clear() {
      shownAtMs = Number.NEGATIVE_INFINITY
    },
    set(next) {
      if (next === scene) return
      scene = next
      clearInterval(timer)
      timer = setInterval(tick, everyMs(scene))
      draw()
    },
    stop,
  }
}

function everyMs(scene: Scene): number {
  return scene === 'idle' ? idleEveryMs : visitEveryMs
}

/** How much of the pane is there (0 to 1) after `elapsedMs` more. */
function faded(pane: number, there: boolean, elapsedMs: number): number {
  const step = Math.min(elapsedMs / fadeMs, 1)
  return there ? Math.min(pane + step, 1) : Math.max(pane - step, 0)
}
