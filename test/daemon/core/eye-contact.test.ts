import fc from 'fast-check'
import t from 'tap'
import {
  alignmentOf,
  counted,
  eyeContactOf,
  type GazeSample,
  liveGaze,
  noGaze,
} from '../../../daemon/core/eye-contact.ts'

const degree = fc.double({ min: -19, max: 19, noNaN: true })

t.test('the spread is that of the sorted errors, never better', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(degree, degree), { minLength: 1, maxLength: 200 }), (samples) => {
      const contact = eyeContactOf(counted(noGaze, samples), 0)
      const sorted = samples.map(([x]) => Math.abs(x)).sort((a, b) => a - b)
      const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0
      const near = (found: number, real: number) => found >= real - 1e-9 && found <= real + 0.0501
      return (
        contact?.samples === samples.length &&
        near(contact.xDeg.median, at(0.5)) &&
        near(contact.xDeg.p95, at(0.95))
      )
    }),
  )
  t.pass()
})

t.test('counting in parts is counting at once', async (t) => {
  const samples: GazeSample[] = [
    [0.2, -0.3],
    [1, 1],
    [-30, 3],
    [Number.NaN, 0],
    [0, Infinity],
  ]
  const parts = samples.reduce((tally, sample) => counted(tally, [sample]), noGaze)
  t.same(parts, counted(noGaze, samples))
  t.equal(eyeContactOf(parts, 0)?.samples, 3)
  t.equal(eyeContactOf(parts, 0)?.xDeg.p95, 20, 'what is far off is told as the farthest')
})

t.test('without a sample, or without a calibration, nothing is claimed', async (t) => {
  t.equal(eyeContactOf(noGaze, 0.1), null)
  t.match(eyeContactOf(counted(noGaze, [[0, 0]]), null), { alignment: 'not_aligned' })
})

t.test('aligned is what the published thresholds say, calibration included', async (t) => {
  t.equal(alignmentOf(1.2, 1.7, 0), 'aligned')
  t.equal(alignmentOf(1.0, 1.0, 0.3), 'near')
  t.equal(alignmentOf(0.1, 1.8, 0), 'near')
  t.equal(alignmentOf(0.1, 5.1, 0), 'not_aligned')
  t.equal(alignmentOf(5.1, 0.1, 0), 'not_aligned')
})

t.test('what is told live is the median of the last second, by the same limits', async (t) => {
  t.equal(liveGaze([], 0.1), undefined)
  const samples: GazeSample[] = [
    [0.32, -0.22],
    [9, 9],
    [-0.32, 0.22],
  ]
  t.same(liveGaze(samples, 0.1), { alignment: 'aligned', xDeg: 0.35, yDeg: 0.25 })
  t.match(liveGaze(samples, null), { alignment: 'not_aligned' })
})
