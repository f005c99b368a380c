import fc from 'fast-check'
import t from 'tap'
import {
  cutAveraged,
  cutSmooth,
  fromSquare,
  type Picture,
  toPicture,
  zeroToOne,
} from '../../../../daemon/media/eyes/picture.ts'

/** A grey picture whose luma at the place (x, y) is `luma(x, y)`; places are continuous, as everywhere. */
function grey(width: number, height: number, luma: (x: number, y: number) => number): Picture {
  const data = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1)).fill(
    128,
  )
  for (let i = 0; i < width * height; i++)
    data[i] = luma((i % width) + 0.5, Math.floor(i / width) + 0.5)
  const picture = toPicture(data, width, height)
  if (!picture) throw new Error('too few bytes')
  return picture
}

/** The luma that a value of the red plane came from. */
const lumaOf = (value = Number.NaN) => (value * 255) / 1.164 + 16

t.test('a square the size of what is made is copied pixel by pixel', (t) => {
  const picture = grey(40, 30, (x, y) => 20 + 3 * Math.floor(x) + 2 * Math.floor(y))
  const into = new Float32Array(3 * 64)
  cutSmooth(
    { picture, square: { x: 14, y: 10, side: 8, rollRad: 0 }, size: 8, range: zeroToOne },
    into,
  )
  for (const [index, x, y] of [
    [0, 10, 6],
    [7, 17, 6],
    [63, 17, 13],
  ] as const)
    t.ok(Math.abs(lumaOf(into[index]) - (20 + 3 * x + 2 * y)) < 0.1, `pixel ${x}, ${y}`)
  t.end()
})

t.test('each value is what lies at its own centre: half a pixel is not lost', (t) => {
  const rampAt = (x: number, y: number) => 39.5 + 2 * x + y
  const ramp = grey(64, 64, rampAt)
  const size = 12
  fc.assert(
    fc.property(
      fc.record({
        x: fc.double({ min: 28, max: 36, noNaN: true }),
        y: fc.double({ min: 28, max: 36, noNaN: true }),
        side: fc.double({ min: 4, max: 30, noNaN: true }),
        rollRad: fc.double({ min: -1, max: 1, noNaN: true }),
        mirrored: fc.boolean(),
      }),
      ({ mirrored, ...square }) => {
        const into = new Float32Array(3 * size * size)
        cutSmooth({ picture: ramp, square, size, range: zeroToOne, mirrored }, into)
        const errors = Array.from({ length: size * size }, (_, i) => {
          const u = ((i % size) + 0.5) / size
          const { x, y } = fromSquare(
            square,
            mirrored ? 1 - u : u,
            (Math.floor(i / size) + 0.5) / size,
          )
          return Math.abs(lumaOf(into[i]) - rampAt(x, y))
        })
        // A ramp of 2 a pixel would show a shift of half a pixel as 1.
        t.ok(Math.max(...errors) < 0.1)
      },
    ),
    { numRuns: 30 },
  )
  t.end()
})

t.test('a much larger square is averaged, black beyond the borders', (t) => {
  const stripes = grey(64, 64, (x) => (Math.floor(x) % 2 === 0 ? 60 : 180))
  const into = new Float32Array(3 * 16 * 16)
  const square = { x: 32, y: 32, side: 128, rollRad: 0 }
  cutAveraged({ picture: stripes, square, size: 16, range: zeroToOne }, into)
  t.ok(Math.abs(lumaOf(into[16 * 8 + 8]) - 120) < 0.5, 'stripes become their mean')
  t.equal(into[0], 0)
  t.end()
})

t.test(
  'no square, however far outside, reads beyond the picture or gives what is no colour',
  (t) => {
    const number = fc.double({ min: -3000, max: 3000, noNaN: true })
    fc.assert(
      fc.property(
        fc.record({
          width: fc.integer({ min: 2, max: 21 }),
          height: fc.integer({ min: 2, max: 21 }),
          x: number,
          y: number,
          side: fc.double({ min: 0.01, max: 3000, noNaN: true }),
          rollRad: fc.double({ min: -4, max: 4, noNaN: true }),
        }),
        ({ width, height, ...square }) => {
          const picture = grey(width, height, () => 200)
          const into = new Float32Array(3 * 16)
          cutSmooth({ picture, square, size: 4, range: zeroToOne }, into)
          t.ok(
            into.every((value) => Math.abs(lumaOf(value) - 200) < 0.1),
            'the border is repeated',
          )
          cutAveraged({ picture, square: { ...square, side: 12 }, size: 4, range: zeroToOne }, into)
          t.ok(into.every((value) => value >= 0 && value <= 1))
        },
      ),
      { numRuns: 60 },
    )
    t.end()
  },
)

t.test('too few bytes are no picture', (t) => {
  t.equal(toPicture(new Uint8Array(10), 4, 4), undefined)
  t.ok(toPicture(new Uint8Array(9 + 2 * 4), 3, 3))
  t.end()
})
