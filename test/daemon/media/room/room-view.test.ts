import fc from 'fast-check'
import t from 'tap'
import type { View } from '../../../../daemon/media/eyeline/eye-reading.ts'
import { meanEyeSpacingMm } from '../../../../daemon/media/eyeline/sight.ts'
import { calmFraming } from '../../../../daemon/media/room/framing.ts'
import {
  isUsable,
  isWhole,
  onGlass,
  personPlane,
  regionOf,
  restingView,
} from '../../../../daemon/media/room/room-view.ts'

const glass = { widthMm: 1210, heightMm: 680 }
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const anyView: fc.Arbitrary<View> = fc.record({
  eye: fc.record({ x: number(-500, 500), y: number(-500, 500), z: number(400, 2500) }),
  sight: fc.record({ x: number(-400, 400), y: number(-300, 300) }),
})
const anyFraming = fc.record({
  eyes: fc.record({ x: number(0, 1), y: number(0, 1) }),
  spacing: number(0.02, 0.3),
})
const depth = number(0, 900)
const aspect = number(0.5, 2.5)

t.test('from any place, however framed: the eyes are drawn at the sight, life size', async (t) => {
  fc.assert(
    fc.property(anyView, anyFraming, depth, aspect, (view, framing, depth, aspect) => {
      const { x, y, width, height } = onGlass(
        view.eye,
        personPlane(view, depth, framing, aspect),
        depth,
      )
      const eyesX = x + (framing.eyes.x - 0.5) * width
      const eyesY = y - (framing.eyes.y - 0.5) * height
      const apart = framing.spacing * height
      const scale = view.eye.z / (view.eye.z + depth)
      return (
        Math.abs(eyesX - view.sight.x) < 1e-6 &&
        Math.abs(eyesY - view.sight.y) < 1e-6 &&
        Math.abs(apart - meanEyeSpacingMm * scale) < 1e-6 &&
        Math.abs(width / height - aspect) < 1e-6
      )
    }),
  )
  t.pass()
})

t.test('at rest all of a picture stands on the display, eyes above the middle', async (t) => {
  const plane = onGlass(restingView.eye, personPlane(restingView, 350, calmFraming, 16 / 9), 350)
  const region = regionOf(plane, glass)
  t.ok(isWhole(region), JSON.stringify(region))
  t.ok(region.top + calmFraming.eyes.y * region.height < 0.5)
  t.notOk(isWhole({ ...region, left: -0.01 }))
  t.notOk(isWhole({ ...region, top: 0.9 }))
})

t.test('a view that no room can be drawn by is told apart', async (t) => {
  t.ok(isUsable(restingView))
  const eye = restingView.eye
  for (const wrong of [
    { ...eye, z: 0 },
    { ...eye, z: -900 },
    { ...eye, x: Number.NaN },
  ])
    t.notOk(isUsable({ ...restingView, eye: wrong }))
  t.notOk(isUsable({ ...restingView, sight: { x: 0, y: Number.POSITIVE_INFINITY } }))
})
