import t from 'tap'
import { lightOf } from '../../../office/console/matte/light.ts'

/** 32 by 18 pixels of a room, with a face of 12 by 12 in the middle. */
function picture(room: number, face: number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(4 * 32 * 18).fill(room)
  for (let y = 3; y < 15; y++)
    for (let x = 10; x < 22; x++) rgba.fill(face, 4 * (y * 32 + x), 4 * (y * 32 + x) + 3)
  return rgba
}

t.test('the light is that of the face, not of the room', async (t) => {
  t.equal(lightOf(picture(250, 30)), 'dark', 'before a window')
  t.equal(lightOf(picture(10, 120)), 'good')
  t.equal(lightOf(picture(100, 235)), 'bright')
})

t.test('black around a person is no darkness, and a covered lens is', async (t) => {
  const cut = picture(0, 0)
  for (let y = 6; y < 15; y++) cut.fill(120, 4 * (y * 32 + 14), 4 * (y * 32 + 20))
  t.equal(lightOf(cut), 'good')
  t.equal(lightOf(picture(0, 0)), 'dark')
})
