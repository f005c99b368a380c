import t from 'tap'
import { type Ink, inkOutlines, NoInkError, type Point } from '../../../daemon/documents/ink.ts'
import { specimenInk } from './specimen.ts'

const field = { x: 100, y: 200, width: 255, height: 96 }
const POINTS_PER_MM = 72 / 25.4

function bounds(outlines: Point[][]) {
  const all = outlines.flat()
  const xs = all.map(([x]) => x)
  const ys = all.map(([, y]) => y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)]
  return { left, right, bottom, top, width: right - left, height: top - bottom }
}

t.test('ink has its true size and lies in the middle of the field', async (t) => {
  const box = bounds(inkOutlines(specimenInk(), field))
  // Three loops of 10 mm, 15 mm apart, and the width of the nib.
  t.ok(Math.abs(box.width / POINTS_PER_MM - 40) < 1.2, `${box.width / POINTS_PER_MM} mm wide`)
  t.ok(Math.abs(box.height / POINTS_PER_MM - 10) < 1.2, `${box.height / POINTS_PER_MM} mm high`)
  t.ok(Math.abs((box.left + box.right) / 2 - (field.x + field.width / 2)) < 1)
  t.ok(Math.abs((box.bottom + box.top) / 2 - (field.y + field.height / 2)) < 1)
})

t.test('ink larger than the field is made to fit inside it', async (t) => {
  const { pad, samples } = specimenInk()
  const large = samples.map((it) => ({ ...it, x: it.x * 5, y: it.y * 5 }))
  const box = bounds(inkOutlines({ pad, samples: large }, field))
  t.ok(box.left > field.x && box.right < field.x + field.width)
  t.ok(box.bottom > field.y && box.top < field.y + field.height)
})

t.test('the upper side of the pad is the upper side of the paper', async (t) => {
  const stroke = (y: number, from: number): Ink['samples'] =>
    [0, 1, 2, 3].map((at) => ({
      x: 1000 + at * 100,
      y,
      pressure: 500,
      down: true,
      timeMs: (from + at) * 5,
      sequence: from + at,
    }))
  const up = { x: 0, y: 0, pressure: 0, down: false, timeMs: 20, sequence: 4 }
  const samples = [...stroke(1000, 0), up, ...stroke(2000, 5)]
  const [first, second] = inkOutlines({ pad: specimenInk().pad, samples }, field)
  t.ok(bounds([first ?? []]).bottom > bounds([second ?? []]).top)
})

t.test('a dot is ink, a pen that only hovered is not', async (t) => {
  const { pad } = specimenInk()
  const dot = { x: 500, y: 500, pressure: 300, down: true, timeMs: 0, sequence: 0 }
  t.ok(bounds(inkOutlines({ pad, samples: [dot] }, field)).width > 0)
  t.throws(() => inkOutlines({ pad, samples: [] }, field), { code: 'NO_INK' })
  t.throws(() => inkOutlines({ pad, samples: [{ ...dot, down: false }] }, field), {
    code: 'NO_INK',
  })
  t.equal(new NoInkError('x').scope, 'visit')
})
