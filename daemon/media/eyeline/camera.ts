/** The camera as geometry: where its pixels look. */
import type { PicturePoint, Point } from './eye-reading.ts'
import { type Turn, turned } from './vector.ts'

/** What a lens does, whatever it is screwed to. */
export interface Lens {
  /** Focal length in widths of the whole picture. */
  readonly focal: number
  /** Width / height of the whole picture. */
  readonly aspect: number
  /** Where the optical axis meets the picture. */
  readonly centre: PicturePoint
  /** Radial distortion, as in Brown's model with focal length 1: r (1 + k1 r² + k2 r⁴). */
  readonly k1: number
  readonly k2: number
}
/** Where a lens is, in the frame of the display. */
export interface Pose {
  /** The entrance pupil. Behind the glass z is negative; a mirror on the way is unfolded first. */
  readonly at: Point
  /** From looking straight at the citizen. */
  readonly turn: Turn
}
export interface Camera extends Lens, Pose {}

/** A lens without distortion that sees `widthDeg` degrees across. */
export function lensOf(widthDeg: number, aspect: number): Lens {
  const focal = 0.5 / Math.tan((widthDeg * Math.PI) / 360)
  return { focal, aspect, centre: { x: 0.5, y: 0.5 }, k1: 0, k2: 0 }
}

/** Fixed-point steps that undo any distortion a usable lens has. */
const UNDISTORT_STEPS = 8

/** Where the pixel looks from the lens, in the frame of the display; its length has no meaning. */
export function rayOf(camera: Lens & Pick<Pose, 'turn'>, point: PicturePoint): Point {
  const seen = {
    x: (point.x - camera.centre.x) / camera.focal,
    y: (point.y - camera.centre.y) / (camera.focal * camera.aspect),
  }
  let { x, y } = seen
  for (let step = 0; step < UNDISTORT_STEPS; step += 1) {
    const bent = bending(camera, x, y)
    x = seen.x / bent
    y = seen.y / bent
  }
  // The camera faces the citizen: what is right in its picture is left for them, and down is down.
  return turned({ x: -x, y: -y, z: 1 }, camera.turn)
}

/** Where a point before the camera is in its picture, with the distortion; the opposite of `rayOf`. */
export function pictureOf(camera: Camera, point: Point): PicturePoint {
  const from = turnedBack(
    { x: point.x - camera.at.x, y: point.y - camera.at.y, z: point.z - camera.at.z },
    camera.turn,
  )
  const x = -from.x / from.z
  const y = -from.y / from.z
  const bent = bending(camera, x, y)
  return {
    x: camera.centre.x + camera.focal * x * bent,
    y: camera.centre.y + camera.focal * camera.aspect * y * bent,
  }
}

function bending({ k1, k2 }: Lens, x: number, y: number): number {
  const r2 = x * x + y * y
  return 1 + k1 * r2 + k2 * r2 * r2
}

function turnedBack(point: Point, turn: Turn): Point {
  const aboutZ = turned(point, { x: 0, y: 0, z: -turn.z })
  const aboutY = turned(aboutZ, { x: 0, y: -turn.y, z: 0 })
  return turned(aboutY, { x: -turn.x, y: 0, z: 0 })
}
