import t from 'tap'
import { darkI420, paddedI420 } from '../../../daemon/media/i420.ts'

t.test('rows that are whole words stay as they are', async (t) => {
  const data = new Uint8Array((640 * 360 * 3) / 2)
  t.equal(paddedI420(data, 640, 360), data)
})

t.test('rows are padded to four bytes in each plane', async (t) => {
  // 6 × 3: luma rows of 6 → 8, chroma 3 × 2 with rows of 3 → 4
  const data = Uint8Array.from([
    ...[1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3],
    ...[4, 4, 4, 5, 5, 5],
    ...[6, 6, 6, 7, 7, 7],
  ])
  t.same(
    [...paddedI420(data, 6, 3)],
    [
      ...[1, 1, 1, 1, 1, 1, 0, 0, 2, 2, 2, 2, 2, 2, 0, 0, 3, 3, 3, 3, 3, 3, 0, 0],
      ...[4, 4, 4, 0, 5, 5, 5, 0],
      ...[6, 6, 6, 0, 7, 7, 7, 0],
    ],
  )
})

t.test('a picture of 642 × 362 has the bytes that GStreamer wants', async (t) => {
  const bare = new Uint8Array(642 * 362 + 2 * 321 * 181)
  t.equal(paddedI420(bare, 642, 362).length, 350_416)
  t.equal(darkI420(642, 362).length, 350_416)
})

t.test('dark is black with neutral chroma', async (t) => {
  const dark = darkI420(8, 2)
  t.same([...dark], [...Array(16).fill(16), ...Array(8).fill(128)])
})
