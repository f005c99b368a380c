import fc from 'fast-check'
import t from 'tap'
import { findTarget, type Luma } from '../../../../daemon/media/eyeline/target.ts'

const width = 640
const height = 360

interface Board {
  readonly x: number
  readonly y: number
  readonly module: number
  readonly turnRad: number
  /** How much narrower it looks for being turned aside. */
  readonly squeeze: number
}

/** A room with an uneven lamp, something dark in it, noise, and boards. */
function picture(boards: readonly Board[], { seed = 1, light = 1 } = {}): Luma {
  const data = new Uint8Array(width * height)
  let state = seed
  const noise = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return (state / 2_147_483_648 - 0.5) * 12
  }
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const lamp = 90 + 70 * Math.cos(x / 300) + 30 * Math.sin(y / 90)
      const chair = x > 60 && x < 150 && y > 200 ? 0.3 : 1
      const grey = boards.reduce((now, board) => shadeOf(board, x, y) ?? now, lamp * chair)
      data[y * width + x] = Math.max(0, Math.min(255, grey * light + noise()))
    }
  return { data, width, height }
}

/** Averaged over the pixel, as a sensor does. */
function shadeOf(board: Board, x: number, y: number): number | undefined {
  if (Math.hypot(x - board.x, y - board.y) > 8 * board.module) return undefined
  let sum = 0
  for (const dx of [0.17, 0.5, 0.83])
    for (const dy of [0.17, 0.5, 0.83]) sum += inkAt(board, x + dx, y + dy)
  return sum / 9
}
function inkAt({ x, y, module, turnRad, squeeze }: Board, px: number, py: number): number {
  const [c, s] = [Math.cos(turnRad), Math.sin(turnRad)]
  const across = ((px - x) * c + (py - y) * s) / (module * squeeze)
  const down = (-(px - x) * s + (py - y) * c) / module
  const ring = Math.max(Math.abs(across), Math.abs(down))
  const hole = Math.hypot(across, down) < 0.1
  return hole || (ring > 1.5 && ring < 2.5) || ring > 3.5 ? 200 : 25
}

const boards: fc.Arbitrary<Board> = fc.record({
  x: fc.double({ min: 150, max: 490, noNaN: true }),
  y: fc.double({ min: 120, max: 240, noNaN: true }),
  module: fc.double({ min: 5, max: 14, noNaN: true }),
  turnRad: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  squeeze: fc.double({ min: 0.75, max: 1, noNaN: true }),
})

t.test('the board is found wherever it is, held more or less upright', async (t) => {
  fc.assert(
    fc.property(boards, fc.integer({ min: 1, max: 1e6 }), (board, seed) => {
      const found = findTarget(picture([board], { seed, light: seed % 2 === 0 ? 1 : 0.4 }))
      if (!found) return false
      return Math.hypot(found.x * width - board.x, found.y * height - board.y) < 0.5
    }),
    { numRuns: 30, endOnFailure: true },
  )
  t.pass()
})

t.test('where there is none, or two, none is found', async (t) => {
  const board = { y: 180, module: 8, turnRad: 0.1, squeeze: 1 }
  t.equal(findTarget(picture([])), null)
  t.ok(findTarget(picture([{ ...board, x: 200 }])))
  t.equal(
    findTarget(
      picture([
        { ...board, x: 200 },
        { ...board, x: 430 },
      ]),
    ),
    null,
  )
})

t.test('pictures of anything find nothing and never fail', async (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1200, maxLength: 1200 }), (data) => {
      findTarget({ data, width: 40, height: 30 })
      return findTarget({ data: new Uint8Array(0), width: 0, height: 0 }) === null
    }),
    { numRuns: 100 },
  )
  t.pass()
})
