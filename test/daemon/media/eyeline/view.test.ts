import fc from 'fast-check'
import t from 'tap'
import { gazeErrorAt } from '../../../../daemon/media/eyeline/sight.ts'
import {
  nextViewing,
  resting,
  type Viewing,
  type ViewRules,
} from '../../../../daemon/media/eyeline/view.ts'
import { cameras, eyes, onTheGlass, readingOf } from './kiosk.ts'

const frameMs = 33
const rest = { x: 0, y: 40, z: 800 }

t.test('whoever sits still is drawn for on the eye line, at their distance', async (t) => {
  fc.assert(
    fc.property(cameras, eyes, (camera, eye) => {
      const rules: ViewRules = { camera, spacingMm: 63, rest }
      let state = resting(rules, 0)
      for (let at = frameMs; at < 6000; at += frameMs)
        state = nextViewing(state, readingOf(camera, eye), rules, at)
      const { xDeg, yDeg } = gazeErrorAt(eye, state.view.sight, camera.at)
      const off = Math.hypot(state.view.eye.x - eye.x, state.view.eye.y - eye.y)
      return (
        Math.hypot(xDeg, yDeg) < 0.01 && off < 30 && Math.abs(state.view.eye.z / eye.z - 1) < 0.05
      )
    }),
    { numRuns: 40 },
  )
  t.pass()
})

const still: ViewRules['camera'] = {
  focal: 0.87,
  aspect: 16 / 9,
  centre: { x: 0.5, y: 0.5 },
  k1: 0,
  k2: 0,
  at: { x: 0, y: 40, z: -200 },
  turn: { x: 0, y: 0, z: 0 },
}
const rules: ViewRules = { camera: still, spacingMm: 63, rest }
const farthestStep = (states: readonly Viewing[]) =>
  Math.max(
    ...states.slice(1).map(({ view }, index) => {
      const before = states[index]?.view ?? view
      return Math.hypot(view.sight.x - before.sight.x, view.sight.y - before.sight.y)
    }),
  )

t.test('found, lost or another: the picture glides and never jumps', async (t) => {
  const first = { x: -150, y: 0, z: 800 }
  const second = { x: 250, y: 100, z: 700 }
  const states = [resting(rules, 0)]
  for (let at = frameMs; at < 6000; at += frameMs) {
    const before = states.at(-1)
    if (!before) return
    const eye = at < 2000 ? first : at < 4000 ? second : undefined
    const reading = eye && readingOf(still, eye)
    states.push(nextViewing(before, reading, rules, at))
  }
  t.ok(farthestStep(states) < 35, `${farthestStep(states)} mm in a picture`)
  const late = states.at(-1)?.view.sight ?? { x: 99, y: 99 }
  t.ok(Math.hypot(late.x, late.y - 40) < 2, 'back at rest in two seconds')
  const found = states.find(({ atMs }) => atMs > 2600)?.view.sight ?? { x: 0, y: 0 }
  const line = onTheGlass(second, still.at)
  t.ok(Math.hypot(found.x - line.x, found.y - line.y) < 2, 'with the other in half a second')
})

t.test('a head that moves is followed at once', async (t) => {
  let state = resting(rules, 0)
  let worst = 0
  for (let at = frameMs; at < 5000; at += frameMs) {
    const eye = { x: 100 * Math.sin(at / 700), y: 0, z: 800 }
    state = nextViewing(state, readingOf(still, eye), rules, at)
    if (at > 1500)
      worst = Math.max(worst, Math.abs(gazeErrorAt(eye, state.view.sight, still.at).xDeg))
  }
  t.ok(worst < 0.02, `${worst} degrees`)
})
