import { getStroke } from 'perfect-freehand'
import type { PadModel, PenSample } from '../../hw/pad/port.ts'
import type { Rect } from './field.ts'

/** A signature as the pad gave it. Strokes are biometric: they stay in memory and never reach a log. */
export interface Ink {
  readonly pad: Pick<PadModel, 'unitsPerMm' | 'maxPressure'>
  readonly samples: readonly PenSample[]
}

/** The pen never touched the pad. */
export class NoInkError extends Error {
  readonly code = 'NO_INK'
  readonly scope = 'visit'
}

export type Point = readonly [x: number, y: number]
const POINTS_PER_MM = 72 / 25.4
/** A ballpoint's line, in millimetres at full pressure. */
const NIB_MM = 0.75
const MARGIN_MM = 2

/**
 * The ink as closed outlines in points, in the middle of `field`: in its true size, or smaller when it would not fit.
 * The pad's y runs down, the paper's up. @throws NoInkError
 */
export function inkOutlines(ink: Ink, field: Rect): Point[][] {
  const strokes = splitStrokes(ink.samples)
  const box = boundsOf(strokes.flat())
  const scale = scaleFor(box, ink.pad.unitsPerMm, field)
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
  const to = ({ x, y, pressure }: PenSample): [number, number, number] => [
    field.x + field.width / 2 + (x - middle.x) * scale,
    field.y + field.height / 2 - (y - middle.y) * scale,
    Math.min(1, pressure / ink.pad.maxPressure),
  ]
  return strokes
    .map((stroke) =>
      getStroke(stroke.map(to), {
        size: NIB_MM * POINTS_PER_MM,
        thinning: 0.6,
        smoothing: 0.5,
        streamline: 0.2,
        simulatePressure: false,
        last: true,
      }),
    )
    .filter((outline) => outline.length > 2)
}

/** The stretches between pen down and pen up. */
function splitStrokes(samples: readonly PenSample[]): PenSample[][] {
  const strokes: PenSample[][] = []
  let wasDown = false
  for (const sample of samples) {
    if (sample.down && !wasDown) strokes.push([])
    if (sample.down) strokes.at(-1)?.push(sample)
    wasDown = sample.down
  }
  if (strokes.length === 0) throw new NoInkError('the pen did not touch the pad')
  return strokes
}

interface Bounds {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function boundsOf(samples: readonly PenSample[]): Bounds {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { x, y } of samples) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { left, right, top, bottom }
}

/** Points for one pad unit. */
function scaleFor(box: Bounds, unitsPerMm: number, field: Rect): number {
  const margin = (MARGIN_MM + NIB_MM) * POINTS_PER_MM
  const wide = (field.width - 2 * margin) / Math.max(box.right - box.left, 1)
  const high = (field.height - 2 * margin) / Math.max(box.bottom - box.top, 1)
  return Math.min(POINTS_PER_MM / unitsPerMm, wide, high)
}
