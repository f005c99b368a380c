import fc from 'fast-check'
import t from 'tap'
import {
  clockWrapMs,
  codeAgeMs,
  codeBlocks,
  drawCode,
  lumaOfI420,
  lumaOfRgba,
  readCode,
} from '../../../hw/av/time-code.ts'

const clock = fc.integer({ min: 0, max: 2 ** 41 })
const size = fc.record({
  width: fc.integer({ min: 160, max: 1280 }),
  height: fc.integer({ min: 90, max: 300 }),
})

t.test('what is drawn into an I420 picture of any size is read back', async (t) => {
  fc.assert(
    fc.property(clock, size, (clockMs, { width, height }) => {
      const data = picture(width, height, 90)
      drawCode(data, width, height, clockMs)
      const reading = readCode(lumaOfI420(data, width), { x: 0, y: 0, width, height })
      t.same(reading, { kind: 'read', clockMs: clockMs % clockWrapMs })
    }),
    { numRuns: 60 },
  )
})

t.test('a picture that stands smaller inside another one is read there', async (t) => {
  const luma = paintedRgba(640, 360, 555_555, { x: 52, y: 14, width: 538, height: 302 })
  const area = { x: 52, y: 14, width: 538, height: 302 }
  t.same(readCode(luma, area), { kind: 'read', clockMs: 555_555 })
})

t.test('the strip has neutral chroma and touches nothing else', async (t) => {
  const [width, height] = [640, 360]
  const data = picture(width, height, 10)
  drawCode(data, width, height, 12_345)
  const [ground] = codeBlocks(12_345, width, height)
  t.ok(ground)
  if (!ground) return
  const chroma = data.subarray(width * height)
  t.equal(chroma.filter((value) => value === 128).length, (ground.width * ground.height) / 2)
  t.equal(chroma.filter((value) => value !== 128 && value !== 10).length, 0)
  t.equal(data.subarray(0, ground.y * width).filter((value) => value !== 10).length, 0)
})

t.test('neighbouring milliseconds differ in one clock cell', async (t) => {
  const white = (ms: number) => codeBlocks(ms, 640, 360).map((block) => (block.x - 64) / 16)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: clockWrapMs - 2 }), (ms) => {
      const isClock = (cell: number) => cell >= 2 && cell < 22
      const now = new Set(white(ms).filter(isClock))
      const next = new Set(white(ms + 1).filter(isClock))
      const changed = [...now].filter((cell) => !next.has(cell)).length
      return changed + [...next].filter((cell) => !now.has(cell)).length === 1
    }),
  )
  t.pass()
})

t.test('one flipped cell is found out', async (t) => {
  const [width, height] = [640, 360]
  for (let cell = 2; cell < 30; cell++) {
    const data = picture(width, height, 10)
    drawCode(data, width, height, 987_654)
    const x = 64 + cell * 16
    const level = (data[328 * width + x + 8] ?? 0) > 100 ? 24 : 224
    for (let y = 320; y < 336; y++) data.fill(level, y * width + x, y * width + x + 16)
    const reading = readCode(lumaOfI420(data, width), { x: 0, y: 0, width, height })
    t.same(reading, { kind: 'unreadable' })
  }
})

t.test('a picture without a strip has no code', async (t) => {
  const area = { x: 0, y: 0, width: 320, height: 180 }
  t.same(
    readCode(() => 128, area),
    { kind: 'none' },
  )
  const allWhiteStart = (x: number) => (x < 50 || x > 280 ? 250 : 10)
  t.same(readCode(allWhiteStart, area), { kind: 'none' })
  t.same(readCode(lumaOfI420(new Uint8Array(0), 320), area), { kind: 'none' })
  t.same(readCode(lumaOfRgba(new Uint8Array(0), 320), area), { kind: 'none' })
})

t.test('an age survives the wrap of the clock', async (t) => {
  t.equal(codeAgeMs(clockWrapMs - 10, 2 * clockWrapMs + 25), 35)
  t.equal(codeAgeMs(100, 90), -10)
  t.equal(codeAgeMs(100, clockWrapMs * 3 + 140), 40)
})

function picture(width: number, height: number, level: number): Uint8Array {
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1)
  return new Uint8Array(width * height + 2 * chroma).fill(level)
}

/** A grey RGBA picture with a smaller one painted into it, nearest pixel. */
function paintedRgba(
  width: number,
  height: number,
  clockMs: number,
  area: { x: number; y: number; width: number; height: number },
) {
  const inner = picture(640, 360, 90)
  drawCode(inner, 640, 360, clockMs)
  const data = new Uint8ClampedArray(width * height * 4).fill(40)
  for (let y = 0; y < area.height; y++)
    for (let x = 0; x < area.width; x++) {
      const from = Math.floor((y * 360) / area.height) * 640 + Math.floor((x * 640) / area.width)
      const at = ((area.y + y) * width + area.x + x) * 4
      data.fill(inner[from] ?? 0, at, at + 4)
    }
  return lumaOfRgba(data, width)
}
