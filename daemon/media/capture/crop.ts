/** Which part of the camera's picture is sent. */
export interface Fractions {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
/** Pixels to cut off each side; even, since chroma is at half size. */
export interface Cut {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const leastPixels = 32

/** Cuts `crop` out of a picture of this size; keeps inside it whatever was asked. */
export function cutOf(crop: Fractions, width: number, height: number): Cut {
  const across = along(crop.left, crop.width, width)
  const down = along(crop.top, crop.height, height)
  return { left: across.before, right: across.after, top: down.before, bottom: down.after }
}

/** The part of a still portrait that is seen at this moment: it sways by some 3 % of the picture. */
export function swaying(atMs: number): Fractions {
  const turn = (periodMs: number) => Math.sin((2 * Math.PI * atMs) / periodMs)
  const size = 0.92
  const rest = (1 - size) / 2
  return {
    left: rest + 0.03 * turn(5100),
    top: rest + 0.02 * turn(3700),
    width: size,
    height: size,
  }
}

/** The part `inner` of the part `outer`. */
export function within(outer: Fractions, inner: Fractions): Fractions {
  return {
    left: outer.left + inner.left * outer.width,
    top: outer.top + inner.top * outer.height,
    width: inner.width * outer.width,
    height: inner.height * outer.height,
  }
}

/**
 * The size of a picture of this shape that is `width` wide (a multiple of 8). Its height is a multiple of 8 too, so
 * that no row of it is padded in memory.
 */
export function scaledTo(
  width: number,
  shape: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  return { width, height: Math.max(8, 8 * Math.round((width * shape.height) / shape.width / 8)) }
}

function along(from: number, size: number, pixels: number): { before: number; after: number } {
  const kept = even(clamp(size * pixels, leastPixels, pixels))
  const before = even(clamp(from * pixels, 0, pixels - kept))
  return { before, after: pixels - kept - before }
}

function even(value: number): number {
  return 2 * Math.floor(value / 2)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
