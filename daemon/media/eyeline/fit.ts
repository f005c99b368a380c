/**
 * Finds where the camera is from sightings: somebody looks through a hole at a cross on the display that covers
 * the lens, and the camera sees the hole. Levenberg-Marquardt on the six numbers of its pose; the place measured
 * with a rule holds what sightings alone cannot tell when the lens is almost in the plane of the display.
 */
import type { Camera, Lens, Pose } from './camera.ts'
import type { PicturePoint, Point, View } from './eye-reading.ts'
import { sightOf } from './sight.ts'
import { solved } from './solve.ts'

export interface Sighting {
  /** The hole in the camera's whole picture. */
  readonly hole: PicturePoint
  /** The cross on the glass, mm. */
  readonly cross: View['sight']
}
export interface Fit {
  readonly camera: Camera
  /** How far each sighting is off when the others alone are fitted, mm. */
  readonly leftOutMm: readonly number[]
}

/** How well each is known, one standard deviation: a hand on the keys, a rule, a screwdriver. */
const crossMm = 2
const ruleMm = 10
const turnRad = 0.06
const mostSteps = 60

/** @param measured the lens place by the rule, mm. Fewer than three sightings are no fit. */
export function fitCamera(lens: Lens, measured: Point, sightings: readonly Sighting[]): Fit {
  return {
    camera: { ...lens, ...poseFrom(lens, measured, sightings) },
    leftOutMm: sightings.map(({ hole, cross }, index) => {
      const others = sightings.toSpliced(index, 1)
      const seen = sightOf({ ...lens, ...poseFrom(lens, measured, others) }, hole)
      return Math.hypot(seen.x - cross.x, seen.y - cross.y)
    }),
  }
}

function poseFrom(lens: Lens, measured: Point, sightings: readonly Sighting[]): Pose {
  const residuals = (values: readonly number[]): number[] => {
    const pose = toPose(values)
    const seen = sightings.flatMap(({ hole, cross }) => {
      const at = sightOf({ ...lens, ...pose }, hole)
      return [(at.x - cross.x) / crossMm, (at.y - cross.y) / crossMm]
    })
    const { at, turn } = pose
    return [
      ...seen,
      ...[at.x - measured.x, at.y - measured.y, at.z - measured.z].map((off) => off / ruleMm),
      ...[turn.x, turn.y, turn.z].map((off) => off / turnRad),
    ]
  }
  return toPose(leastSquares(residuals, [measured.x, measured.y, measured.z, 0, 0, 0]))
}

function toPose([x = 0, y = 0, z = 0, turnX = 0, turnY = 0, turnZ = 0]: readonly number[]): Pose {
  return { at: { x, y, z }, turn: { x: turnX, y: turnY, z: turnZ } }
}

function leastSquares(
  residuals: (values: readonly number[]) => number[],
  start: readonly number[],
): readonly number[] {
  let values = start
  let now = residuals(values)
  let damping = 1e-3
  for (let step = 0; step < mostSteps; step += 1) {
    const next = stepped(residuals, values, now, damping)
    const there = residuals(next)
    const gain = squares(now) - squares(there)
    if (gain > 0) {
      values = next
      now = there
      damping /= 5
      if (gain < 1e-10) break
    } else damping *= 5
    if (damping > 1e9) break
  }
  return values
}

function stepped(
  residuals: (values: readonly number[]) => number[],
  values: readonly number[],
  now: readonly number[],
  damping: number,
): number[] {
  const small = 1e-5
  const slopes = values.map((value, index) => {
    const moved = residuals(values.with(index, value + small))
    return moved.map((residual, at) => (residual - (now[at] ?? 0)) / small)
  })
  const normal = slopes.map((a, row) =>
    slopes.map((b, column) => dot(a, b) * (row === column ? 1 + damping : 1)),
  )
  const change = solved(
    normal,
    slopes.map((slope) => -dot(slope, now)),
  )
  return values.map((value, index) => value + (change[index] ?? 0))
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}

function squares(values: readonly number[]): number {
  return dot(values, values)
}
