import t from 'tap'
import {
  judged,
  leftOut,
  levelOf,
  residualDeg,
} from '../../../../daemon/media/eyeline/calibration.ts'
import { type Camera, lensOf, pictureOf } from '../../../../daemon/media/eyeline/camera.ts'
import type { Sighting } from '../../../../daemon/media/eyeline/fit.ts'
import { onTheGlass } from './kiosk.ts'

const camera: Camera = {
  ...lensOf(60, 16 / 9),
  at: { x: 5, y: 40, z: -180 },
  turn: { x: 0.02, y: -0.01, z: 0.01 },
}
const PLACES = [-200, 0, 200].flatMap((x) =>
  [-120, 0, 120].map((y, row) => ({ x, y, z: (x / 200 + row) % 2 === 0 ? 600 : 1000 })),
)
const honest: Sighting[] = PLACES.map((eye) => ({
  hole: pictureOf(camera, eye),
  cross: onTheGlass(eye, camera.at),
}))
/** A hand that is off by so much, now here, now there. */
const shaking = (byMm: number): Sighting[] =>
  honest.map(({ hole, cross }, index) => ({
    hole,
    cross: {
      x: cross.x + byMm * Math.cos(index * 2.4),
      y: cross.y + byMm * Math.sin(index * 2.4),
    },
  }))

t.test('sightings that agree are good, a shaking hand is usable, a wild one refused', async (t) => {
  t.match(judged(camera, camera.at, honest), { verdict: 'good' })
  t.match(judged(camera, camera.at, shaking(6)), { verdict: 'usable' })
  t.match(judged(camera, camera.at, shaking(14)), { verdict: 'refused', reason: 'scattered' })
})

t.test('what the sightings say and the rule says has to be one place', async (t) => {
  const flat: Camera = { ...camera, at: { ...camera.at, z: 0 } }
  const seen = PLACES.map((eye) => ({ hole: pictureOf(flat, eye), cross: { x: 5, y: 40 } }))
  t.match(judged(flat, { x: 5, y: 40, z: 0 }, seen), { verdict: 'good' })
  t.match(judged(flat, { x: 5, y: 75, z: 0 }, seen), { verdict: 'refused', reason: 'elsewhere' })
})

t.test('a mirrored picture is refused, and too few sightings are', async (t) => {
  const mirrored = honest.map(({ hole, cross }) => ({ hole: { x: 1 - hole.x, y: hole.y }, cross }))
  t.match(judged(camera, camera.at, mirrored), { verdict: 'refused' })
  t.match(judged(camera, camera.at, honest.slice(0, 4)), { verdict: 'refused', reason: 'too_few' })
})

t.test('what is left over is told in millimetres and in degrees at 0.8 m', async (t) => {
  const leftOutMm = leftOut({ camera, leftOutMm: [3, 4, 0] })
  t.same(leftOutMm, { rms: 2.89, worst: 4 })
  t.ok(Math.abs(residualDeg({ leftOutMm }) - 0.207) < 0.001)
})

t.test('what is level in the room is level in the picture that is turned by it', async (t) => {
  for (const z of [-0.08, 0, 0.05]) {
    const hung: Camera = { ...camera, turn: { x: 0.01, y: 0.02, z } }
    const roll = levelOf(hung)
    // As loketframe does it: a row of the target runs along (cos, sin) of the source's pixels.
    const rowOf = (x: number) => {
      const at = pictureOf(hung, { x: hung.at.x + x, y: hung.at.y, z: hung.at.z + 800 })
      const [across, down] = [at.x - 0.5, (at.y - 0.5) / hung.aspect]
      return down * Math.cos(roll) - across * Math.sin(roll)
    }
    t.ok(Math.abs(rowOf(60) - rowOf(-60)) < 1e-3, `hung by ${z}`)
  }
})
