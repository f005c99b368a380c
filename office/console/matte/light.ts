/** Whether one can be seen well: how light the own picture is, about its middle. */
export type Light = 'dark' | 'good' | 'bright'

const SIZE = { width: 32, height: 18 } as const
/** Mean luma of the middle, 0 to 255: beyond these a face loses its eyes. */
const DARK = 55
const BRIGHT = 200

/** What is blacker was cut away, or is a lens with its lid on. */
const LEAST = 12

/** @param rgba pixels of `SIZE` */
export function lightOf(rgba: Uint8ClampedArray): Light {
  let [sum, count] = [0, 0]
  for (let y = 3; y < 15; y++)
    for (let x = 10; x < 22; x++) {
      const at = 4 * (y * SIZE.width + x)
      // Luma weights. Source: ITU-R BT.709.
      const luma =
        0.2126 * (rgba[at] ?? 0) + 0.7152 * (rgba[at + 1] ?? 0) + 0.0722 * (rgba[at + 2] ?? 0)
      if (luma < LEAST) continue
      sum += luma
      count += 1
    }
  const mean = count === 0 ? 0 : sum / count
  if (mean < DARK) return 'dark'
  return mean > BRIGHT ? 'bright' : 'good'
}

/** Looks once a second. */
export function watchLight(
  video: HTMLVideoElement,
  seen: (light: Light) => void,
  signal: AbortSignal,
): void {
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height)
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  const timer = setInterval(() => {
    if (!brush || video.videoWidth === 0) return
    brush.drawImage(video, 0, 0, SIZE.width, SIZE.height)
    seen(lightOf(brush.getImageData(0, 0, SIZE.width, SIZE.height).data))
  }, 1000)
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}
