/** What a technician found out about one loket's camera and display, and whether it may be used. */
import * as z from 'zod'
import type { Camera, Lens } from './camera.ts'
import type { Point } from './eye-reading.ts'
import { type Fit, fitCamera, type Sighting } from './fit.ts'

const mm = z.number().min(-5000).max(5000)
const radians = z.number().min(-1).max(1)
const fraction = z.number().min(0).max(1)
const point = z.strictObject({ x: mm, y: mm, z: mm })

export const lens = z.strictObject({
  focal: z.number().min(0.2).max(10),
  aspect: z.number().min(0.3).max(4),
  centre: z.strictObject({ x: fraction, y: fraction }),
  k1: z.number().min(-1).max(1),
  k2: z.number().min(-1).max(1),
})

/** Lengths in millimetres, in the frame of the display. Its signature is beside it, not in it. */
export const calibration = z.strictObject({
  v: z.literal(1),
  at: z.iso.datetime(),
  /** Which technician, as they gave it. */
  by: z.string().min(1).max(80),
  /** Whether the sightings were made by a simulated hand at simulated hardware. */
  simulated: z.boolean(),
  display: z.strictObject({
    widthMm: z.number().min(50).max(5000),
    heightMm: z.number().min(50).max(5000),
  }),
  camera: lens.extend({
    at: point,
    turn: z.strictObject({ x: radians, y: radians, z: radians }),
  }),
  sightings: z.int().min(3),
  /** How far a sighting is off when the others alone are fitted, root mean square and worst, mm. */
  leftOutMm: z.strictObject({ rms: z.number().min(0), worst: z.number().min(0) }),
})
export type Calibration = z.infer<typeof calibration>

/** What it means for the look of somebody at 0.8 m, degrees. */
export function residualDeg({ leftOutMm }: Pick<Calibration, 'leftOutMm'>): number {
  return (Math.atan2(leftOutMm.rms, usualDistanceMm) * 180) / Math.PI
}

const usualDistanceMm = 800
const goodMm = 5
const usableMm = 10
/** A lens farther from where the rule found it means swapped axes, a mirrored picture or another display. */
const apartMm = 15
const leastSightings = 5

export type Verdict =
  | { readonly verdict: 'good' | 'usable'; readonly fit: Fit }
  | { readonly verdict: 'refused'; readonly reason: Refusal; readonly fit?: Fit }
/** `scattered`: the sightings do not agree. `elsewhere`: they agree on a place where the lens is not. */
export type Refusal = 'too_few' | 'scattered' | 'elsewhere'

/** @param measured where the rule found the lens, mm */
export function judged(lens: Lens, measured: Point, sightings: readonly Sighting[]): Verdict {
  if (sightings.length < leastSightings) return { verdict: 'refused', reason: 'too_few' }
  const fit = fitCamera(lens, measured, sightings)
  const { rms } = leftOut(fit)
  if (!(rms <= usableMm)) return { verdict: 'refused', reason: 'scattered', fit }
  if (offBy(fit.camera, measured) > apartMm) return { verdict: 'refused', reason: 'elsewhere', fit }
  return { verdict: rms <= goodMm ? 'good' : 'usable', fit }
}

export function leftOut({ leftOutMm }: Fit): Calibration['leftOutMm'] {
  const squares = leftOutMm.reduce((sum, each) => sum + each * each, 0)
  const rms = Math.sqrt(squares / Math.max(leftOutMm.length, 1))
  return { rms: rounded(rms), worst: rounded(Math.max(0, ...leftOutMm)) }
}

function offBy({ at }: Camera, measured: Point): number {
  return Math.hypot(at.x - measured.x, at.y - measured.y, at.z - measured.z)
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
