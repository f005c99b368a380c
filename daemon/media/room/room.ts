/** The 3D screen: when a frame of the room is drawn, and with which picture of the inspector. */
import type { VideoFrame } from '../../../hw/av/wrtc.ts'
import type { Language } from '../../core/language.ts'
import { glassTexts } from '../../screens/kit/texts/texts.ts'
import type { MediaConfig } from '../config.ts'
import type { EyeReading, View } from '../eyeline/eye-reading.ts'
import { PipelineError } from '../gst.ts'
import { darkI420, paddedI420 } from '../i420.ts'
import type { Image } from '../png.ts'
import { type Drawing, drawingOf } from './drawing.ts'
import { follow, startFollowing } from './framing.ts'
import { type MattePicture, openMattePicture } from './matte-picture.ts'
import { readsCodes } from './output.ts'
import { followFrames } from './room-frames.ts'
import { openRoomPipeline } from './room-pipeline.ts'
import { isUsable, type Region, restingView } from './room-view.ts'
import { wordsOnGlass } from './room-words.ts'
import { nextLevels, type Scene, type Shown, shownAt } from './scene.ts'
import { openWords } from './words.ts'

export interface RoomSetting {
  readonly scene: Scene
  readonly language: Language
  /** What is being said, or what the citizen is to do; empty for nothing. */
  readonly caption: string
}
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
const dark: VideoFrame = { width: 640, height: 360, data: darkI420(640, 360) }

/** @throws PipelineError when the pipeline cannot be made. */
export function makeRoom(use: RoomUse): Room {
  const { display, matte } = use
  const pipeline = openRoomPipeline(display, matte)
  const words = openWords()
  const onGlass = wordsOnGlass(words, pipeline.words)
  const started = performance.now()
  let setting: RoomSetting = { scene: 'idle', language: 'nl', caption: '' }
  let view = restingView
  let reading: EyeReading | undefined
  let followed = startFollowing(started)
  let frame = dark
  let shownAtMs = Number.NEGATIVE_INFINITY
  let changedAtMs = started
  let met = false
  let levels = { picture: 0, light: 1 }
  let wordsLevel = 0
  let drawnAtMs = started
  let drawing: Drawing | undefined
  let mattes: MattePicture | undefined

  function draw(): void {
    const now = performance.now()
    const elapsedMs = now - drawnAtMs
    drawnAtMs = now
    const shown = shownNow(now)
    levels =
      setting.scene === 'idle' ? { picture: 0, light: 1 } : nextLevels(levels, shown, elapsedMs)
    wordsLevel = onGlass.level(textOf(shown), elapsedMs)
    if (levels.picture === 0 && shown.inspector === 'gone') frame = dark
    followed = follow(followed, reading, aspectOf(frame), now)
    arrange(now)
    pipeline.draw(frame.data, frame.width, frame.height)
    if (frames) frames.drawn()
    else use.onDrawn()
  }
  function arrange(now: number): void {
    const coded = use.looking() && readsCodes(display)
    drawing = drawingOf(
      {
        ...{ view, coded, ...levels, clockMs: now },
        aspect: aspectOf(frame),
        framing: followed.framing,
        words: wordsLevel,
        inVisit: setting.scene === 'visit',
      },
      display,
    )
    pipeline.set(drawing.uniforms)
  }
  function shownNow(now: number): Shown {
    const pictureAgeMs = now - shownAtMs
    return shownAt({ scene: setting.scene, pictureAgeMs, sinceMs: now - changedAtMs, met })
  }
  function textOf({ notice }: Shown): string {
    if (setting.scene === 'idle') return ''
    const said = notice ? glassTexts[setting.language][notice] : ''
    return [said, setting.caption].filter(Boolean).join('\n')
  }
  function aspectOf({ width, height }: VideoFrame): number {
    return matte.kind === 'alpha' ? (2 * width) / height : width / height
  }
  function period(): number {
    return setting.scene === 'idle' ? idleEveryMs : everyMs
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
        if (drawing?.uniforms.whole === 1 && drawing.uniforms.picture === 1)
          use.onRendered(picture, drawing.region)
      },
      onEnd: () => fail('the room pipeline ended'),
    })
  let timer = setInterval(tick, period())
  draw()
  return {
    show({ width, height, data }) {
      if (setting.scene !== 'visit') return
      frame = { width, height, data: paddedI420(data, width, height) }
      shownAtMs = performance.now()
      met = true
      // The timer only fills in where pictures stay away: one that arrives is drawn at once.
      if (shownAtMs - drawnAtMs > everyMs / 2) draw()
    },
    clear() {
      shownAtMs = Number.NEGATIVE_INFINITY
      changedAtMs = performance.now()
      reading = undefined
    },
    set(next) {
      const other = next.scene !== setting.scene
      setting = next
      if (!other) return
      changedAtMs = performance.now()
      if (next.scene !== 'visit') shownAtMs = Number.NEGATIVE_INFINITY
      if (next.scene === 'idle') met = false
      clearInterval(timer)
      timer = setInterval(tick, period())
      draw()
    },
    look(next) {
      if (!isUsable(next)) return
      view = next
      // A frame that is on its way already is drawn by it too.
      if (setting.scene !== 'idle') arrange(performance.now())
    },
    person(next) {
      reading = next
    },
    async snapshot() {
      const drawn = frames ? frames.next() : pipeline.peek()
      const again = setInterval(draw, everyMs)
      const data = await drawn
      clearInterval(again)
      const { widthPixels: width, heightPixels: height } = display
      const room = data && { width, height, data }
      if (frame === dark) return { room, matte: null }
      mattes ??= openMattePicture(matte)
      return { room, matte: await mattes.draw(frame) }
    },
    stop,
  }
}
