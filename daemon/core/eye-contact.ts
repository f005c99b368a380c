/**
 * How well two people looked each other in the eyes: the gaze error of one end, counted over a visit. Thresholds:
 * 1.2° sideways and 1.7° up or down keep eye contact. Source: van Eijk, Kuijsters, Dijkstra, IJsselsteijn,
 * QoMEX 2010.
 */

/** Sideways and up or down, degrees. */
export type GazeSample = readonly [xDeg: number, yDeg: number]

/** `near`: the face is met, not the eyes. `not_aligned` as well when nobody ever calibrated this end. */
export type Alignment = 'aligned' | 'near' | 'not_aligned'

/** Of the error's size, degrees. */
export interface Spread {
  readonly median: number
  readonly p95: number
}
export interface EyeContact {
  readonly alignment: Alignment
  readonly samples: number
  readonly xDeg: Spread
  readonly yDeg: Spread
}

/** What a visit's record keeps of one end: measured, and against which calibration. */
export interface RecordedEyeContact extends EyeContact {
  /** Absent where nobody calibrated this end. */
  readonly calibration?: { readonly at: string; readonly residualDeg: number }
}

/** What the inspector's end measured in some seconds, and how well its place was measured. */
export interface SeatGaze {
  readonly samplesDeg: readonly GazeSample[]
  /** By how much each sample may be off, degrees. */
  readonly uncertainDeg: number
  /** When somebody measured the place, ISO 8601, UTC. */
  readonly placeAt: string
}
/** Samples in one report of the inspector's end. */
export const MOST_SEAT_SAMPLES = 20

/** Of both ends, as far as they were measured. */
export interface VisitEyeContact {
  readonly box?: RecordedEyeContact
  readonly seat?: RecordedEyeContact
}

/** How the look that one end gets is right now: medians of the error's size, degrees. */
export interface LiveGaze {
  readonly alignment: Alignment
  readonly xDeg: number
  readonly yDeg: number
}

/** How many samples had an error of that many steps. */
export interface GazeTally {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

const stepDeg = 0.05
/** What is farther off is counted in the last step. */
const steps = 400
const alignedDeg = { x: 1.2, y: 1.7 } as const
const nearDeg = 5

export const noGaze: GazeTally = { x: new Array(steps).fill(0), y: new Array(steps).fill(0) }

/** The tally with these samples counted too; what is no number is left out. */
export function counted(tally: GazeTally, samples: readonly GazeSample[]): GazeTally {
  const x = [...tally.x]
  const y = [...tally.y]
  for (const [xDeg, yDeg] of samples) {
    if (!Number.isFinite(xDeg) || !Number.isFinite(yDeg)) continue
    const [acrossStep, upStep] = [stepOf(xDeg), stepOf(yDeg)]
    x[acrossStep] = (x[acrossStep] ?? 0) + 1
    y[upStep] = (y[upStep] ?? 0) + 1
  }
  return { x, y }
}

/**
 * What the tally says; null without a sample.
 * @param calibrationDeg how far the eye line itself may be off, added to what was measured; null when this end was
 * never calibrated, and then it is not aligned whatever was measured.
 */
export function eyeContactOf(tally: GazeTally, calibrationDeg: number | null): EyeContact | null {
  const samples = sum(tally.x)
  if (samples === 0) return null
  const xDeg = spreadOf(tally.x, samples)
  const yDeg = spreadOf(tally.y, samples)
  return { alignment: alignmentOf(xDeg.p95, yDeg.p95, calibrationDeg), samples, xDeg, yDeg }
}

export function alignmentOf(xDeg: number, yDeg: number, calibrationDeg: number | null): Alignment {
  if (calibrationDeg === null) return 'not_aligned'
  const x = xDeg + calibrationDeg
  const y = yDeg + calibrationDeg
  if (x <= alignedDeg.x && y <= alignedDeg.y) return 'aligned'
  return x <= nearDeg && y <= nearDeg ? 'near' : 'not_aligned'
}

/** Of the samples of about a second; undefined without any. */
export function liveGaze(
  samples: readonly GazeSample[],
  calibrationDeg: number | null,
): LiveGaze | undefined {
  const contact = eyeContactOf(counted(noGaze, samples), calibrationDeg)
  if (!contact) return undefined
  const [xDeg, yDeg] = [contact.xDeg.median, contact.yDeg.median]
  return { alignment: alignmentOf(xDeg, yDeg, calibrationDeg), xDeg, yDeg }
}

function stepOf(degrees: number): number {
  return Math.min(Math.floor(Math.abs(degrees) / stepDeg), steps - 1)
}

function spreadOf(counts: readonly number[], samples: number): Spread {
  return { median: quantile(counts, samples * 0.5), p95: quantile(counts, samples * 0.95) }
}

/** The upper edge of the step in which the rank lies: never better than it was. */
function quantile(counts: readonly number[], rank: number): number {
  let below = 0
  for (const [step, count] of counts.entries()) {
    below += count
    if (below >= rank) return Math.round((step + 1) * stepDeg * 100) / 100
  }
  return steps * stepDeg
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
