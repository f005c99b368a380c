/**
 * Readings made steady, and carried on to the moment at which they are looked at. Pure: times come with the readings.
 * Source: Casiez, Roussel and Vogel, "1 € Filter", CHI 2012.
 */
import type { EyeReading } from '../eyeline/eye-reading.ts'

/** The last reading, smoothed, and how it moves. */
export interface Smoothed {
  readonly reading: EyeReading
  /** Each of `channels`, smoothed. */
  readonly values: readonly number[]
  /** The same as measured, before smoothing. */
  readonly raw: readonly number[]
  /** Change of each a second, from the last two readings as they were measured. */
  readonly perSecond: readonly number[]
  /** The same, low-passed: what the filter's cutoff follows. */
  readonly speeds: readonly number[]
  /** Width of the picture over its height. */
  readonly aspect: number
}

/** Cutoff at rest, hertz. */
const leastCutoff = 1.5
/** How much the cutoff rises, hertz, with each eye distance a second: so it is the same at any zoom. */
const beta = 20
const speedCutoff = 1
/** Readings further apart than this have nothing to do with each other. */
const freshAfterMs = 500
/** Eye distances a second (20 mm of a face's 63): what is slower is noise, and is not carried on. */
const slowest = 0.32
/** Nothing is foretold further than this. */
const mostAheadMs = 200

/**
 * Takes one reading of a stream in. `aspect` is the width of its pictures over their height. A reading that is no
 * newer than the last changes nothing.
 */
export function smooth(
  before: Smoothed | undefined,
  reading: EyeReading,
  aspect: number,
): Smoothed {
  const raw = channels(reading, aspect)
  const passedMs = before ? reading.takenAtMs - before.reading.takenAtMs : 0
  if (before && passedMs <= 0 && passedMs > -freshAfterMs) return before
  if (!before || Math.abs(passedMs) > freshAfterMs || before.aspect !== aspect) {
    const still = raw.map(() => 0)
    return { reading, values: raw, raw, perSecond: still, speeds: still, aspect }
  }
  const seconds = passedMs / 1000
  const unit = eyeDistance(raw)
  const perSecond = raw.map((value, i) => (value - (before.raw[i] ?? value)) / seconds)
  const speeds = perSecond.map((value, i) =>
    towards(before.speeds[i] ?? 0, value, speedCutoff, seconds),
  )
  const values = raw.map((value, i) => {
    const speed = Math.abs(speeds[i] ?? 0) / (i < places ? unit : 1)
    return towards(before.values[i] ?? value, value, leastCutoff + beta * speed, seconds)
  })
  return {
    reading: toReading(values, aspect, reading.takenAtMs),
    values,
    raw,
    perSecond,
    speeds,
    aspect,
  }
}

/**
 * Where the eyes will be at `atMs`, if they go on as they went. A head that all but rests is not carried on, so that
 * it does not tremble.
 */
export function predict(smoothed: Smoothed, atMs: number): EyeReading {
  const { values, perSecond, reading, aspect } = smoothed
  const aheadMs = Math.min(Math.max(atMs - reading.takenAtMs, 0), mostAheadMs)
  const middleSpeed = Math.hypot(
    ((perSecond[0] ?? 0) + (perSecond[2] ?? 0)) / 2,
    ((perSecond[1] ?? 0) + (perSecond[3] ?? 0)) / 2,
  )
  if (middleSpeed < slowest * eyeDistance(values)) return reading
  // Both eyes go the way of their middle: one head carries them, and its noise is smaller.
  const carried = values.map((value, i) => {
    if (i >= places) return value
    const speed = ((perSecond[i] ?? 0) + (perSecond[(i + 2) % places] ?? 0)) / 2
    return value + (speed * aheadMs) / 1000
  })
  return toReading(carried, aspect, reading.takenAtMs + aheadMs)
}

/** Left x, left y, right x, right y in heights of the picture, so that both axes have one unit; then the yaw. */
function channels({ left, right, yawRad }: EyeReading, aspect: number): number[] {
  return [left.x * aspect, left.y, right.x * aspect, right.y, yawRad]
}
/** How many of the channels are places. */
const places = 4

function toReading(values: readonly number[], aspect: number, takenAtMs: number): EyeReading {
  const [leftX = 0, leftY = 0, rightX = 0, rightY = 0, yawRad = 0] = values
  return {
    left: { x: leftX / aspect, y: leftY },
    right: { x: rightX / aspect, y: rightY },
    yawRad,
    takenAtMs,
  }
}

function eyeDistance(values: readonly number[]): number {
  const [leftX = 0, leftY = 0, rightX = 0, rightY = 0] = values
  return Math.max(Math.hypot(rightX - leftX, rightY - leftY), 1e-6)
}

/** One step of a low-pass filter of the first order. */
function towards(from: number, to: number, cutoff: number, seconds: number): number {
  const rate = 2 * Math.PI * cutoff * seconds
  return from + ((to - from) * rate) / (rate + 1)
}
