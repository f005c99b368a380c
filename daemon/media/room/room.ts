/** The 3D screen: when a frame of the room is drawn, and with which picture of the inspector. */
import type { VideoFrame } from '../../../hw/av/wrtc.ts'
import type { MediaConfig } from '../config.ts'
import type { EyeReading, View } from '../eyeline/eye-reading.ts'
import { PipelineError } from '../gst.ts'
import type { Image } from '../png.ts'
import type { Drawing } from './drawing.ts'
import { type MattePicture, openMattePicture } from './matte-picture.ts'
import { readsCodes } from './output.ts'
import { followFrames } from './room-frames.ts'
import { openRoomPipeline } from './room-pipeline.ts'
import type { Region } from './room-view.ts'
import { wordsOnGlass } from './room-words.ts'
import { makeStage, type RoomSetting } from './stage.ts'
import { openWords } from './words.ts'

export interface Room {
  /** Shows the inspector's newest picture; without effect outside a visit. */
  show(frame: VideoFrame): void
  /** The inspector is gone: the last picture fades and leaves no trace. */
  clear(): void
  set(setting: RoomSetting): void
  /**
   * From where the citizen looks, and where on the glass the inspector's eyes belong: from the next frame on. Without
   * effect when no room can be seen from there.
   */
  look(view: View): void
  /** The inspector's eyes in the picture that is shown; `undefined` when the tracker found none in it. */
  person(reading: EyeReading | undefined): void
  /** What is drawn now, and the inspector alone where somebody is there. */
  snapshot(): Promise<RoomSnapshot>
  /** Resolves when nothing of GStreamer is waited for any more. */
  stop(): Promise<void>
}
export interface RoomSnapshot {
  /** The display's whole picture; `null` when the pipeline stopped. */
  readonly room: Image | null
  readonly matte: Image | null
}
export interface RoomUse {
  readonly display: MediaConfig['display']
  readonly matte: MediaConfig['matte']
  /** A frame is about to be drawn: what `look` says now is drawn in it. */
  readonly onFrame?: (nowMs: number) => void
  /** It was handed over to be drawn, with the inspector's whole picture there. */
  readonly onPlaced?: (view: View, place: Region, nowMs: number) => void
  /** One finished frame; only with the display on the cable. */
  readonly onJpeg: (jpeg: Uint8Array) => void
  readonly onDrawn: () => void
  /** Whether finished frames are to be looked into. */
  readonly looking: () => boolean
  /** A finished frame, RGBA of the display's size in pixels, and where the inspector's picture stands in it. */
  readonly onRendered: (picture: Uint8Array, place: Region) => void
  /** The pipeline cannot be repaired: the process has to start anew. */
  readonly onFault: (error: PipelineError) => void
}

/** A little over a second, so that no second holds two. */
const idleEveryMs = 1050
const everyMs = 33

/** @throws PipelineError when the pipeline cannot be made. */
export function makeRoom(use: RoomUse): Room {
  const { display, matte } = use
  const pipeline = openRoomPipeline(display, matte)
  const words = openWords()
  const onGlass = wordsOnGlass(words, pipeline.words)
  const stage = makeStage(display, matte, onGlass, performance.now())
  let drawnAtMs = performance.now()
  let drawing: Drawing | undefined
  let mattes: MattePicture | undefined

  function draw(): void {
    drawnAtMs = performance.now()
    use.onFrame?.(drawnAtMs)
    stage.advance(drawnAtMs)
    arrange()
    const { data, width, height } = stage.frame
    pipeline.draw(data, width, height)
    if (drawing && stage.somebody) use.onPlaced?.(stage.view, drawing.region, drawnAtMs)
    if (frames) frames.drawn()
    else use.onDrawn()
  }
  function arrange(): void {
    drawing = stage.drawing(use.looking() && readsCodes(display))
    pipeline.set(drawing.uniforms)
  }
  function period(): number {
    return stage.setting.scene === 'idle' ? idleEveryMs : everyMs
  }
  function tick(): void {
    if (performance.now() - drawnAtMs >= period() - 3) draw()
    if (frames?.stalled()) fail('the room pipeline stalled')
  }
  function fail(message: string): void {
    void stop()
    use.onFault(new PipelineError(message))
  }
  async function stop(): Promise<void> {
    clearInterval(timer)
    words.stop()
    mattes?.stop()
    pipeline.stop()
    await frames?.stop()
  }
  function onRaw(picture: Uint8Array): void {
    // While it fades in, the picture is too dim to be read.
    if (drawing?.uniforms.whole === 1 && drawing.uniforms.picture === 1)
      use.onRendered(picture, drawing.region)
  }
  function onJpeg(jpeg: Uint8Array): void {
    use.onDrawn()
    use.onJpeg(jpeg)
  }
  async function snapshot(): Promise<RoomSnapshot> {
    const drawn = frames ? frames.next() : pipeline.peek()
    const again = setInterval(draw, everyMs)
    const data = await drawn
    clearInterval(again)
    const room = data && { width: display.widthPixels, height: display.heightPixels, data }
    if (!stage.somebody) return { room, matte: null }
    mattes ??= openMattePicture(matte)
    return { room, matte: await mattes.draw(stage.frame) }
  }
  const onEnd = () => fail('the room pipeline ended')
  const { looking } = use
  const frames =
    pipeline.frames && followFrames({ ...pipeline.frames, looking, onJpeg, onRaw, onEnd })
  let timer = setInterval(tick, period())
  draw()
  return {
    show(frame) {
      if (stage.setting.scene !== 'visit') return
      const now = performance.now()
      stage.show(frame, now)
      // The timer only fills in where pictures stay away: one that arrives is drawn at once.
      if (now - drawnAtMs > everyMs / 2) draw()
    },
    clear: () => stage.clear(performance.now()),
    set(next) {
      const before = stage.setting.scene
      stage.set(next, performance.now())
      if (next.scene === before) return
      clearInterval(timer)
      timer = setInterval(tick, period())
      draw()
    },
    look(view) {
      stage.look(view)
      // A frame that is on its way already is drawn by it too.
      if (stage.setting.scene !== 'idle') arrange()
    },
    person: stage.person,
    snapshot,
    stop,
  }
}
