import fc from 'fast-check'
import t from 'tap'
import {
  paneOnScreen,
  restingEye,
  shaderConstants,
} from '../../../../daemon/media/room/room-view.ts'

const metres = fc.double({ min: -0.5, max: 0.5, noNaN: true })

t.test(
  'seen from the middle the picture stands in the middle, smaller than the screen',
  async (t) => {
    const { left, top, width, height } = paneOnScreen({ x: 0, y: 0.02, z: 1 }, 16 / 9)
    t.ok(Math.abs(left + width / 2 - 0.5) < 1e-9)
    t.ok(top > 0 && top + height < 1 && left > 0.02 && width < 0.95)
  },
)

t.test(
  'a visitor who moves right sees the picture, which lies deeper, move right too',
  async (t) => {
    fc.assert(
      fc.property(metres, fc.double({ min: 0.01, max: 0.4, noNaN: true }), (x, step) => {
        const from = paneOnScreen({ ...restingEye, x }, 16 / 9)
        const to = paneOnScreen({ ...restingEye, x: x + step }, 16 / 9)
        return to.left > from.left && Math.abs(to.width - from.width) < 1e-9
      }),
    )
    t.pass()
  },
)

t.test('on the screen the picture keeps its aspect', async (t) => {
  fc.assert(
    fc.property(metres, metres, fc.double({ min: 1, max: 2, noNaN: true }), (x, y, aspect) => {
      const { width, height } = paneOnScreen({ x, y, z: 0.9 }, aspect)
      return Math.abs((width * 1.2) / (height * 0.675) - aspect) < 1e-9
    }),
  )
  t.pass()
})

t.test('the constants are GLSL floats', async (t) => {
  for (const line of shaderConstants().trimEnd().split('\n'))
    t.match(line, /^#define [A-Z_]+ \(-?\d+\.\d{4}\)$/)
})
