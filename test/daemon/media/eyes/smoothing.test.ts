import fc from 'fast-check'
import t from 'tap'
import type { EyeReading } from '../../../../daemon/media/eyeline/eye-reading.ts'
import { predict, type Smoothed, smooth } from '../../../../daemon/media/eyes/smoothing.ts'

const aspect = 16 / 9
const everyMs = 33
/** Eyes 40 pixels apart in a picture of 640 × 360, their middle at (x, y) pixels. */
function reading(x: number, y: number, takenAtMs: number): EyeReading {
  return {
    left: { x: (x - 20) / 640, y: y / 360 },
    right: { x: (x + 20) / 640, y: y / 360 },
    yawRad: 0,
    takenAtMs,
  }
}
const middleX = ({ left, right }: EyeReading) => 320 * (left.x + right.x)

function run(xs: readonly number[]): Smoothed[] {
  const states: Smoothed[] = []
  for (const [i, x] of xs.entries())
    states.push(smooth(states.at(-1), reading(x, 180, i * everyMs), aspect))
  return states
}
const last = (states: readonly Smoothed[]): Smoothed => {
  const state = states.at(-1)
  if (!state) throw new Error('no state')
  return state
}
const rms = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)

t.test('what rests stays exactly where it is, and is not carried on', (t) => {
  const state = last(run(Array.from({ length: 20 }, () => 300)))
  t.ok(Math.abs(middleX(state.reading) - 300) < 1e-9)
  t.equal(predict(state, state.reading.takenAtMs + 80), state.reading)
  t.end()
})

t.test('a step is reached without overshoot', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 60 }), (step) => {
      const states = run(Array.from({ length: 60 }, (_, i) => (i < 20 ? 300 : 300 + step)))
      for (const { reading } of states) {
        const done = step === 0 ? 0 : (middleX(reading) - 300) / step
        t.ok(done > -1e-6 && done < 1.000001)
      }
      t.ok(Math.abs(middleX(last(states).reading) - 300 - step) < 0.5)
    }),
    { numRuns: 25 },
  )
  t.end()
})

t.test('noise at rest is less after it, by a third or more', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (seed) => {
      let state = seed
      const noise = Array.from({ length: 150 }, () => {
        state = (state * 48_271) % 2_147_483_647
        return 0.4 * (state / 2_147_483_647 - 0.5)
      })
      const states = run(noise.map((each) => 300 + each)).slice(30)
      const left = states.map((each) => middleX(each.reading) - 300)
      t.ok(rms(left) < 0.67 * rms(noise.slice(30)))
      const foretold = states.map((each) => middleX(predict(each, each.reading.takenAtMs + 67)))
      t.ok(foretold.every((x) => Math.abs(x - 300) < 1))
    }),
    { numRuns: 20 },
  )
  t.end()
})

t.test('a steady move is carried on to where it will be', (t) => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 6, noNaN: true }),
      fc.constantFrom(-1, 1),
      fc.integer({ min: 0, max: 100 }),
      (pixels, way, aheadMs) => {
        const speed = (way * pixels) / everyMs
        const states = run(Array.from({ length: 40 }, (_, i) => 300 + speed * i * everyMs))
        const atMs = 39 * everyMs + aheadMs
        const missed = middleX(predict(last(states), atMs)) - (300 + speed * atMs)
        t.ok(Math.abs(missed) < 2, `${missed} pixels`)
        t.equal(predict(last(states), atMs).takenAtMs, atMs)
      },
    ),
    { numRuns: 40 },
  )
  t.end()
})

t.test('a swaying head is foretold better than by standing still', (t) => {
  // Half a hertz, 70 pixels to each side: 220 pixels a second at most, seen 67 ms later.
  const at = (ms: number) => 320 + 70 * Math.sin((2 * Math.PI * ms) / 2000)
  const states = run(Array.from({ length: 120 }, (_, i) => at(i * everyMs)))
  const errors = (ahead: (state: Smoothed, atMs: number) => EyeReading) =>
    rms(
      states.slice(30).map((state, i) => {
        const ms = (i + 30) * everyMs + 67
        return middleX(ahead(state, ms)) - at(ms)
      }),
    )
  const held = errors((state) => state.reading)
  const foretold = errors(predict)
  t.ok(foretold < 2.5, `${foretold} pixels`)
  t.ok(held > 4 * foretold, `${held} pixels held`)
  t.end()
})

t.test('zoom changes nothing: twice as large moves twice as far', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 3, maxLength: 20 }),
      (moves) => {
        const of = (zoom: number) => {
          let state: Smoothed | undefined
          for (const [i, move] of moves.entries()) {
            const x = move * zoom
            state = smooth(
              state,
              {
                left: { x: x - 0.03 * zoom, y: 0 },
                right: { x: x + 0.03 * zoom, y: 0 },
                yawRad: 0,
                takenAtMs: i * everyMs,
              },
              aspect,
            )
          }
          return (state?.reading.left.x ?? Number.NaN) / zoom
        }
        t.ok(Math.abs(of(1) - of(2)) < 1e-9)
      },
    ),
    { numRuns: 40 },
  )
  t.end()
})

t.test(
  'after a gap, another shape or an older time it does not mix what does not belong together',
  (t) => {
    const before = last(run([300, 301, 302]))
    const later = smooth(before, reading(100, 180, 5000), aspect)
    t.equal(middleX(later.reading), 100)
    t.equal(smooth(before, reading(500, 180, 10), aspect), before, 'an older reading is left out')
    t.same(smooth(before, reading(100, 180, 99), 4 / 3).perSecond, [0, 0, 0, 0, 0])
    const back = predict(before, -1e9)
    t.equal(back.takenAtMs, before.reading.takenAtMs, 'nothing is foretold backwards')
    t.ok(Math.abs(middleX(back) - middleX(before.reading)) < 1e-9)
    t.ok(predict(before, 1e9).takenAtMs - before.reading.takenAtMs <= 200, 'nor for ever')
    t.end()
  },
)
