/** I420 pictures, and squares cut out of them as the nets want them. */

/** Rows lie `lumaStride` and `chromaStride` bytes apart; the planes follow each other: Y, U, V. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
  readonly lumaStride: number
  readonly chromaStride: number
}

/**
 * A square in a picture, in its pixels. Coordinates are continuous everywhere in this folder: the centre of the
 * first pixel is at 0.5, so that 0 and `width` are the picture's borders.
 */
export interface Square {
  /** Its centre. */
  readonly x: number
  readonly y: number
  readonly side: number
  /** How far it is turned, clockwise as one sees it. */
  readonly rollRad: number
}
export interface Place {
  readonly x: number
  readonly y: number
}
/** How the values of a net's input are made of 0 (black) to 255. */
export interface Range {
  readonly scale: number
  readonly offset: number
}
export const zeroToOne: Range = { scale: 1 / 255, offset: 0 }
export const minusOneToOne: Range = { scale: 2 / 255, offset: -1 }

/** A picture whose rows are not padded. @returns undefined when the bytes are fewer than its size asks for. */
export function toPicture(data: Uint8Array, width: number, height: number): Picture | undefined {
  const chromaStride = (width + 1) >> 1
  if (data.length < width * height + 2 * chromaStride * ((height + 1) >> 1)) return undefined
  return { width, height, data, lumaStride: width, chromaStride }
}

/** Where a point of the square, in fractions of its side from its top left, lies in the picture. */
export function fromSquare(square: Square, u: number, v: number): Place {
  const across = (u - 0.5) * square.side
  const down = (v - 0.5) * square.side
  const cos = Math.cos(square.rollRad)
  const sin = Math.sin(square.rollRad)
  return { x: square.x + across * cos - down * sin, y: square.y + across * sin + down * cos }
}

export interface Cut {
  readonly picture: Picture
  readonly square: Square
  /** Pixels on a side of what is made. */
  readonly size: number
  readonly range: Range
  /** Left and right exchanged. */
  readonly mirrored?: boolean
}

/** 16.16 fixed point: adding whole steps is half as dear as multiplying anew, and off by 0.002 pixels at most. */
const one = 65_536
const half = one / 2

/**
 * Cuts a square out, by bilinear luma and nearest chroma, into `into`: planes of red, green and blue (3 × size × size).
 * Beyond a border the border is repeated. Colours: ITU-R BT.601, limited range.
 */
export function cutSmooth(cut: Cut, into: Float32Array): void {
  const { picture, size, range } = cut
  const { data, lumaStride, chromaStride } = picture
  const { startX, startY, acrossX, acrossY, downX, downY } = steps(cut)
  const { columns, rows, blueFrom, redFrom } = chromaOf(picture)
  const plane = size * size
  const mostX = (picture.width - 1) * one - 1
  const mostY = (picture.height - 1) * one - 1
  // Everything is in this one loop: a call for each value would cost half as much again.
  for (let row = 0, index = 0; row < size; row++) {
    let x = startX + row * downX
    let y = startY + row * downY
    for (let column = 0; column < size; column++, index++) {
      const insideX = Math.max(Math.min(x, mostX), 0)
      const insideY = Math.max(Math.min(y, mostY), 0)
      const partX = (insideX & 0xffff) >> 8
      const partY = (insideY & 0xffff) >> 8
      const at = (insideY >> 16) * lumaStride + (insideX >> 16)
      const high = byte(data, at) * (256 - partX) + byte(data, at + 1) * partX
      const below = at + lumaStride
      const low = byte(data, below) * (256 - partX) + byte(data, below + 1) * partX
      const luma = (high * (256 - partY) + low * partY) * (1 / one)
      const chroma =
        Math.min((insideY + half) >> 17, rows - 1) * chromaStride +
        Math.min((insideX + half) >> 17, columns - 1)
      const blue = byte(data, blueFrom + chroma) - 128
      const red = byte(data, redFrom + chroma) - 128
      const light = 1.164 * (luma - 16)
      into[index] = limited(light + 1.596 * red) * range.scale + range.offset
      into[index + plane] = limited(light - 0.392 * blue - 0.813 * red) * range.scale + range.offset
      into[index + 2 * plane] = limited(light + 2.017 * blue) * range.scale + range.offset
      x += acrossX
      y += acrossY
    }
  }
}

