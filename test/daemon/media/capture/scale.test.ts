import t from 'tap'
import { scaledI420 } from '../../../../daemon/media/capture/scale.ts'

const full = { width: 640, height: 360 }

t.test('the same size is the same picture', async (t) => {
  const data = new Uint8Array((640 * 360 * 3) / 2).fill(7)
  t.equal(scaledI420(data, full, full), data)
})

t.test('half the size is the mean of four, plane by plane', async (t) => {
  const from = { width: 4, height: 4 }
  const luma = [10, 20, 100, 100, 30, 40, 100, 100, 0, 0, 8, 8, 0, 0, 8, 8]
  const data = Uint8Array.from([...luma, 50, 60, 70, 80, 200, 200, 200, 204])
  t.same([...scaledI420(data, from, { width: 2, height: 2 })], [25, 100, 0, 8, 65, 201])
})

t.test('three quarters keep a ramp a ramp and an even picture even', async (t) => {
  const to = { width: 480, height: 270 }
  const ramp = new Uint8Array((640 * 360 * 3) / 2).fill(128)
  for (let y = 0; y < 360; y++)
    for (let x = 0; x < 640; x++) ramp[y * 640 + x] = Math.round((x / 640) * 200)
  const out = scaledI420(ramp, full, to)
  t.equal(out.length, (480 * 270 * 3) / 2)
  for (const x of [0, 100, 240, 479]) {
    const got = out[135 * 480 + x] ?? 0
    t.ok(Math.abs(got - (x / 480) * 200) <= 1, `column ${x}: ${got}`)
  }
  t.ok(
    out.subarray(480 * 270).every((value) => value === 128),
    'chroma',
  )
})
