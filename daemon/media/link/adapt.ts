/**
 * How much is sent on a link: first smaller pictures, then fewer, then plainer sound, and back again. Pure: a reading
 * a second in, a level out. The library cannot change its senders, so the frames that we feed it change instead.
 */
import type { LinkStats } from './link-stats.ts'

export interface Level {
  readonly width: number
  readonly height: number
  /** Every picture of the camera is sent, or every second one. */
  readonly every: 1 | 2
  /** Bits per second that Opus may take. Source: RFC 7587, section 6.1. */
  readonly soundBps: number
  /** Below this much room the level is too much, kbit/s. */
  readonly needKbps: number
}
const speech = 32_000
/** Best first. A face moves little: from experience VP8 shows it well with a few hundred kilobits. */
export const levels: readonly Level[] = [
  { width: 640, height: 360, every: 1, soundBps: speech, needKbps: 500 },
  { width: 480, height: 270, every: 1, soundBps: speech, needKbps: 300 },
  { width: 320, height: 180, every: 1, soundBps: speech, needKbps: 180 },
  { width: 320, height: 180, every: 2, soundBps: speech, needKbps: 110 },
  { width: 320, height: 180, every: 2, soundBps: 12_000, needKbps: 0 },
]

export interface Adaption {
  /** Index into `levels`. */
  readonly level: number
  /** Readings in a row that were too bad, or calm. */
  readonly bad: number
  readonly calm: number
  /** Calm readings that the next step up takes: doubles when a step up was too much. */
  readonly patience: number
  /** Readings since the last step up. */
  readonly sinceUp: number
}
export type Reading = Pick<LinkStats, 'availableKbps' | 'out'>

export const firstPatience = 6
export const mostPatience = 48
/** A reading can be a single burst. */
const badReadings = 2
const badLoss = 0.1
const calmLoss = 0.03
/** Room to spare before a step up that needs no trying. */
const spare = 1.3
/** Without it a step up is tried after so many times the patience: the estimate grows only with what is sent. */
const trial = 2

export const unadapted: Adaption = {
  level: 0,
  bad: 0,
  calm: 0,
  patience: firstPatience,
  sinceUp: mostPatience,
}

export function adapt(state: Adaption, { availableKbps, out }: Reading): Adaption {
  const room = availableKbps ?? Number.POSITIVE_INFINITY
  const tight = room < need(state.level)
  const sinceUp = Math.min(state.sinceUp + 1, mostPatience)
  if (tight || out.loss > badLoss) {
    const bad = state.bad + 1
    if (bad < badReadings) return { ...state, bad, calm: 0, sinceUp }
    return down({ ...state, bad, sinceUp })
  }
  if (out.loss > calmLoss) return { ...state, bad: 0, calm: 0, sinceUp }
  const calm = state.calm + 1
  const enough = room >= need(state.level - 1) * spare
  const wait = enough ? state.patience : state.patience * trial
  if (state.level === 0 || calm < wait) return { ...state, bad: 0, calm, sinceUp }
  return { ...state, level: state.level - 1, bad: 0, calm: 0, sinceUp: 0 }
}

function down(state: Adaption): Adaption {
  const tooMuch = state.sinceUp < firstPatience * trial
  return {
    level: Math.min(state.level + 1, levels.length - 1),
    bad: 0,
    calm: 0,
    patience: tooMuch ? Math.min(state.patience * 2, mostPatience) : firstPatience,
    sinceUp: state.sinceUp,
  }
}

function need(level: number): number {
  return levels[level]?.needKbps ?? 0
}
