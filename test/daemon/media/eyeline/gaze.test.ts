import t from 'tap'
import { makeGaze } from '../../../../daemon/media/eyeline/gaze.ts'
import { onTheGlass } from './kiosk.ts'

const lens = { x: 0, y: 40, z: -200 }
const eyeAt = (x: number) => ({ x, y: 0, z: 800 })
const displayMs = 30

t.test('what was on the display when the eyes were there is what counts', async (t) => {
  const gaze = makeGaze(displayMs)
  gaze.drawn(onTheGlass(eyeAt(0), lens), 0)
  gaze.drawn(onTheGlass(eyeAt(50), lens), 100)
  gaze.seen(eyeAt(0), lens, 120)
  gaze.seen(eyeAt(50), lens, 140)
  const [before, after] = gaze.take()
  t.ok(Math.abs(before?.[0] ?? 9) < 1e-9, 'the second drawing had not reached the display yet')
  t.ok(Math.abs(after?.[0] ?? 9) < 1e-9)
  t.same(gaze.take(), [])
})

t.test('a picture that comes late misses by the angle', async (t) => {
  const gaze = makeGaze(displayMs)
  gaze.drawn(onTheGlass(eyeAt(0), lens), 0)
  gaze.seen(eyeAt(100), lens, 200)
  const [[xDeg, yDeg] = [0, 0]] = gaze.take()
  t.ok(Math.abs(xDeg + 1.42) < 0.03, `${xDeg}`)
  t.ok(Math.abs(yDeg) < 1e-9)
})

t.test('eyes drawn beside their place are told, and nothing is before a drawing', async (t) => {
  const gaze = makeGaze(displayMs)
  gaze.seen(eyeAt(0), lens, 10)
  t.same(gaze.take(), [])
  gaze.drawn(onTheGlass(eyeAt(0), lens), 0)
  gaze.placed({ x: 0, y: -14 })
  gaze.seen(eyeAt(0), lens, 100)
  const [[, yDeg] = [0, 0]] = gaze.take()
  t.ok(Math.abs(yDeg + 1) < 0.03, '14 mm at 800 mm is one degree')
  gaze.clear()
  gaze.seen(eyeAt(0), lens, 200)
  t.same(gaze.take(), [])
})
