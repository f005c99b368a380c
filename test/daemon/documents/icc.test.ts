import t from 'tap'
import { srgbProfile } from '../../../daemon/documents/icc.ts'

const bytes = Buffer.from(srgbProfile())
const tags = new Map(
  Array.from({ length: bytes.readUInt32BE(128) }, (_, at) => {
    const entry = 132 + at * 12
    const place = bytes.readUInt32BE(entry + 4)
    const data = bytes.subarray(place, place + bytes.readUInt32BE(entry + 8))
    return [bytes.toString('latin1', entry, entry + 4), data] as const
  }),
)

t.test('the profile is a version 2 monitor profile of RGB, as long as it says', async (t) => {
  t.equal(bytes.readUInt32BE(0), bytes.length)
  t.equal(bytes.readUInt32BE(8), 0x02100000)
  t.equal(bytes.toString('latin1', 12, 24), 'mntrRGB XYZ ')
  t.equal(bytes.toString('latin1', 36, 40), 'acsp')
  for (const [name, data] of tags) t.ok(data.length > 12, name)
  t.equal(tags.size, 9)
  const [first = 0, second = 0] = [...tags.values()].map((data) => data.byteOffset)
  t.equal((second - first) % 4, 0, 'tags begin at multiples of four')
})

t.test('its primaries are those of sRGB, adapted from D65 to D50', async (t) => {
  const chromaticities = { rXYZ: [0.64, 0.33], gXYZ: [0.3, 0.6], bXYZ: [0.15, 0.06] } as const
  // Bradford's cone responses of D65 and D50, and of a primary scaled to its share of white's luminance.
  const cone = [
    [0.8951, 0.2664, -0.1614],
    [-0.7502, 1.7135, 0.0367],
    [0.0389, -0.0685, 1.0296],
  ]
  const cones = (xyz: readonly number[]) =>
    cone.map((row) => row.reduce((sum, factor, at) => sum + factor * (xyz[at] ?? 0), 0))
  const luminance = { rXYZ: 0.2126, gXYZ: 0.7152, bXYZ: 0.0722 }
  const from = cones([0.9505, 1, 1.0891])
  const to = cones([0.9642, 1, 0.8249])
  for (const name of ['rXYZ', 'gXYZ', 'bXYZ'] as const) {
    const [x, y] = chromaticities[name]
    const share = luminance[name] / y
    const adapted = cones([x * share, y * share, (1 - x - y) * share]).map(
      (response, at) => (response * (to[at] ?? 0)) / (from[at] ?? 1),
    )
    const written = [8, 12, 16].map((at) => (tags.get(name)?.readInt32BE(at) ?? 0) / 65536)
    for (const [at, response] of cones(written).entries())
      t.ok(Math.abs(response - (adapted[at] ?? 0)) < 0.001, `${name} ${at}`)
  }
})

t.test('its curve is dark, middle and white where the standard says', async (t) => {
  const curve = tags.get('rTRC')
  const at = (encoded: number) =>
    (curve?.readUInt16BE(12 + Math.round(encoded * 1023) * 2) ?? 0) / 65535
  t.equal(at(0), 0)
  t.equal(at(1), 1)
  t.ok(Math.abs(at(0.5) - 0.2144) < 0.002)
  t.ok(Math.abs(at(0.02) - 0.02 / 12.92) < 0.0001)
})
