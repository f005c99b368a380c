import { drawMark } from './mark.ts'
import { secondOf } from './times.ts'

export const WIDTH = 640
export const HEIGHT = 360
const FPS = 30

/**
 * A calm drawn inspector with a clock, as a picture track: what a console without a camera sends. It breathes, so
 * that everybody sees that the picture lives.
 *
 * @param mark draws a time code into each frame.
 */
export function testPicture(mark: boolean): {
  readonly track: MediaStreamTrack | undefined
  stop(): void
} {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const brush = canvas.getContext('2d', { alpha: false })
  const still = figure()
  const frame = () => brush && drawFrame(brush, still, mark)
  frame()
  const timer = setInterval(frame, 1000 / FPS)
  const [track] = canvas.captureStream(FPS).getVideoTracks()
  return {
    track,
    stop() {
      clearInterval(timer)
      track?.stop()
    },
  }
}

function drawFrame(brush: CanvasRenderingContext2D, still: HTMLCanvasElement, mark: boolean): void {
  const now = new Date()
  const breath = Math.sin(now.getTime() / 900) * 1.6
  const sway = Math.sin(now.getTime() / 2300) * 2
  brush.fillStyle = '#10161c'
  brush.fillRect(0, 0, WIDTH, HEIGHT)
  brush.drawImage(still, sway, breath)
  brush.fillStyle = '#c8d3de'
  brush.font = '600 18px ui-monospace, monospace'
  brush.textAlign = 'center'
  // On the chest, above the time code: a room may cut off every edge of the picture.
  brush.fillText(secondOf(now.getTime()), WIDTH / 2 + sway, HEIGHT - 52 + breath)
  if (mark) drawMark(brush, now.getTime())
}

/** Head and shoulders, drawn once; flat, friendly and nobody in particular. */
function figure(): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const brush = canvas.getContext('2d')
  if (!brush) return canvas
  const x = WIDTH / 2
  shoulders(brush, x)
  head(brush, x)
  return canvas
}

function shoulders(brush: CanvasRenderingContext2D, x: number): void {
  brush.fillStyle = '#27496d'
  brush.beginPath()
  brush.moveTo(x - 165, HEIGHT + 10)
  brush.bezierCurveTo(x - 160, 268, x - 95, 252, x - 42, 240)
  brush.lineTo(x + 42, 240)
  brush.bezierCurveTo(x + 95, 252, x + 160, 268, x + 165, HEIGHT + 10)
  brush.fill()
  brush.fillStyle = '#c99a7c'
  brush.fillRect(x - 24, 196, 48, 52)
  brush.fillStyle = '#e9eef3'
  brush.beginPath()
  brush.moveTo(x - 40, 240)
  brush.lineTo(x, 290)
  brush.lineTo(x + 40, 240)
  brush.lineTo(x + 24, 228)
  brush.lineTo(x, 256)
  brush.lineTo(x - 24, 228)
  brush.fill()
}

function head(brush: CanvasRenderingContext2D, x: number): void {
  ellipse(brush, '#3b2a22', x, 112, 62, 62)
  ellipse(brush, '#dcb295', x, 138, 53, 68)
  brush.beginPath()
  brush.moveTo(x - 58, 128)
  brush.bezierCurveTo(x - 62, 40, x + 62, 40, x + 58, 128)
  brush.bezierCurveTo(x + 44, 92, x - 4, 104, x - 34, 94)
  brush.bezierCurveTo(x - 46, 100, x - 54, 112, x - 58, 128)
  brush.fill()
  for (const side of [-1, 1]) {
    ellipse(brush, '#f6f8fa', x + side * 21, 138, 9, 5.5)
    ellipse(brush, '#2c3a47', x + side * 21, 138, 4.5, 4.8)
    brush.fillRect(x + side * 21 - 11, 122, 22, 3)
  }
  brush.strokeStyle = '#9c5f4a'
  brush.lineWidth = 3
  brush.lineCap = 'round'
  brush.beginPath()
  brush.arc(x, 166, 19, Math.PI * 0.18, Math.PI * 0.82)
  brush.stroke()
}

function ellipse(
  brush: CanvasRenderingContext2D,
  fill: string,
  x: number,
  y: number,
  rx: number,
  ry: number,
): void {
  brush.fillStyle = fill
  brush.beginPath()
  brush.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2)
  brush.fill()
  brush.fillStyle = '#3b2a22'
}
