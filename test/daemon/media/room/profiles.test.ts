import t from 'tap'
import type { Point, View } from '../../../../daemon/media/eyeline/eye-reading.ts'
import type { DisplayConfig } from '../../../../daemon/media/room/display.ts'
import { outputOf, viewOffset, viewRegion } from '../../../../daemon/media/room/output.ts'
import {
  channel,
  display,
  grey,
  type Level,
  openRenderer,
  painted,
  type Spot,
  twoSpots,
  white,
} from './render.ts'

const depth = 350
/** In the picture that comes in, pixels. */
const eyes = [
  { x: 290, y: 148 },
  { x: 352, y: 154 },
] as const
const inspector = painted(
  { width: 640, height: 360 },
  grey,
  eyes.map((at) => ({ ...at, radius: 6, colour: white })),
)
const apart = Math.hypot(62, 6)
const framing = { eyes: { x: 321 / 640, y: 151 / 360 }, spacing: apart / 360 }
const views: View[] = [
  { eye: { x: 0, y: 60, z: 1000 }, sight: { x: 0, y: 70 } },
  { eye: { x: -240, y: 130, z: 720 }, sight: { x: -70, y: 95 } },
  { eye: { x: 310, y: -80, z: 1400 }, sight: { x: 60, y: 10 } },
]

/**
 * Where a view of the citizen's has to show the inspector's eyes, in fractions of that view: the middle between them
 * lies on the line from the citizen's eye midpoint through the sight, `depth` behind the glass, and they are 63 mm
 * apart there.
 */
function expected({ eye, sight }: View, settings: DisplayConfig, beside: number): Spot[] {
  const seenFrom = { ...eye, x: eye.x + beside }
  return eyes.map(({ x, y }) => {
    const behind = along(eye, { ...sight, z: 0 }, -depth)
    const aside = ((x - 321) * 63) / apart
    const below = ((y - 151) * 63) / apart
    const there = { x: behind.x + aside, y: behind.y - below, z: -depth }
    const drawn = along(seenFrom, there, 0)
    return { x: 0.5 + drawn.x / settings.widthMm, y: 0.5 - drawn.y / settings.heightMm }
  })
}

/** The point at `z` of the line from one point through another. */
function along(from: Point, through: Point, z: number): Point {
  const share = (z - from.z) / (through.z - from.z)
  return {
    x: from.x + (through.x - from.x) * share,
    y: from.y + (through.y - from.y) * share,
    z,
  }
}

function differs(found: readonly Spot[], wanted: readonly Spot[], settings: DisplayConfig): number {
  const { widthPixels, heightPixels } = settings
  return Math.max(
    ...wanted.map(({ x, y }, n) =>
      Math.hypot(
        ((found[n]?.x ?? Number.NaN) - x) * widthPixels,
        ((found[n]?.y ?? Number.NaN) - y) * heightPixels,
      ),
    ),
  )
}

interface Look {
  readonly level?: Level
  readonly rows?: (row: number) => boolean
}
const ways: Readonly<Record<string, (view: number) => Look>> = {
  'row-interleaved': (view) => ({ rows: (row) => row % 2 === view }),
  // The left eye looks through red, the right one through cyan.
  anaglyph: (view) => ({ level: channel(view === 0 ? 0 : 2) }),
}

for (const profile of [
  'flat',
  'beam-splitter',
  'side-by-side',
  'top-bottom',
  'row-interleaved',
  'anaglyph',
  'quilt',
] as const)
  t.test(
    `${profile}: the inspector's eyes are where each view of the citizen's must see them`,
    async (t) => {
      const settings = display({ profile, quilt: { columns: 3, rows: 2 } })
      const output = outputOf(settings)
      const renderer = openRenderer(settings)
      t.teardown(renderer.stop)
      for (const view of views) {
        const image = await renderer.draw(inspector, { view, framing })
        for (let index = 0; index < output.views; index++) {
          const part = viewRegion(output, index)
          const { level, rows } = ways[profile]?.(index) ?? {}
          const found = twoSpots(image, part, level, rows)
          const beside = viewOffset(index, output.views, settings.viewGapMm)
          const right = expected(view, settings, beside)
          const seen = profile === 'beam-splitter' ? mirrored(found) : found
          const off = differs(seen, right, {
            ...settings,
            widthPixels: settings.widthPixels * part.width,
            heightPixels: settings.heightPixels * part.height,
          })
          t.ok(off < 1, `view ${index} from x ${view.eye.x}: off by ${off.toFixed(2)} pixels`)
        }
      }
    },
  )

function mirrored(spots: readonly Spot[]): Spot[] {
  return spots.map(({ x, y }) => ({ x: 1 - x, y })).toReversed()
}

t.test('behind a beam-splitter everything but the inspector is exactly black', async (t) => {
  const settings = display({ profile: 'beam-splitter', brightness: 0.5 })
  const renderer = openRenderer(settings, { kind: 'luma', near: 0.03, far: 0.1 })
  t.teardown(renderer.stop)
  const head = painted({ width: 640, height: 360 }, { y: 18, u: 127, v: 129 }, [
    { x: 321, y: 170, radius: 50, colour: white },
  ])
  const { data, width, height } = await renderer.draw(head, { framing })
  const lit = { count: 0, left: width, right: 0, most: 0 }
  for (let at = 0; at < width * height; at++) {
    const level = Math.max(data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0)
    if (level === 0) continue
    lit.count++
    lit.left = Math.min(lit.left, at % width)
    lit.right = Math.max(lit.right, at % width)
    lit.most = Math.max(lit.most, level)
  }
  // A disc of 100 pixels of the picture, of which the eyes' 62 are 63 mm.
  const discMm = (100 * 63) / apart
  const discPixels = (discMm * (1000 / 1350) * width) / settings.widthMm
  t.ok(Math.abs(lit.right - lit.left - discPixels) < 4, `${lit.right - lit.left} pixels wide`)
  t.ok(lit.count < (Math.PI / 4) * (discPixels + 4) ** 2, `${lit.count} pixels are lit`)
  t.ok(Math.abs(lit.most - 127) < 4, `half as bright: ${lit.most}`)
})
