/** How the views of the room are packed into one picture, and what of it stays the same from frame to frame. */
import type { DisplayConfig, MatteConfig } from './display.ts'
import type { Region } from './room-view.ts'
import { walls } from './room-view.ts'

/** How a pixel of the output finds its view: `LAYOUT` in the shader. */
const layouts = { tiles: 0, rows: 1, anaglyph: 2 } as const

export interface Output {
  readonly layout: number
  readonly columns: number
  readonly rows: number
  /** Quilts count their rows from below, stereo pictures from above. */
  readonly fromBelow: boolean
  readonly views: number
  readonly mirrored: boolean
  /** Black where nobody is. */
  readonly isVoid: boolean
}

const plain: Output = {
  layout: layouts.tiles,
  columns: 1,
  rows: 1,
  fromBelow: false,
  views: 1,
  mirrored: false,
  isVoid: false,
}

export function outputOf({ profile, quilt }: Pick<DisplayConfig, 'profile' | 'quilt'>): Output {
  switch (profile) {
    case 'flat':
      return plain
    case 'beam-splitter':
      return { ...plain, mirrored: true, isVoid: true }
    case 'side-by-side':
      return { ...plain, columns: 2, views: 2 }
    case 'top-bottom':
      return { ...plain, rows: 2, views: 2 }
    case 'row-interleaved':
      return { ...plain, layout: layouts.rows, views: 2 }
    case 'anaglyph':
      return { ...plain, layout: layouts.anaglyph, views: 2 }
    case 'quilt':
      return { ...plain, ...quilt, views: quilt.columns * quilt.rows, fromBelow: true }
  }
}

/** How far view `index` lies to the right of the citizen's eye midpoint, mm. View 0 is the leftmost. */
export function viewOffset(index: number, views: number, gapMm: number): number {
  return (index - (views - 1) / 2) * gapMm
}

/** Where view `index` stands in the output. Row-interleaved and anaglyph views fill it. */
export function viewRegion(output: Output, index: number): Region {
  const { columns, rows } = output
  const row = Math.floor(index / columns)
  const fromTop = output.fromBelow ? rows - 1 - row : row
  const whole = output.layout !== layouts.tiles
  if (whole) return { left: 0, top: 0, width: 1, height: 1 }
  return {
    left: (index % columns) / columns,
    top: fromTop / rows,
    width: 1 / columns,
    height: 1 / rows,
  }
}

/** Whether a time code can be found in what is drawn: one view, not mirrored, and read back. */
export function readsCodes({ sink, profile }: Pick<DisplayConfig, 'sink' | 'profile'>): boolean {
  return sink === 'cable' && profile === 'flat'
}

/** The shader's constants as GLSL text. */
export function shaderConstants(display: DisplayConfig, matte: MatteConfig): string {
  const output = outputOf(display)
  const constants = {
    SCREEN_WIDTH: display.widthMm,
    SCREEN_HEIGHT: display.heightMm,
    PIXEL_ROWS: display.heightPixels,
    PERSON_DEPTH: display.personDepthMm,
    BRIGHTNESS: display.brightness,
    ROOM_HALF_WIDTH: walls.halfWidth,
    ROOM_TOP: walls.top,
    ROOM_FLOOR: walls.floor,
    ROOM_DEPTH: walls.depth,
    LAYOUT: output.layout,
    COLUMNS: output.columns,
    ROWS: output.rows,
    FROM_BELOW: output.fromBelow ? 1 : 0,
    VIEWS: output.views,
    VIEW_GAP: display.viewGapMm,
    MIRRORED: output.mirrored ? 1 : 0,
    VOID: output.isVoid ? 1 : 0,
    ...matteConstants(matte),
  }
  return Object.entries(constants)
    .map(([name, value]) => `#define ${name} (${value.toFixed(4)})\n`)
    .join('')
}

const mattes = { none: 0, chroma: 1, luma: 2, alpha: 3 } as const

function matteConstants(matte: MatteConfig): Record<string, number> {
  const { near, far } = 'near' in matte ? matte : { near: 0, far: 1 }
  const [blue, red] = matte.kind === 'chroma' ? chromaOf(matte.colour) : [0, 0]
  return {
    MATTE: mattes[matte.kind],
    MATTE_NEAR: near,
    MATTE_FAR: far,
    KEY_BLUE: blue,
    KEY_RED: red,
  }
}

/** Cb and Cr of a colour `#rrggbb`, each -0.5 to 0.5 (ITU-R BT.601, equations of section 2.5.1). */
export function chromaOf(colour: string): [number, number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(
    (at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255,
  )
  const luma = 0.299 * r + 0.587 * g + 0.114 * b
  return [(b - luma) / 1.772, (r - luma) / 1.402]
}
