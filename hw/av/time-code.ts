/**
 * A clock drawn into a picture, so that a picture proves by itself that it arrived, and how old it is.
 * A strip of 32 black or white cells near the lower edge: white, black, 20 bits of Gray-coded milliseconds,
 * 8 check bits, black, white; on a black ground with neutral chroma. Gray code, because a picture may mix two
 * moments; check bits, because video coding flips cells; neutral chroma, because colour under the cells leaks into
 * what a page reads. At 640×360 a cell is one VP8 macroblock. Free of Node: the console draws and reads it too.
 */
export interface Block {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Luma, 0 to 255; both chromas are neutral. */
  readonly level: number
}
/** A picture's place inside a larger one, in pixels. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export type CodeReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  /** The clock, modulo `clockWrapMs`. */
  | { readonly kind: 'read'; readonly clockMs: number }
/** Brightness (0 to 255) of one pixel. */
export type Luma = (x: number, y: number) => number

const clockBits = 20
const checkBits = 8
const cells = clockBits + checkBits + 4
/** The clock starts anew after 17 minutes and 28 seconds. */
export const clockWrapMs = 2 ** clockBits
/** The picture is this many cells wide. */
const columns = 40
const black = 24
const white = 224
const leastContrast = 60

/** What to paint for this moment, in order; the same in every picture of this size. `clockMs` is whole. */
export function codeBlocks(clockMs: number, width: number, height: number): Block[] {
  const cell = width / columns
  const left = (width - cells * cell) / 2
  const top = height - 2.5 * cell
  const block = (x: number, y: number, wide: number, high: number, level: number): Block => {
    const from = { x: Math.round(x), y: Math.round(y) }
    return {
      ...from,
      width: Math.round(x + wide) - from.x,
      height: Math.round(y + high) - from.y,
      level,
    }
  }
  return [
    block(left - cell, top - cell / 2, (cells + 2) * cell, 2 * cell, black),
    ...encode(clockMs).flatMap((bit, index) =>
      bit ? [block(left + index * cell, top, cell, cell, white)] : [],
    ),
  ]
}

/** Draws the code into an I420 picture without row padding. */
export function drawCode(data: Uint8Array, width: number, height: number, clockMs: number): void {
  const chromaWidth = (width + 1) >> 1
  const chromaHeight = (height + 1) >> 1
  const blocks = codeBlocks(clockMs, width, height)
  for (const block of blocks)
    for (let y = block.y; y < block.y + block.height; y++)
      data.fill(block.level, y * width + block.x, y * width + block.x + block.width)
  for (const block of blocks)
    for (const plane of [0, 1]) {
      const base = width * height + plane * chromaWidth * chromaHeight
      const last = Math.min(chromaHeight, (block.y + block.height + 1) >> 1)
      for (let y = block.y >> 1; y < last; y++) {
        const row = base + y * chromaWidth
        data.fill(128, row + (block.x >> 1), row + ((block.x + block.width + 1) >> 1))
      }
    }
}

/** Looks for the code in the picture that fills `area`. */
export function readCode(luma: Luma, area: Area): CodeReading {
  const cell = area.width / columns
  const left = area.x + (area.width - cells * cell) / 2
  const middle = area.y + area.height - 2 * cell
  const level = (index: number) => meanOf(luma, left + (index + 0.5) * cell, middle, cell / 4)
  const brightest = (level(0) + level(cells - 1)) / 2
  const darkest = (level(1) + level(cells - 2)) / 2
  if (brightest - darkest < leastContrast) return { kind: 'none' }
  const threshold = (brightest + darkest) / 2
  const bits = Array.from({ length: cells }, (_, index) => level(index) > threshold)
  if (!bits[0] || bits[1] || bits[cells - 2] || !bits[cells - 1]) return { kind: 'none' }
  const gray = toNumber(bits.slice(2, 2 + clockBits))
  const check = toNumber(bits.slice(2 + clockBits, 2 + clockBits + checkBits))
  return check === checkOf(gray)
    ? { kind: 'read', clockMs: fromGray(gray) }
    : { kind: 'unreadable' }
}

/** Luma of an I420 picture without row padding. */
export function lumaOfI420(data: Uint8Array, width: number): Luma {
  return (x, y) => data[y * width + x] ?? 0
}

/** Luma of an RGBA picture without row padding, for example a canvas. */
export function lumaOfRgba(data: Uint8Array | Uint8ClampedArray, width: number): Luma {
  return (x, y) => {
    const at = (y * width + x) * 4
    return 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
  }
}

/** Age in milliseconds of a code read at `nowMs`; a little below 0 when the clocks differ. */
export function codeAgeMs(clockMs: number, nowMs: number): number {
  const age = (((nowMs - clockMs) % clockWrapMs) + clockWrapMs) % clockWrapMs
  return age > clockWrapMs / 2 ? age - clockWrapMs : age
}

function encode(clockMs: number): boolean[] {
  const clock = ((clockMs % clockWrapMs) + clockWrapMs) % clockWrapMs
  const gray = clock ^ (clock >> 1)
  return [true, false, ...toBits(gray, clockBits), ...toBits(checkOf(gray), checkBits), false, true]
}

function fromGray(gray: number): number {
  let value = gray
  for (let shift = 1; shift < clockBits; shift *= 2) value ^= value >> shift
  return value
}

/** CRC-8, polynomial x⁸+x²+x+1, started with ones so that an all-black strip does not check. */
function checkOf(value: number): number {
  let crc = 0xff
  for (let bit = clockBits - 1; bit >= 0; bit--) {
    const feedback = ((crc >> 7) ^ (value >> bit)) & 1
    crc = ((crc << 1) & 0xff) ^ (feedback ? 0x07 : 0)
  }
  return crc
}

function toBits(value: number, count: number): boolean[] {
  return Array.from({ length: count }, (_, index) => ((value >> (count - 1 - index)) & 1) === 1)
}

function toNumber(bits: readonly boolean[]): number {
  return bits.reduce((value, bit) => value * 2 + (bit ? 1 : 0), 0)
}

/** Mean over 5 × 5 points of the square of half side `reach` round a cell's middle: its borders are smeared. */
function meanOf(luma: Luma, x: number, y: number, reach: number): number {
  let sum = 0
  for (let row = -2; row <= 2; row++)
    for (let column = -2; column <= 2; column++)
      sum += luma(Math.floor(x + (column * reach) / 2), Math.floor(y + (row * reach) / 2))
  return sum / 25
}
