/** Makes I420 pictures smaller, for links that cannot carry the whole. */
export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The picture in another size, unpadded as it came; widths and heights are even. Each pixel is the mean of the four
 * nearest to its centre: enough down to half the size, where it is the exact mean.
 */
export function scaledI420(data: Uint8Array, from: Size, to: Size): Uint8Array {
  if (from.width === to.width && from.height === to.height) return data
  const out = new Uint8Array((to.width * to.height * 3) / 2)
  let source = 0
  let target = 0
  for (const part of [1, 2, 2]) {
    const a = { width: from.width / part, height: from.height / part }
    const b = { width: to.width / part, height: to.height / part }
    scalePlane(data.subarray(source), a, out.subarray(target), b)
    source += a.width * a.height
    target += b.width * b.height
  }
  return out
}

function scalePlane(data: Uint8Array, from: Size, out: Uint8Array, to: Size): void {
  const columns = neighbours(from.width, to.width)
  const rows = neighbours(from.height, to.height)
  for (let y = 0; y < to.height; y++) {
    const upper = (rows[2 * y] ?? 0) * from.width
    const lower = (rows[2 * y + 1] ?? 0) * from.width
    const at = y * to.width
    for (let x = 0; x < to.width; x++) {
      const left = columns[2 * x] ?? 0
      const right = columns[2 * x + 1] ?? 0
      const sum =
        (data[upper + left] ?? 0) +
        (data[upper + right] ?? 0) +
        (data[lower + left] ?? 0) +
        (data[lower + right] ?? 0)
      out[at + x] = (sum + 2) >> 2
    }
  }
}

/** For each pixel the two nearest of the source, one after the other. */
function neighbours(from: number, to: number): Int32Array {
  const near = new Int32Array(2 * to)
  for (let index = 0; index < to; index++) {
    const centre = ((index + 0.5) * from) / to - 0.5
    const before = Math.max(0, Math.floor(centre))
    near[2 * index] = before
    near[2 * index + 1] = centre === before ? before : Math.min(before + 1, from - 1)
  }
  return near
}
