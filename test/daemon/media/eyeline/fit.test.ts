import fc from 'fast-check'
import t from 'tap'
import { type Camera, lensOf, pictureOf } from '../../../../daemon/media/eyeline/camera.ts'
import { fitCamera, type Sighting } from '../../../../daemon/media/eyeline/fit.ts'
import { gazeErrorAt, sightOf } from '../../../../daemon/media/eyeline/sight.ts'
import { cameras, eyes, onTheGlass } from './kiosk.ts'

const noise = fc.double({ min: -1, max: 1, noNaN: true })
/** Nine places, near and far mixed; the hand is off by up to 3 mm, the marker by half a pixel of 640. */
const PLACES = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({
  x: 200 * ((n % 3) - 1),
  y: 120 * (Math.floor(n / 3) - 1),
  z: n % 2 === 0 ? 600 : 1000,
}))

function sightings(camera: Camera, off: readonly number[]): Sighting[] {
  return PLACES.map((eye, index) => {
    const [a = 0, b = 0, c = 0, d = 0] = off.slice(index * 4)
    const hole = pictureOf(camera, eye)
    const cross = onTheGlass(eye, camera.at)
    return {
      hole: { x: hole.x + (0.5 * a) / 640, y: hole.y + (0.5 * b) / 360 },
      cross: { x: cross.x + 3 * c, y: cross.y + 3 * d },
    }
  })
}
const hands = fc.array(noise, { minLength: 36, maxLength: 36 })

t.test('nine sightings by a hand that shakes find the eye line of anybody', async (t) => {
  fc.assert(
    fc.property(cameras, hands, eyes, (camera, off, eye) => {
      const { camera: found } = fitCamera(camera, camera.at, sightings(camera, off))
      const { xDeg, yDeg } = gazeErrorAt(eye, sightOf(found, pictureOf(camera, eye)), camera.at)
      return Math.hypot(xDeg, yDeg) < 0.6
    }),
    { numRuns: 40 },
  )
  t.pass()
})

t.test('sightings without a fault are met, also with the lens in the plane', async (t) => {
  fc.assert(
    fc.property(cameras, fc.boolean(), (camera, flat) => {
      const real = flat ? { ...camera, at: { ...camera.at, z: 0 } } : camera
      const { leftOutMm } = fitCamera(real, real.at, sightings(real, []))
      return leftOutMm.length === 9 && Math.max(...leftOutMm) < 0.6
    }),
    { numRuns: 25 },
  )
  t.pass()
})

t.test('a mirrored picture, swapped axes and a slip of the hand stand out', async (t) => {
  const deep: Camera = {
    ...lensOf(60, 16 / 9),
    at: { x: 5, y: 40, z: -250 },
    turn: { x: 0.02, y: -0.01, z: 0.01 },
  }
  const honest = sightings(deep, [])
  const worst = (changed: readonly Sighting[]) =>
    Math.max(...fitCamera(deep, deep.at, changed).leftOutMm)
  t.ok(worst(honest) < 1)
  t.ok(worst(honest.map(({ hole, cross }) => ({ hole: { x: 1 - hole.x, y: hole.y }, cross }))) > 10)
  t.ok(worst(honest.map(({ hole, cross }) => ({ hole, cross: { x: cross.y, y: cross.x } }))) > 10)
  t.ok(
    worst(honest.with(4, { ...(honest[4] as Sighting), cross: { x: deep.at.x + 40, y: 0 } })) > 10,
  )
})
