/**
 * Where a picture of somebody is drawn so that their eyes come as near to the camera as the screen allows. Pure; one
 * frame: the origin at the upper left of the area of the picture, x to the right and y down as the inspector sees it.
 * Its unit is the millimetre where the working place was measured, else any.
 */
import type { GazeSample } from '../../../daemon/core/eye-contact.ts'

/** Eyes in a picture: their middle and their distance, fractions of its width (`y`: of its height). */
export interface Framing {
  readonly x: number
  readonly y: number
  readonly distance: number
}

/** How a box frames the citizen when it says no more: the contract of both ends. */
export const CONVENTION: Framing = { x: 0.5, y: 0.42, distance: 0.1 }

export interface Spot {
  readonly x: number
  readonly y: number
}
/** The part of the screen in which the citizen is drawn. */
export interface Area {
  readonly width: number
  readonly height: number
  /** In millimetres, where the place was measured; it may lie outside the area. */
  readonly camera: Spot | null
}
export interface Drawing {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Between the eyes of adults, on average. Source: Dodgson, Variation and extrema of human IPD, SPIE 5291, 2004. */
export const EYE_DISTANCE_MM = 63
/** Of a picture that is not drawn life size: where the eyes belong, from the top of the area. */
const LINE = 0.38
/** What must stay in sight around the middle of the eyes, in eye distances: brow above, half a face below, an eye aside. */
const KEEP = { above: 0.35, below: 1, aside: 1 } as const

/** @param aspect width to height of the picture */
export function fit(framing: Framing, aspect: number, area: Area): Drawing {
  const { camera } = area
  const width = camera
    ? EYE_DISTANCE_MM / framing.distance
    : Math.max(area.width, area.height * aspect)
  const height = width / aspect
  const eyes = framing.distance * width
  const wanted = camera ?? { x: area.width / 2, y: area.height * LINE }
  const x = between(wanted.x, eyes * KEEP.aside, area.width - eyes * KEEP.aside)
  const y = between(wanted.y, eyes * KEEP.above, area.height - eyes * KEEP.below)
  const left = x - framing.x * width
  const top = y - framing.y * height
  if (camera) return { left, top, width, height }
  // Not life size, it fills the area: no gap shows beside it.
  return {
    left: between(left, area.width - width, 0),
    top: between(top, area.height - height, 0),
    width,
    height,
  }
}

/** Where a point of the picture is drawn. */
export function drawnAt({ left, top, width, height }: Drawing, { x, y }: Spot): Spot {
  return { x: left + x * width, y: top + y * height }
}

/**
 * By how much somebody who looks at these eyes looks past the camera, degrees: to the right and down. Seen from the
 * viewing distance, straight before the eyes.
 */
export function remainingAngle(eyes: Spot, camera: Spot, distanceMm: number): GazeSample {
  return [degrees(eyes.x - camera.x, distanceMm), degrees(eyes.y - camera.y, distanceMm)]
}

export function degrees(acrossMm: number, distanceMm: number): number {
  return (Math.atan2(acrossMm, distanceMm) * 180) / Math.PI
}

/** In the middle where there is no room for both. */
function between(wanted: number, least: number, most: number): number {
  if (least > most) return (least + most) / 2
  return Math.min(Math.max(wanted, least), most)
}
