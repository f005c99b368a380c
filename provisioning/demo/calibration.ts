/**
 * The virtual loket's eye line: sightings by a simulated hand at a camera that exists in numbers only, through the
 * fit and the limits of a real one. It says of itself that it is simulated.
 */
import { type Calibration, judged, leftOut } from '../../daemon/media/eyeline/calibration.ts'
import { type Camera, lensOf, pictureOf } from '../../daemon/media/eyeline/camera.ts'
import type { Sighting } from '../../daemon/media/eyeline/fit.ts'

/** Where the virtual camera is: behind the glass, a little above the middle. */
const virtualCamera: Camera = {
  ...lensOf(60, 16 / 9),
  at: { x: 0, y: 60, z: -150 },
  turn: { x: 0, y: 0, z: 0 },
}
/** Of the hand that moves the cross, mm. */
const shakeMm = 2
const ruleMm = 3

/** @param camera where it really is; the rule finds it `ruleMm` off. */
export function virtualCalibration(
  display: Calibration['display'],
  at: string,
  camera: Camera = virtualCamera,
): Calibration {
  const measured = { ...camera.at, x: camera.at.x + ruleMm, z: camera.at.z - ruleMm }
  const verdict = judged(camera, measured, sightings(camera))
  if (verdict.verdict === 'refused') throw new RangeError('the virtual sightings do not agree')
  const { fit } = verdict
  return {
    v: 1,
    at,
    by: 'virtueel loket',
    simulated: true,
    display,
    camera: fit.camera,
    sightings: fit.leftOutMm.length,
    leftOutMm: leftOut(fit),
  }
}

/** Three by three over the place of a head, near and far mixed. */
function sightings(camera: Camera): Sighting[] {
  return [-200, 0, 200].flatMap((x, column) =>
    [-60, 60, 180].map((y, row) => {
      const index = 3 * column + row
      const eye = { x, y, z: index % 2 === 0 ? 600 : 1000 }
      const share = eye.z / (eye.z - camera.at.z)
      return {
        hole: pictureOf(camera, eye),
        cross: {
          x: eye.x + (camera.at.x - eye.x) * share + shakeMm * Math.cos(2.4 * index),
          y: eye.y + (camera.at.y - eye.y) * share + shakeMm * Math.sin(2.4 * index),
        },
      }
    }),
  )
}
