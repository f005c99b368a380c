/** Ink on the drawn pad, and a signature for those who cannot or will not draw one. */
import type { PenPoint } from '../../../hw/room/protocol.ts'

const last = new WeakMap<HTMLCanvasElement, PenPoint>()

/** Draws from the last point to this one; pressure 0 lifts the pen. */
export function inkTo(canvas: HTMLCanvasElement | null, point: PenPoint): void {
  const ink = canvas?.getContext('2d')
  if (!canvas || !ink) return
  const from = last.get(canvas)
  if (point.pressure === 0) {
    last.delete(canvas)
    return
  }
  last.set(canvas, point)
  ink.lineCap = 'round'
  ink.strokeStyle = '#16222e'
  ink.lineWidth = 2 + point.pressure * 4
  ink.beginPath()
  ink.moveTo((from ?? point).x * canvas.width, (from ?? point).y * canvas.height)
  ink.lineTo(point.x * canvas.width, point.y * canvas.height)
  ink.stroke()
}

/** Clears the surface, and forgets a stroke that was not ended. */
export function wipe(canvas: HTMLCanvasElement | null): void {
  if (!canvas) return
  canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height)
  last.delete(canvas)
}

/** Two strokes in some 1.2 s, at the rate of a hand. */
export function drawSample(pen: (point: PenPoint) => void): void {
  const points = samplePoints()
  let at = 0
  const timer = setInterval(() => {
    for (const point of points.slice(at, at + 3)) pen(point)
    at += 3
    if (at >= points.length) clearInterval(timer)
  }, 16)
}

/** A running wave that shrinks, then a line under it. Fractions of the surface. */
export function samplePoints(): PenPoint[] {
  const wave = Array.from({ length: 160 }, (_, at) => {
    const part = at / 159
    return {
      x: 0.14 + 0.66 * part + 0.05 * Math.sin(part * 34),
      y: 0.46 - (0.26 - 0.16 * part) * Math.sin(part * 29 + 0.6),
      pressure: 0.35 + 0.3 * Math.abs(Math.sin(part * 14)),
    }
  })
  const line = Array.from({ length: 40 }, (_, at) => {
    const part = at / 39
    return { x: 0.82 - 0.56 * part, y: 0.76 - 0.05 * part, pressure: 0.5 - 0.2 * part }
  })
  return [...lifted(wave), ...lifted(line)]
}

function lifted(stroke: readonly PenPoint[]): PenPoint[] {
  const end = stroke.at(-1)
  return end ? [...stroke, { ...end, pressure: 0 }] : []
}
