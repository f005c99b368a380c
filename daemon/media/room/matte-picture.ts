/** The inspector alone, cut out as the room does it, on nothing: for a technician to judge the matte by. */
import type { VideoFrame } from '../../../hw/av/wrtc.ts'
import { meanEyeSpacingMm } from '../eyeline/sight.ts'
import type { Image } from '../png.ts'
import { displayConfig, type MatteConfig } from './display.ts'
import { drawingOf } from './drawing.ts'
import { openRoomPipeline } from './room-pipeline.ts'

export interface MattePicture {
  /** Of a picture with padded rows; `null` when the pipeline stopped. One at a time. */
  draw(frame: VideoFrame): Promise<Image | null>
  stop(): void
}

/** A glass of this height in mm shows the whole picture where the person's plane is the glass itself. */
const heightMm = 720
const size = { widthPixels: 640, heightPixels: 360 } as const

/** @throws PipelineError */
export function openMattePicture(matte: MatteConfig): MattePicture {
  const display = displayConfig.parse({
    ...size,
    profile: 'beam-splitter',
    widthMm: 1280,
    heightMm,
    personDepthMm: 0,
  })
  const pipeline = openRoomPipeline(display, matte)
  const { uniforms } = drawingOf(
    {
      view: { eye: { x: 0, y: 0, z: 1000 }, sight: { x: 0, y: 0 } },
      framing: { eyes: { x: 0.5, y: 0.5 }, spacing: meanEyeSpacingMm / heightMm },
      aspect: 1280 / heightMm,
      coded: false,
      ...{ picture: 1, light: 1, words: 0, inVisit: true, clockMs: 0 },
    },
    display,
  )
  return {
    async draw({ width, height, data }) {
      pipeline.set(uniforms)
      pipeline.draw(data, width, height)
      const drawn = await pipeline.frames?.raw.pull()
      return drawn ? straight(drawn) : null
    },
    stop: pipeline.stop,
  }
}

/** Turns what the shader drew mirrored and on black into straight alpha. */
function straight(drawn: Uint8Array): Image {
  const { widthPixels: width, heightPixels: height } = size
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + width - 1 - x) * 4
      const to = (y * width + x) * 4
      const alpha = drawn[from + 3] ?? 0
      for (const channel of [0, 1, 2])
        data[to + channel] = alpha === 0 ? 0 : ((drawn[from + channel] ?? 0) * 255) / alpha
      data[to + 3] = alpha
    }
  return { width, height, data: new Uint8Array(data.buffer) }
}
