import t from 'tap'
import {
  black,
  display,
  green,
  type grey,
  type Image,
  openRenderer,
  painted,
  white,
} from './render.ts'

const settings = display()
const size = { width: 640, height: 360 }
const framing = { eyes: { x: 0.5, y: 0.42 }, spacing: 0.12 }
/** In pixels of the output: the middle between the eyes. */
const middle = { x: 320, y: Math.round(360 * (0.5 - 70 / 680)) }
/** Output pixels for a pixel of the incoming picture. */
const shrunk = ((63 / 0.12 / 360) * (1000 / 1350) * 640) / 1210

type Rgb = readonly [number, number, number]
function pixel({ data, width }: Image, x: number, y: number): Rgb {
  const at = (Math.round(y) * width + Math.round(x)) * 4
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
}
const differ = (a: Rgb, b: Rgb) => Math.max(...a.map((level, n) => Math.abs(level - (b[n] ?? 0))))
const disc = (ground: typeof grey, colour = white) =>
  painted(size, ground, [{ x: 320, y: 0.42 * 360, radius: 40, colour }])
/** In the incoming picture's ground, well away from its edges, and above the desk. */
const beside = { x: middle.x + 110 * shrunk, y: middle.y }

for (const [matte, ground] of [
  [{ kind: 'chroma', colour: '#00b140', near: 0.12, far: 0.26 }, green],
  [{ kind: 'luma', near: 0.03, far: 0.1 }, black],
] as const)
  t.test(`${matte.kind}: the room is seen past the person, the person is whole`, async (t) => {
    const renderer = openRenderer(settings, matte)
    t.teardown(renderer.stop)
    const empty = await renderer.draw(painted(size, ground, []), { framing })
    const seen = await renderer.draw(disc(ground), { framing })
    t.ok(differ(pixel(seen, middle.x, middle.y), [255, 255, 255]) < 6)
    t.ok(differ(pixel(seen, beside.x, beside.y), pixel(empty, beside.x, beside.y)) < 4)
    const shades = new Set<number>()
    for (let x = middle.x; x < beside.x; x++) shades.add(pixel(seen, x, middle.y)[0] >> 3)
    t.ok(shades.size > 3, `${shades.size} shades: the edge is soft`)
    if (matte.kind === 'luma') return
    const tinted = await renderer.draw(disc(ground, { y: 150, u: 123, v: 112 }), { framing })
    const [r, g, b] = pixel(tinted, middle.x, middle.y)
    t.ok(g - Math.max(r, b) < 8, `no green light on the person: ${r} ${g} ${b}`)
  })

t.test('alpha: the lower half of the picture says what of the upper half stays', async (t) => {
  const renderer = openRenderer(settings, { kind: 'alpha' })
  t.teardown(renderer.stop)
  const twice = (matte: number) => {
    const both = painted({ width: 640, height: 720 }, black, [
      { x: 320, y: 360 + 0.42 * 360, radius: matte, colour: white },
    ])
    both.data.fill(200, 0, 640 * 360)
    return both
  }
  const empty = await renderer.draw(twice(0), { framing })
  const seen = await renderer.draw(twice(40), { framing })
  t.ok(pixel(seen, middle.x, middle.y)[0] > 200)
  t.ok(pixel(empty, middle.x, middle.y)[0] < 140)
  t.ok(differ(pixel(seen, beside.x, beside.y), pixel(empty, beside.x, beside.y)) < 4)
})

t.test('without a matte the whole picture stands there and fades at its edge', async (t) => {
  const renderer = openRenderer(settings)
  t.teardown(renderer.stop)
  const bright = painted(size, white, [])
  const seen = await renderer.draw(bright, { framing })
  t.ok(differ(pixel(seen, beside.x, beside.y), [255, 255, 255]) < 6)
  const edge = Array.from({ length: 40 }, (_, n) => pixel(seen, 320 - 320 * shrunk + n, 143)[0])
  const steps = edge.slice(1).map((level, n) => level - (edge[n] ?? 0))
  t.ok(Math.max(...steps) < 60, `no hard edge: ${Math.max(...steps)}`)
  t.ok((edge.at(-1) ?? 0) > 200 && (edge[0] ?? 255) < 90)
})

t.test('a coded picture is drawn to its very edge', async (t) => {
  const renderer = openRenderer(settings)
  t.teardown(renderer.stop)
  const seen = await renderer.draw(painted(size, white, []), { framing, coded: true })
  const left = 320 - 320 * shrunk
  t.ok(pixel(seen, left + 2, middle.y)[0] > 245)
  t.ok(pixel(seen, left - 2, middle.y)[0] < 140)
})
