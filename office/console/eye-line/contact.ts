/** How well the inspector can look the citizen in the eyes: what the page shows, and what it tells the box. */
import { type Alignment, alignmentOf, type GazeSample } from '../../../daemon/core/eye-contact.ts'
import {
  type Drawing,
  degrees,
  drawnAt,
  EYE_DISTANCE_MM,
  remainingAngle,
  type Spot,
} from './fit.ts'

/** `unset`: nobody measured this place, or this is not its screen; `none`: no picture to measure. */
export type Contact =
  | { readonly state: 'unset' }
  | { readonly state: 'none' }
  | {
      readonly state: 'measured'
      readonly alignment: Alignment
      readonly angleDeg: GazeSample
      /** By how much the angle itself may be off. */
      readonly uncertainDeg: number
    }

/** A ruler on a desk is read, and a lens found, within so much. */
const RULER_MM = 3
/** Where nobody measures the eyes, the box may leave them so far from where its contract puts them: its dead zone. */
const FRAMED_MM = 0.15 * EYE_DISTANCE_MM

export interface Drawn {
  readonly drawing: Drawing
  /** The middle between the eyes, in fractions of the picture. */
  readonly eyes: Spot
  /** Whether they were seen, or only are where they should be. */
  readonly seen: boolean
  readonly camera: Spot
  readonly distanceMm: number
}

/** @param drawn millimetres */
export function contactOf({ drawing, eyes, seen, camera, distanceMm }: Drawn): Contact {
  const angleDeg = remainingAngle(drawnAt(drawing, eyes), camera, distanceMm)
  const uncertainDeg = degrees(RULER_MM + (seen ? 0 : FRAMED_MM), distanceMm)
  const [x, y] = [Math.abs(angleDeg[0]), Math.abs(angleDeg[1])]
  return { state: 'measured', alignment: alignmentOf(x, y, uncertainDeg), angleDeg, uncertainDeg }
}

/** What a console tells the box of some seconds. */
export interface ContactReport {
  readonly samplesDeg: readonly GazeSample[]
  /** The largest there was. */
  readonly uncertainDeg: number
}

/** Samples of a visit that the box has not heard of; the oldest go when it is away for long. */
export interface ContactLog {
  add(contact: Contact): void
  /** What there is, once: null when that is nothing. */
  take(): ContactReport | null
  clear(): void
}

const MOST_SAMPLES = 20

export function contactLog(): ContactLog {
  let kept: { readonly sample: GazeSample; readonly uncertainDeg: number }[] = []
  return {
    add(contact) {
      if (contact.state !== 'measured') return
      const [x, y] = contact.angleDeg
      kept.push({ sample: [hundredths(x), hundredths(y)], uncertainDeg: contact.uncertainDeg })
      if (kept.length > MOST_SAMPLES) kept.shift()
    },
    take() {
      const report = kept
      kept = []
      if (report.length === 0) return null
      return {
        samplesDeg: report.map(({ sample }) => sample),
        uncertainDeg: hundredths(Math.max(...report.map((each) => each.uncertainDeg))),
      }
    },
    clear() {
      kept = []
    },
  }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
