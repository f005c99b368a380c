import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import t from 'tap'
import { encodePng, imageOfI420 } from '../../../daemon/media/png.ts'

t.test('another program reads the very pixels out of it', async (t) => {
  const [width, height] = [5, 3]
  const data = Uint8Array.from({ length: width * height * 4 }, (_, n) => (n * 37) % 256)
  const file = join(t.testdir(), 'a.png')
  writeFileSync(file, await encodePng({ width, height, data }))
  const raw = join(t.testdirName, 'a.raw')
  const read = `filesrc location=${file} ! pngdec ! video/x-raw,format=RGBA ! filesink location=${raw}`
  execFileSync('gst-launch-1.0', ['-q', ...read.split(' ')])
  t.same([...readFileSync(raw)], [...data])
})

t.test('it says its size', async (t) => {
  const png = Buffer.from(await encodePng({ width: 2, height: 1, data: new Uint8Array(8) }))
  t.same([png.readUInt32BE(16), png.readUInt32BE(20)], [2, 1])
  const at = png.indexOf('IDAT')
  const packed = png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))
  t.equal(inflateSync(packed).length, 9)
})

t.test('video levels become full ones, also where the size is odd', async (t) => {
  const planes = (y: number, u: number, v: number) =>
    Uint8Array.from([...Array(9).fill(y), ...Array(4).fill(u), ...Array(4).fill(v)])
  const first = (data: Uint8Array) => [...imageOfI420(data, 3, 3).data.subarray(32, 36)]
  t.same(first(planes(16, 128, 128)), [0, 0, 0, 255])
  t.same(first(planes(235, 128, 128)), [255, 255, 255, 255])
  const [r = 0, g = 0, b = 0] = first(planes(81, 90, 240))
  t.ok(r > 250 && g < 5 && b < 5, `red: ${r} ${g} ${b}`)
})
