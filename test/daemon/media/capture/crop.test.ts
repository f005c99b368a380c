import fc from 'fast-check'
import t from 'tap'
import { cutOf, scaledTo, swaying, within } from '../../../../daemon/media/capture/crop.ts'

const anything = fc.double({ min: -2, max: 3, noNaN: true })
const even = (value: number) => value % 2 === 0

const wholePicture = { left: 0, top: 0, width: 1, height: 1 }

t.test('whatever is asked, an even part of the picture is left', async (t) => {
  const part = fc.record({ left: anything, top: anything, width: anything, height: anything })
  const size = fc.record({
    width: fc.integer({ min: 80, max: 960 }).map((n) => n * 2),
    height: fc.integer({ min: 45, max: 540 }).map((n) => n * 2),
  })
  fc.assert(
    fc.property(part, size, (asked, { width, height }) => {
      const { left, top, right, bottom } = cutOf(asked, width, height)
      const inside = [left, top, right, bottom].every((cut) => cut >= 0 && even(cut))
      return inside && left + right <= width - 32 && top + bottom <= height - 32
    }),
  )
  t.pass()
})

t.test('the whole picture is not cut', async (t) => {
  t.same(cutOf(wholePicture, 1280, 720), { left: 0, top: 0, right: 0, bottom: 0 })
})

t.test('a quarter is cut where it was asked', async (t) => {
  const quarter = { left: 0.25, top: 0.5, width: 0.5, height: 0.5 }
  t.same(cutOf(quarter, 640, 360), { left: 160, top: 180, right: 160, bottom: 0 })
})

t.test('a swaying portrait stays inside its picture and keeps its size', async (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (atMs) => {
      const { left, top, width, height } = swaying(atMs)
      const { right, bottom } = cutOf({ left, top, width, height }, 1408, 792)
      const whole = left >= 0 && top >= 0 && left + width <= 1 && top + height <= 1
      return whole && width === height && right >= 0 && bottom >= 0
    }),
  )
  t.pass()
})

t.test('a part of a part is within it', async (t) => {
  const half = { left: 0.5, top: 0, width: 0.5, height: 1 }
  t.same(within(half, half), { left: 0.75, top: 0, width: 0.25, height: 1 })
  t.same(within(half, wholePicture), half)
})

t.test('a camera of any shape is looked at whole, undistorted, without padded rows', async (t) => {
  t.same(scaledTo(640, { width: 1280, height: 720 }), { width: 640, height: 360 })
  t.same(scaledTo(640, { width: 640, height: 480 }), { width: 640, height: 480 })
  t.same(scaledTo(640, { width: 1080, height: 1920 }), { width: 640, height: 1136 })
  t.same(scaledTo(640, { width: 3840, height: 160 }), { width: 640, height: 24 })
})
