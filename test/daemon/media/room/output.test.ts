import { readFileSync } from 'node:fs'
import t from 'tap'
import { displayConfig, profiles } from '../../../../daemon/media/room/display.ts'
import {
  chromaOf,
  outputOf,
  readsCodes,
  shaderConstants,
  viewOffset,
  viewRegion,
} from '../../../../daemon/media/room/output.ts'
import { controlNames, uniformNames } from '../../../../daemon/media/room/uniforms.ts'

const display = displayConfig.parse({})

t.test('the constants are GLSL floats, and the shader knows every one', async (t) => {
  const source = readFileSync('daemon/media/room/room.frag', 'utf8')
  const matte = { kind: 'chroma', colour: '#00b140', near: 0.1, far: 0.2 } as const
  for (const line of shaderConstants(display, matte).trimEnd().split('\n')) {
    t.match(line, /^#define [A-Z_]+ \(-?\d+\.\d{4}\)$/)
    t.match(source, new RegExp(`\\b${line.split(' ')[1]}\\b`))
  }
})

t.test('the shader uses every uniform, and the control element can carry them', async (t) => {
  const source = readFileSync('daemon/media/room/room.frag', 'utf8')
  for (const name of uniformNames) t.match(source, new RegExp(`\\b${name}\\b`))
  t.ok(uniformNames.length <= 64, 'as many as loketcontrol has properties')
  t.equal(controlNames.split(' ').length, uniformNames.length + 1)
})

t.test('views of a picture cover it and are told apart, the leftmost first', async (t) => {
  for (const profile of profiles) {
    const output = outputOf({ profile, quilt: { columns: 5, rows: 3 } })
    const regions = Array.from({ length: output.views }, (_, n) => viewRegion(output, n))
    const places = new Set(regions.map(({ left, top }) => `${left} ${top}`))
    if (output.columns * output.rows === output.views) t.equal(places.size, output.views)
    t.ok(viewOffset(0, output.views, 64) <= 0)
    const sum = regions.reduce((sum, _, n) => sum + viewOffset(n, output.views, 64), 0)
    t.ok(Math.abs(sum) < 1e-9, 'as many to the left as to the right')
  }
  const quilt = outputOf({ profile: 'quilt', quilt: { columns: 5, rows: 3 } })
  t.match(viewRegion(quilt, 0), { left: 0, top: 2 / 3 })
  t.match(viewRegion(outputOf({ ...display, profile: 'top-bottom' }), 0), { top: 0 })
})

t.test('a code is looked for only where it can be read', async (t) => {
  t.ok(readsCodes(display))
  t.notOk(readsCodes({ ...display, sink: 'window' }))
  t.notOk(readsCodes({ ...display, profile: 'beam-splitter' }))
})

t.test('the chroma of a grey is nothing, of a green is negative', async (t) => {
  for (const level of chromaOf('#808080')) t.ok(Math.abs(level) < 1e-9)
  const [blue, red] = chromaOf('#00b140')
  t.ok(blue < -0.05 && red < -0.2)
})
