import t from 'tap'
import { padCapture } from '../../../daemon/runtime/pad-capture.ts'
import type { PenSample } from '../../../hw/pad/port.ts'

const pad = {
  model: 'STU-430V',
  firmware: '1.00',
  maxX: 9600,
  maxY: 6000,
  maxPressure: 1023,
  unitsPerMm: 100,
}
const sample = (down: boolean, x = down ? 0 : 1500): PenSample => ({
  x,
  y: 1,
  pressure: down ? 500 : 0,
  down,
  timeMs: 0,
  sequence: 0,
})

function capture(ready = true) {
  const told: string[] = []
  const strokes = padCapture((news) => told.push(news))
  if (ready) strokes.hear({ type: 'pad.ready', pad })
  const stroke = () => {
    strokes.hear({ type: 'pad.sample', sample: sample(true) })
    strokes.hear({ type: 'pad.sample', sample: sample(false) })
  }
  return { told, strokes, stroke }
}

t.test('a signature is there once the pen was lifted, and is told once', async (t) => {
  const { told, strokes, stroke } = capture()
  strokes.start()
  strokes.hear({ type: 'pad.sample', sample: sample(true) })
  t.same(told, [])
  strokes.hear({ type: 'pad.sample', sample: sample(false) })
  stroke()
  t.same(told, ['inked'])
  t.match(strokes.take(), { pad: { model: 'STU-430V' }, samples: { length: 4 } })
})

t.test('a tap is no signature, however often; initials are one', async (t) => {
  const { told, strokes } = capture()
  strokes.start()
  for (let tap = 0; tap < 50; tap += 1) {
    strokes.hear({ type: 'pad.sample', sample: sample(true, tap * 100) })
    strokes.hear({ type: 'pad.sample', sample: sample(false, tap * 100) })
  }
  t.same(told, [])
  t.equal(strokes.take(), null)
  strokes.start()
  for (const x of [0, 600]) {
    strokes.hear({ type: 'pad.sample', sample: sample(true, x) })
    strokes.hear({ type: 'pad.sample', sample: sample(false, x + 500) })
  }
  t.same(told, ['inked'])
})

t.test('it can be taken once: biometric data is kept no longer than needed', async (t) => {
  const { strokes, stroke } = capture()
  strokes.start()
  stroke()
  t.ok(strokes.take())
  t.equal(strokes.take(), null)
})

t.test('what is written when nobody asked is not kept', async (t) => {
  const { told, strokes, stroke } = capture()
  stroke()
  t.same(told, [])
  strokes.start()
  t.equal(strokes.take(), null)
})

t.test('a lost sample spoils all of it', async (t) => {
  const { told, strokes, stroke } = capture()
  strokes.start()
  stroke()
  strokes.hear({ type: 'pad.damaged', cause: 'gap' })
  t.same(told, ['inked', 'damaged'])
  t.equal(strokes.take(), null)
  stroke()
  t.same(told, ['inked', 'damaged'], 'until it is begun again')
})

t.test('beginning again forgets the first attempt', async (t) => {
  const { told, strokes, stroke } = capture()
  strokes.start()
  stroke()
  strokes.start()
  t.equal(strokes.take(), null)
  strokes.start()
  stroke()
  t.same(told, ['inked', 'inked'])
  strokes.drop()
  t.equal(strokes.take(), null)
})

t.test('ink of a pad that never said what it is cannot be drawn', async (t) => {
  const { strokes, stroke } = capture(false)
  strokes.start()
  stroke()
  t.equal(strokes.take(), null)
})
