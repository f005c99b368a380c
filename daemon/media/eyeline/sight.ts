/**
 * Where eyes are before the display, where eyes have to be drawn on it, and by how much a look misses. With the
 * camera that tracks also the one that captures, the place on the glass is a fixed map of the picture: it depends
 * neither on distance nor on how far apart somebody's eyes are.
 */
import { type Camera, rayOf } from './camera.ts'
import type { EyeReading, PicturePoint, Point, View } from './eye-reading.ts'
import { plus, times } from './vector.ts'

/** The mean of adults is 63 mm, nearly all have 45 to 80. Source: Dodgson 2004. */
export const meanEyeSpacingMm = 63

/** How far one looks past the other's eyes, degrees as the one who is looked at sees it: x to their right, y up. */
export interface GazeError {
  readonly xDeg: number
  readonly yDeg: number
}

export function middleOf({ left, right }: EyeReading): PicturePoint {
  return { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 }
}

/** Where the line from a point of the picture to the lens goes through the glass, mm. */
export function sightOf(camera: Camera, point: PicturePoint): View['sight'] {
  const ray = rayOf(camera, point)
  const behind = -camera.at.z / ray.z
  return { x: camera.at.x + behind * ray.x, y: camera.at.y + behind * ray.y }
}

/** The middle between the eyes, mm: as far away as eyes `spacingMm` apart look this far apart. */
export function eyeOf(camera: Camera, reading: EyeReading, spacingMm: number): Point {
  const straight = { ...camera, turn: { x: 0, y: 0, z: 0 } }
  const left = rayOf(straight, reading.left)
  const right = rayOf(straight, reading.right)
  const apart = Math.hypot(left.x - right.x, left.y - right.y)
  const away = (spacingMm * Math.cos(reading.yawRad)) / Math.max(apart, 1e-6)
  // The lens looks along its own axis; the depth along that axis is what the spacing gives.
  const middle = rayOf(camera, middleOf(reading))
  const axis = rayOf(camera, camera.centre)
  const along = middle.x * axis.x + middle.y * axis.y + middle.z * axis.z
  return plus(camera.at, times(middle, away / along))
}

/** How far eyes drawn at `drawn` on the glass look past the lens, for somebody at `eye`. */
export function gazeErrorAt(eye: Point, drawn: View['sight'], lens: Point): GazeError {
  const angle = (off: number, away: number) => (Math.atan2(off, away) * 180) / Math.PI
  return {
    xDeg: angle(drawn.x - eye.x, eye.z) - angle(lens.x - eye.x, eye.z - lens.z),
    yDeg: angle(drawn.y - eye.y, eye.z) - angle(lens.y - eye.y, eye.z - lens.z),
  }
}
