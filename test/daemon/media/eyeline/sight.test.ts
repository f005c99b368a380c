import fc from 'fast-check'
import t from 'tap'
import { type Camera, lensOf, pictureOf, rayOf } from '../../../../daemon/media/eyeline/camera.ts'
import {
  eyeOf,
  gazeErrorAt,
  meanEyeSpacingMm,
  sightOf,
} from '../../../../daemon/media/eyeline/sight.ts'
import { cameras, eyes, onTheGlass, readingOf } from './kiosk.ts'

const origin = { x: 0, y: 0, z: 0 }

t.test('what is to the right of somebody is to the left in the picture of them', async (t) => {
  const straight: Camera = { ...lensOf(60, 16 / 9), at: origin, turn: origin }
  const right = pictureOf(straight, { x: 100, y: 0, z: 800 })
  const above = pictureOf(straight, { x: 0, y: 100, z: 800 })
  t.ok(right.x < straight.centre.x)
  t.ok(above.y < straight.centre.y)
})

t.test('a pixel looks at what it shows, distortion and turn included', async (t) => {
  fc.assert(
    fc.property(cameras, eyes, (camera, eye) => {
      const ray = rayOf(camera, pictureOf(camera, eye))
      const share = (eye.z - camera.at.z) / ray.z
      const offMm = Math.hypot(
        camera.at.x + ray.x * share - eye.x,
        camera.at.y + ray.y * share - eye.y,
      )
      return offMm < 0.01
    }),
  )
  t.pass()
})

t.test('the sight lies on the line from the eyes to the lens, at any distance', async (t) => {
  fc.assert(
    fc.property(cameras, eyes, (camera, eye) => {
      const sight = sightOf(camera, pictureOf(camera, eye))
      const line = onTheGlass(eye, camera.at)
      return Math.hypot(sight.x - line.x, sight.y - line.y) < 0.01
    }),
  )
  t.pass()
})

t.test('eyes are as far away as their spacing says, of a turned head too', async (t) => {
  const yaw = fc.oneof(fc.constant(0), fc.double({ min: -0.35, max: 0.35, noNaN: true }))
  fc.assert(
    fc.property(cameras, eyes, yaw, (camera, eye, yawRad) => {
      const found = eyeOf(camera, readingOf(camera, eye, { yawRad }), meanEyeSpacingMm)
      const off = Math.hypot(found.x - eye.x, found.y - eye.y, found.z - eye.z)
      // Small angles: who faces the display does not face a camera that is turned, and a turned head at the edge
      // of the picture is nearer or farther than it seems.
      return off < (yawRad === 0 ? 0.035 : 0.13) * eye.z
    }),
  )
  t.pass()
})

t.test('eyes on the line look into the lens; beside it, past it by the angle', async (t) => {
  fc.assert(
    fc.property(cameras, eyes, (camera, eye) => {
      const { xDeg, yDeg } = gazeErrorAt(eye, onTheGlass(eye, camera.at), camera.at)
      return Math.abs(xDeg) < 1e-9 && Math.abs(yDeg) < 1e-9
    }),
  )
  const eye = { x: 0, y: 0, z: 700 }
  const above = { x: 0, y: 80, z: 0 }
  t.match(gazeErrorAt(eye, { x: 0, y: 40 }, above), { xDeg: 0 })
  const { yDeg } = gazeErrorAt(eye, { x: 0, y: 40 }, above)
  t.ok(Math.abs(yDeg + 3.25) < 0.05, '40 mm under the lens at 700 mm is 3.25 degrees down')
  t.ok(gazeErrorAt(eye, { x: 14, y: 80 }, above).xDeg > 1.1)
})
