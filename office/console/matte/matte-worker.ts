import type { MatteReport, MatteStart } from './messages.ts'
import { alphaOf, loadNet, NET, planesOf } from './net.ts'

/** How long the rate is counted before it is told, milliseconds. */
const RATE_MS = 3000

addEventListener('message', ({ data }: MessageEvent<MatteStart>) => {
  void work(data).catch((error: unknown) => {
    say({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
  })
})

function say(report: MatteReport): void {
  postMessage(report)
}

/** Every picture that leaves here was drawn anew by its own matte; where one fails, none leaves. */
async function work({ readable, writable, base }: MatteStart): Promise<void> {
  const matte = await loadNet(base)
  const draw = cutter()
  const reader = readable.getReader()
  const writer = writable.getWriter()
  let [count, since, told] = [0, performance.now(), false]
  for (;;) {
    const { done, value: frame } = await reader.read()
    if (done) return
    try {
      const alpha = await matte(draw.seen(frame))
      await writer.write(draw.cut(frame, alpha))
    } finally {
      frame.close()
    }
    if (!told) {
      // Loading and the first run are no measure of what follows.
      told = true
      since = performance.now()
      say({ type: 'running' })
      continue
    }
    count += 1
    const passed = performance.now() - since
    if (passed < RATE_MS) continue
    say({ type: 'rate', perSecond: (count * 1000) / passed })
    count = 0
    since = performance.now()
  }
}

function cutter() {
  const small = context(NET.width, NET.height)
  const mask = context(NET.width, NET.height)
  const whole = context(1, 1)
  const pixels = new ImageData(NET.width, NET.height)
  return {
    /** What the net sees of a picture. */
    seen(frame: VideoFrame): Float32Array {
      small.drawImage(frame, 0, 0, NET.width, NET.height)
      return planesOf(small.getImageData(0, 0, NET.width, NET.height).data)
    },
    /** The picture with the person alone, before black. */
    cut(frame: VideoFrame, chances: Float32Array): VideoFrame {
      const { displayWidth: width, displayHeight: height, timestamp } = frame
      if (whole.canvas.width !== width || whole.canvas.height !== height) {
        whole.canvas.width = width
        whole.canvas.height = height
      }
      alphaOf(chances, pixels.data)
      mask.putImageData(pixels, 0, 0)
      whole.globalCompositeOperation = 'copy'
      whole.drawImage(mask.canvas, 0, 0, width, height)
      whole.globalCompositeOperation = 'source-in'
      whole.drawImage(frame, 0, 0, width, height)
      whole.globalCompositeOperation = 'destination-over'
      whole.fillStyle = '#000'
      whole.fillRect(0, 0, width, height)
      return new VideoFrame(whole.canvas, { timestamp, alpha: 'discard' })
    },
  }
}

function context(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const made = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!made) throw new TypeError('no canvas to draw on')
  return made
}
