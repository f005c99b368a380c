/** Pictures as PNG files (ISO/IEC 15948): eight bits a channel, with transparency. */
import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'

export interface Image {
  readonly width: number
  readonly height: number
  /** RGBA, rows from the top, straight alpha. */
  readonly data: Uint8Array
}

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

export async function encodePng({ width, height, data }: Image): Promise<Uint8Array> {
  const rows = Buffer.alloc(height * (1 + width * 4)) // a zero before each row: not filtered
  for (let y = 0; y < height; y++)
    rows.set(data.subarray(y * width * 4, (y + 1) * width * 4), y * (1 + width * 4) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6], 8) // eight bits, RGBA
  const packed = await promisify(deflate)(rows)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(12 + data.length)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length)
  return whole
}

/** An I420 picture without row padding (ITU-R BT.601, limited range). */
export function imageOfI420(data: Uint8Array, width: number, height: number): Image {
  const out = new Uint8ClampedArray(width * height * 4)
  const chroma = (width + 1) >> 1
  const blue = width * height
  const red = blue + chroma * ((height + 1) >> 1)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y >> 1) * chroma + (x >> 1)
      const luma = 1.164 * ((data[y * width + x] ?? 16) - 16)
      const u = (data[blue + at] ?? 128) - 128
      const v = (data[red + at] ?? 128) - 128
      const to = (y * width + x) * 4
      out[to] = luma + 1.596 * v
      out[to + 1] = luma - 0.392 * u - 0.813 * v
      out[to + 2] = luma + 2.017 * u
      out[to + 3] = 255
    }
  return { width, height, data: new Uint8Array(out.buffer) }
}
