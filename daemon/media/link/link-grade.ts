/** How a link does, in a word: what a person at either end would say of sound and picture. */
import type { LinkStats } from './link-stats.ts'

export const LINK_GRADES = ['good', 'fair', 'poor'] as const
export type LinkGrade = (typeof LINK_GRADES)[number]

/**
 * From here on it is `fair`, or `poor`. Loss is what Opus still hides (2 %) and what breaks words (8 %); a talk grows
 * stiff from 150 ms one way and fails from 400 ms. Source of the delays: ITU-T G.114, clause 4.
 */
const limits = {
  loss: [0.02, 0.08],
  roundTripMs: [300, 800],
  jitterMs: [30, 80],
} as const
/** Pictures a second, below which it is fair, or poor. A second without any is a lost picture, which is told apart. */
const fewest = [20, 10] as const

export function gradeOf({ path, roundTripMs = 0, in: came, out: went }: LinkStats): LinkGrade {
  if (path === 'none') return 'poor'
  const worst = Math.max(
    step(Math.max(came.loss, went.loss), limits.loss),
    step(roundTripMs, limits.roundTripMs),
    step(Math.max(came.jitterMs, went.jitterMs), limits.jitterMs),
    came.fps === 0 ? 0 : step(-came.fps, [-fewest[0], -fewest[1]]),
  )
  return LINK_GRADES[worst] ?? 'poor'
}

function step(value: number, [fair, poor]: readonly [number, number]): number {
  return value >= poor ? 2 : value >= fair ? 1 : 0
}

/** A grade that does not flicker: worse is told at once, better after `calmReadings` in a row. */
export interface SteadyGrade {
  readonly grade: LinkGrade
  /** Readings in a row that were better. */
  readonly better: number
}
export const calmReadings = 4

export function steady(before: SteadyGrade | undefined, grade: LinkGrade): SteadyGrade {
  if (!before || LINK_GRADES.indexOf(grade) >= LINK_GRADES.indexOf(before.grade))
    return { grade, better: 0 }
  const better = before.better + 1
  return better < calmReadings ? { grade: before.grade, better } : { grade, better: 0 }
}
