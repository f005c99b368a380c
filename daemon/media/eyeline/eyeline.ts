/**
 * The eye line of one box: turns what the tracker reads into the view that the room is drawn by, and measures how far
 * the drawn eyes look past the lens. Without a calibration a camera is assumed, and nothing is called aligned.
 */
import type { GazeSample, RecordedEyeContact } from '../../core/eye-contact.ts'
import { measured, predict, type Smoothed } from '../eyes/smoothing.ts'
import { type Calibration, residualDeg } from './calibration.ts'
import { type Camera, lensOf } from './camera.ts'
import type { EyeReading, PicturePoint, Point, View } from './eye-reading.ts'
import { makeGaze } from './gaze.ts'
import { eyeOf, middleOf } from './sight.ts'
import { nextViewing, resting, type ViewRules } from './view.ts'

export interface EyelineRules {
  readonly spacingMm: number
  /** From drawing to light, of this display. */
  readonly displayMs: number
  /** Of the camera that is assumed where nobody calibrated. */
  readonly assumed: { readonly widthDeg: number; readonly at: Point }
  /** Where somebody sits when nobody is seen. */
  readonly rest: Point
}
/** What was drawn: where the inspector's eyes had to be, and where a point of their picture is, mm on the glass. */
export interface Drawn {
  readonly sight: View['sight']
  readonly place: (point: PicturePoint) => View['sight']
}
export interface Eyeline {
  /** Null: nobody did. */
  calibrate(calibration: Calibration | null): void
  /** What to draw by at `nowMs`, for a citizen that the tracker sees so. */
  view(citizen: Smoothed | undefined, nowMs: number): View
  drawn(drawn: Drawn, nowMs: number): void
  /** A picture of the citizen or of the inspector was looked at. */
  citizen(seen: Smoothed): void
  inspector(seen: Smoothed): void
  /** Nobody is looked at any more. */
  clear(): void
  /** Since the last call; undefined where nothing was measured. */
  take(): GazeReport | undefined
}
export interface GazeReport {
  readonly samplesDeg: readonly GazeSample[]
  readonly calibration: RecordedEyeContact['calibration'] | null
}

/** The width over the height of a camera of which nothing is known. */
const usualAspect = 16 / 9
const keptDrawings = 30

export function makeEyeline(rules: EyelineRules): Eyeline {
  const gaze = makeGaze(rules.displayMs)
  let calibration: Calibration | null = null
  let view: ViewRules = { ...rules, camera: assumedCamera(rules) }
  let viewing = resting(view, 0)
  let drawings: { readonly drawn: Drawn; readonly atMs: number }[] = []

  return {
    calibrate(next) {
      calibration = next
      view = { ...rules, camera: next?.camera ?? assumedCamera(rules) }
    },
    view(citizen, nowMs) {
      const reading = citizen && predict(citizen, nowMs + rules.displayMs)
      viewing = nextViewing(viewing, reading, view, nowMs)
      return viewing.view
    },
    drawn(drawn, nowMs) {
      drawings = [...drawings.slice(1 - keptDrawings), { drawn, atMs: nowMs }]
      gaze.drawn(drawn.sight, nowMs)
    },
    citizen(seen) {
      const reading = measured(seen)
      gaze.seen(eyeAt(reading, view, viewing.awayMm), view.camera.at, reading.takenAtMs)
    },
    inspector(seen) {
      const reading = measured(seen)
      // A picture is drawn as it comes: the first drawing after that shows it.
      const shown = drawings.find(({ atMs }) => atMs >= reading.takenAtMs) ?? drawings.at(-1)
      if (!shown) return
      const { sight, place } = shown.drawn
      const at = place(middleOf(reading))
      gaze.placed({ x: at.x - sight.x, y: at.y - sight.y })
    },
    clear() {
      drawings = []
      gaze.clear()
    },
    take() {
      const samplesDeg = gaze.take()
      if (samplesDeg.length === 0) return undefined
      return {
        samplesDeg,
        calibration: calibration && { at: calibration.at, residualDeg: residualDeg(calibration) },
      }
    },
  }
}

/** The direction as measured; the distance as calmed, for a tremble in it is none of the head. */
function eyeAt(reading: EyeReading, { camera, spacingMm }: ViewRules, awayMm: number): Point {
  const eye = eyeOf(camera, reading, spacingMm)
  const share = (awayMm - camera.at.z) / (eye.z - camera.at.z)
  return {
    x: camera.at.x + (eye.x - camera.at.x) * share,
    y: camera.at.y + (eye.y - camera.at.y) * share,
    z: awayMm,
  }
}

function assumedCamera({ assumed }: EyelineRules): Camera {
  const lens = lensOf(assumed.widthDeg, usualAspect)
  return { ...lens, at: assumed.at, turn: { x: 0, y: 0, z: 0 } }
}
