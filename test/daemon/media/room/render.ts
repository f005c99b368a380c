/** The room's own pipeline, without a display: what comes out of it, and where bright spots stand in that. */
import { resolve } from 'node:path'
import { darkI420 } from '../../../../daemon/media/i420.ts'
import {
  type DisplayConfig,
  displayConfig,
  type MatteConfig,
} from '../../../../daemon/media/room/display.ts'
import { drawingOf, type Look } from '../../../../daemon/media/room/drawing.ts'
import { calmFraming } from '../../../../daemon/media/room/framing.ts'
import { openRoomPipeline } from '../../../../daemon/media/room/room-pipeline.ts'
import { type Region, restingView } from '../../../../daemon/media/room/room-view.ts'

const native = resolve('.loket/native')
/** As `parent.ts` sets it for the child; to be called before the first pipeline. */
Object.assign(process.env, {
  GST_GL_API: 'gles2',
  GST_GL_PLATFORM: 'egl',
  GST_GL_WINDOW: 'egl-device',
  GST_PLUGIN_PATH: `${native}/gstreamer`,
  FONTCONFIG_FILE: `${native}/fonts/fonts.conf`,
})

export interface Image {
  readonly width: number
  readonly height: number
  /** RGBA. */
  readonly data: Uint8Array
}
export interface Spot {
  readonly x: number
  readonly y: number
}

export function display(change: Partial<DisplayConfig> = {}): DisplayConfig {
  return displayConfig.parse(change)
}

export const look: Look = {
  view: restingView,
  framing: calmFraming,
  aspect: 16 / 9,
  coded: false,
  picture: 1,
  light: 1,
  words: 0,
  inVisit: true,
  clockMs: 0,
}

/** One pipeline that draws as often as it is asked. */
export function openRenderer(settings: DisplayConfig, matte: MatteConfig = { kind: 'none' }) {
  const pipeline = openRoomPipeline(settings, matte)
  const { widthPixels: width, heightPixels: height } = settings
  return {
    words: pipeline.words,
    async draw(picture: Picture, change: Partial<Look> = {}): Promise<Image> {
      const { uniforms } = drawingOf({ ...look, ...change }, settings)
      pipeline.set(uniforms)
      pipeline.draw(picture.data, picture.width, picture.height)
      const data = await pipeline.frames?.raw.pull()
      if (!data) throw new Error('nothing was drawn')
      return { width, height, data }
    },
    stop: pipeline.stop,
  }
}

/** I420. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}
export interface Colour {
  readonly y: number
  readonly u: number
  readonly v: number
}

/** A picture of one colour with round spots on it; lengths in pixels. */
export function painted(
  { width, height }: { width: number; height: number },
  ground: Colour,
  spots: readonly (Spot & { readonly radius: number; readonly colour: Colour })[],
): Picture {
  const data = darkI420(width, height)
  const luma = width * height
  data.fill(ground.y, 0, luma)
  data.fill(ground.u, luma, luma * 1.25)
  data.fill(ground.v, luma * 1.25)
  for (const { x, y, radius, colour } of spots)
    for (let row = Math.floor(y - radius); row <= y + radius; row++)
      for (let column = Math.floor(x - radius); column <= x + radius; column++) {
        if (Math.hypot(column + 0.5 - x, row + 0.5 - y) > radius) continue
        const chroma = luma + (row >> 1) * (width / 2) + (column >> 1)
        data[row * width + column] = colour.y
        data[chroma] = colour.u
        data[chroma + luma / 4] = colour.v
      }
  return { width, height, data }
}

export const white: Colour = { y: 235, u: 128, v: 128 }
export const grey: Colour = { y: 60, u: 128, v: 128 }
export const black: Colour = { y: 16, u: 128, v: 128 }
/** Of #00b140. */
export const green: Colour = { y: 111, u: 105, v: 58 }

export type Level = (image: Image, x: number, y: number) => number
export const channel =
  (index: number): Level =>
  ({ data, width }, x, y) =>
    data[(y * width + x) * 4 + index] ?? 0

/**
 * The two bright spots in a part of the image: their centres, in fractions of that part, left one first. `rows` says
 * which rows count.
 */
export function twoSpots(
  image: Image,
  part: Region,
  level: Level = channel(1),
  rows: (row: number) => boolean = () => true,
): Spot[] {
  const found: (Spot & { weight: number })[] = []
  for (let y = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++) {
      const at = {
        x: ((x + 0.5) / image.width - part.left) / part.width,
        y: ((y + 0.5) / image.height - part.top) / part.height,
      }
      const weight = level(image, x, y) - 150
      if (weight > 0 && at.x > 0 && at.x < 1 && at.y > 0 && at.y < 1 && rows(y))
        found.push({ ...at, weight })
    }
  const middle = (Math.min(...found.map(({ x }) => x)) + Math.max(...found.map(({ x }) => x))) / 2
  return [found.filter(({ x }) => x < middle), found.filter(({ x }) => x >= middle)].map(centre)
}

function centre(points: readonly (Spot & { weight: number })[]): Spot {
  const sum = points.reduce((total, { weight }) => total + weight, 0)
  const mean = (of: (p: Spot) => number) =>
    points.reduce((total, p) => total + p.weight * of(p), 0) / sum
  return { x: mean((p) => p.x), y: mean((p) => p.y) }
}
