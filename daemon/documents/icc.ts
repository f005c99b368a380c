/** D65's sRGB primaries adapted to D50 (Bradford), as X Y Z. Source: IEC 61966-2-1, 5.2; ICC.1:2001-04, annex E. */
const RED = [0.43604, 0.22248, 0.01392] as const
const GREEN = [0.38511, 0.71691, 0.09707] as const
const BLUE = [0.14305, 0.06061, 0.71391] as const
/** The profile connection space's white. Source: ICC.1:2001-04, 6.1.7. */
const D50 = [0.9642, 1, 0.8249] as const

const HEADER_BYTES = 128
const TAG_BYTES = 12
/** Fine enough to stay within a 16-bit step of the curve but for its first few entries. */
const CURVE_POINTS = 1024
const NAME = 'sRGB IEC61966-2.1'

let made: Uint8Array | undefined

/** A matrix profile of sRGB for the output intent, made here, so free of anybody's rights. Source: ICC.1:2001-04. */
export function srgbProfile(): Uint8Array {
  made ??= profile()
  return made
}

function profile(): Buffer {
  const curve = toneCurve()
  const tags: readonly (readonly [signature: string, data: Buffer])[] = [
    ['desc', description(NAME)],
    ['cprt', Buffer.from('text\0\0\0\0No rights reserved\0', 'latin1')],
    ['wtpt', xyz(D50)],
    ['rXYZ', xyz(RED)],
    ['gXYZ', xyz(GREEN)],
    ['bXYZ', xyz(BLUE)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  const table = Buffer.alloc(4 + tags.length * TAG_BYTES)
  table.writeUInt32BE(tags.length)
  const places = new Map<Buffer, number>()
  const body: Buffer[] = []
  let end = HEADER_BYTES + table.length
  for (const [at, [signature, data]] of tags.entries()) {
    const place = places.get(data) ?? end
    const entry = 4 + at * TAG_BYTES
    table.write(signature, entry, 'latin1')
    table.writeUInt32BE(place, entry + 4)
    table.writeUInt32BE(data.length, entry + 8)
    if (places.has(data)) continue
    places.set(data, place)
    const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4)
    data.copy(padded)
    body.push(padded)
    end += padded.length
  }
  return Buffer.concat([header(end), table, ...body])
}

/** Source: ICC.1:2001-04, 6.1. */
function header(size: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES)
  bytes.writeUInt32BE(size, 0)
  bytes.writeUInt32BE(0x02100000, 8)
  bytes.write('mntrRGB XYZ ', 12, 'latin1')
  for (const [at, part] of [2026, 1, 1, 0, 0, 0].entries()) bytes.writeUInt16BE(part, 24 + at * 2)
  bytes.write('acsp', 36, 'latin1')
  numbers(D50).copy(bytes, 68)
  return bytes
}

/** The transfer function from encoded to linear light, 16 bits a point. Source: IEC 61966-2-1, 5.2. */
function toneCurve(): Buffer {
  const bytes = Buffer.alloc(12 + CURVE_POINTS * 2)
  bytes.write('curv', 'latin1')
  bytes.writeUInt32BE(CURVE_POINTS, 8)
  for (let at = 0; at < CURVE_POINTS; at += 1) {
    const encoded = at / (CURVE_POINTS - 1)
    const linear = encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4
    bytes.writeUInt16BE(Math.round(linear * 0xffff), 12 + at * 2)
  }
  return bytes
}

/** Type `desc`: the name in ASCII, none in Unicode, none in script code. Source: ICC.1:2001-04, 6.5.17. */
function description(name: string): Buffer {
  const bytes = Buffer.alloc(12 + name.length + 1 + 78)
  bytes.write('desc', 'latin1')
  bytes.writeUInt32BE(name.length + 1, 8)
  bytes.write(name, 12, 'latin1')
  return bytes
}

function xyz(values: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), numbers(values)])
}

/** Type s15Fixed16Number. Source: ICC.1:2001-04, 5.3.2. */
function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 65536), at * 4)
  return bytes
}
