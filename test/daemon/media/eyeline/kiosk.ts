/** A kiosk that exists in numbers only: a camera behind the glass, people before it. */
import fc from 'fast-check'
import { type Camera, lensOf, pictureOf } from '../../../../daemon/media/eyeline/camera.ts'
import type { EyeReading, Point } from '../../../../daemon/media/eyeline/eye-reading.ts'

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })

/** Installed by somebody with a rule, lens 0 to 300 mm behind the glass. */
export const cameras: fc.Arbitrary<Camera> = fc
  .record({
    x: between(-60, 60),
    y: between(-60, 200),
    behind: between(0, 300),
    turnX: between(-0.08, 0.08),
    turnY: between(-0.08, 0.08),
    turnZ: between(-0.08, 0.08),
    k1: between(-0.12, 0.05),
    widthDeg: between(50, 78),
  })
  .map(({ x, y, behind, turnX, turnY, turnZ, k1, widthDeg }) => ({
    ...lensOf(widthDeg, 16 / 9),
    k1,
    at: { x, y, z: -behind },
    turn: { x: turnX, y: turnY, z: turnZ },
  }))

/** The middle between the eyes of somebody who sits there, mm. */
export const eyes: fc.Arbitrary<Point> = fc.record({
  x: between(-220, 220),
  y: between(-150, 150),
  z: between(700, 1500),
})

/** Where the line from `eye` to the lens goes through the glass: plain geometry, nothing of the product's. */
export function onTheGlass(eye: Point, lens: Point): { x: number; y: number } {
  const share = eye.z / (eye.z - lens.z)
  return { x: eye.x + (lens.x - eye.x) * share, y: eye.y + (lens.y - eye.y) * share }
}

/** What a tracker without a fault reads of a head that is turned aside by `yawRad`. */
export function readingOf(
  camera: Camera,
  eye: Point,
  { yawRad = 0, spacingMm = 63, takenAtMs = 0 } = {},
): EyeReading {
  // A head turns away from the camera's axis, not from the display's.
  const half = (spacingMm / 2) * Math.cos(yawRad)
  const deep = (spacingMm / 2) * Math.sin(yawRad)
  const one = pictureOf(camera, { x: eye.x + half, y: eye.y, z: eye.z - deep })
  const other = pictureOf(camera, { x: eye.x - half, y: eye.y, z: eye.z + deep })
  return { left: one, right: other, yawRad, takenAtMs }
}