/**
 * The same for a square that is made much smaller: each value is the mean of the pixels that it covers, since
 * bilinear sampling would skip most of them. Beyond the borders it is black.
 */
export function cutAveraged(cut: Cut, into: Float32Array): void {
  const { picture, square, size } = cut
  const { data, width, height, lumaStride } = picture
  const taps = Math.max(1, Math.ceil(square.side / size))
  const paint = painter(cut, into)
  const step = square.side / size
  const left = square.x - square.side / 2
  const top = square.y - square.side / 2
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      let sum = 0
      for (let tap = 0; tap < taps * taps; tap++) {
        const x = Math.floor(left + (column + ((tap % taps) + 0.5) / taps) * step)
        const y = Math.floor(top + (row + (Math.floor(tap / taps) + 0.5) / taps) * step)
        const inside = x >= 0 && y >= 0 && x < width && y < height
        sum += inside ? byte(data, y * lumaStride + x) : 16
      }
      const chromaX = Math.floor(left + (column + 0.5) * step) >> 1
      const chromaY = Math.floor(top + (row + 0.5) * step) >> 1
      paint(row * size + column, sum / (taps * taps), chromaX, chromaY)
    }
}

/** Where the centre of the first value lies among the pixels' centres, and the steps to its neighbours. */
function steps({ square, size, mirrored }: Cut) {
  const side = mirrored ? -1 : 1
  const step = square.side / size
  const cos = Math.cos(square.rollRad) * step
  const sin = Math.sin(square.rollRad) * step
  const middle = (size - 1) / 2
  // The centre of a pixel is half a pixel from its border: without this every answer is off by 0.7 pixels.
  const firstX = square.x - 0.5 - side * middle * cos + middle * sin
  const firstY = square.y - 0.5 - side * middle * sin - middle * cos
  const fixed = (value: number) => Math.round(value * one)
  return {
    startX: fixed(firstX),
    startY: fixed(firstY),
    acrossX: fixed(side * cos),
    acrossY: fixed(side * sin),
    downX: fixed(-sin),
    downY: fixed(cos),
  }
}

type Paint = (index: number, luma: number, chromaX: number, chromaY: number) => void

/** Writes one value of each colour; no colour is taken from beyond the borders. */
function painter({ picture, size, range }: Cut, into: Float32Array): Paint {
  const { data, chromaStride } = picture
  const plane = size * size
  const { columns, rows, blueFrom, redFrom } = chromaOf(picture)
  const { scale, offset } = range
  return (index, luma, chromaX, chromaY) => {
    const inside = chromaX >= 0 && chromaY >= 0 && chromaX < columns && chromaY < rows
    const at = inside ? chromaY * chromaStride + chromaX : 0
    const blue = inside ? byte(data, blueFrom + at) - 128 : 0
    const red = inside ? byte(data, redFrom + at) - 128 : 0
    const light = 1.164 * (luma - 16)
    into[index] = limited(light + 1.596 * red) * scale + offset
    into[plane + index] = limited(light - 0.392 * blue - 0.813 * red) * scale + offset
    into[2 * plane + index] = limited(light + 2.017 * blue) * scale + offset
  }
}

/** Size and places of the chroma planes. */
function chromaOf({ width, height, lumaStride, chromaStride }: Picture) {
  const rows = (height + 1) >> 1
  const blueFrom = lumaStride * height
  return { columns: (width + 1) >> 1, rows, blueFrom, redFrom: blueFrom + chromaStride * rows }
}

function limited(value: number): number {
  return Math.min(Math.max(value, 0), 255)
}

function byte(data: Uint8Array, index: number): number {
  return data[index] ?? 0
}
