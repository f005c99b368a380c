/** I420 pictures as GStreamer lays them out: rows padded to four bytes. */

/** Pads the rows of an unpadded I420 picture; gives back `data` itself where nothing is to be padded. */
export function paddedI420(data: Uint8Array, width: number, height: number): Uint8Array {
  if (width % 8 === 0) return data
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 }
  const planes = [{ width, height }, half, half]
  const padded = new Uint8Array(planes.reduce((sum, p) => sum + stride(p.width) * p.height, 0))
  let from = 0
  let to = 0
  for (const plane of planes)
    for (let row = 0; row < plane.height; row++) {
      padded.set(data.subarray(from, from + plane.width), to)
      from += plane.width
      to += stride(plane.width)
    }
  return padded
}

/** A dark picture of this size, padded. */
export function darkI420(width: number, height: number): Uint8Array {
  const half = stride((width + 1) >> 1) * ((height + 1) >> 1)
  const luma = stride(width) * height
  const data = new Uint8Array(luma + 2 * half)
  data.fill(16, 0, luma)
  data.fill(128, luma)
  return data
}

function stride(width: number): number {
  return (width + 3) & ~3
}
