import fc from 'fast-check'
import t from 'tap'
import type { Plane } from '../../../../daemon/media/room/room-view.ts'
import { faceOnGlass, placeWords, wordsAspect } from '../../../../daemon/media/room/words-place.ts'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })

function overlap(a: Plane, b: Plane): boolean {
  const apart = (p: number, q: number, sizes: number) => Math.abs(p - q) >= sizes / 2 - 1e-6
  return !(apart(a.x, b.x, a.width + b.width) || apart(a.y, b.y, a.height + b.height))
}

t.test('words are on the glass and never over the face, wherever that is', async (t) => {
  fc.assert(
    fc.property(
      fc.record({ widthMm: number(300, 2000), heightMm: number(300, 2000) }),
      number(-0.6, 0.6),
      number(-0.6, 0.6),
      number(10, 120),
      (glass, x, y, eyesMm) => {
        const face = faceOnGlass({ x: x * glass.widthMm, y: y * glass.heightMm }, eyesMm)
        const words = placeWords(glass, face)
        const inside =
          Math.abs(words.x) + words.width / 2 <= glass.widthMm / 2 &&
          Math.abs(words.y) + words.height / 2 <= glass.heightMm / 2
        return inside && (words.width === 0 || !overlap(words, face)) && words.width >= 0
      },
    ),
  )
  t.pass()
})

t.test('with a face in the usual place they stand under it, at full size', async (t) => {
  const glass = { widthMm: 1210, heightMm: 680 }
  const face = faceOnGlass({ x: 0, y: 70 }, 47)
  const words = placeWords(glass, face)
  t.same(words, placeWords(glass, undefined))
  t.ok(words.y + words.height / 2 < face.y - face.height / 2)
  t.equal(words.width / words.height, wordsAspect)
})

t.test('a face that fills the lower half sends them above it', async (t) => {
  const words = placeWords({ widthMm: 400, heightMm: 700 }, faceOnGlass({ x: 0, y: -150 }, 60))
  t.ok(words.y > 0 && words.width > 200)
})
