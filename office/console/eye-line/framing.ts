/** Follows the citizen's eyes in the picture that comes in, calmly: whoever looks must not notice it. */
import type { PicturePoint } from '../../../daemon/media/eyeline/eye-reading.ts'
import { CONVENTION, type Framing } from './fit.ts'

/** Both eyes in a picture, or nobody's. */
export interface SeenEyes {
  readonly eyes: { readonly left: PicturePoint; readonly right: PicturePoint } | null
}

const MOST_LENGTH = 1000
/** Nearer together, or farther apart, no two eyes of one person are in a picture of somebody at a counter. */
const DISTANCES = [0.02, 0.5] as const

/** Reads a message of the channel `eyeline`; null when it is none. */
export function readSeenEyes(message: unknown): SeenEyes | null {
  if (typeof message !== 'string' || message.length > MOST_LENGTH) return null
  let value: unknown
  try {
    value = JSON.parse(message)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || !('eyes' in value)) return null
  const { eyes } = value
  if (eyes === null) return { eyes }
  if (typeof eyes !== 'object' || !('left' in eyes) || !('right' in eyes)) return null
  const { left, right } = eyes
  if (!isPoint(left) || !isPoint(right) || right.x <= left.x) return null
  const apart = right.x - left.x
  if (apart < DISTANCES[0] || apart > DISTANCES[1]) return null
  return {
    eyes: { left: { x: left.x, y: left.y }, right: { x: right.x, y: right.y } },
  }
}

function isPoint(value: unknown): value is PicturePoint {
  if (typeof value !== 'object' || value === null || !('x' in value) || !('y' in value))
    return false
  return isFraction(value.x) && isFraction(value.y)
}
function isFraction(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1
}

/** @param aspect width to height of the picture */
export function framingOf(eyes: NonNullable<SeenEyes['eyes']>, aspect: number): Framing {
  const { left, right } = eyes
  return {
    x: (left.x + right.x) / 2,
    y: (left.y + right.y) / 2,
    distance: Math.hypot(right.x - left.x, (right.y - left.y) / aspect),
  }
}

/** Time constants: a person moves in the picture as they please, the size is about the camera and hardly changes. */
const PLACE_MS = 1000
const SIZE_MS = 3000
/** What is left alone: in eye distances, and of the size itself. */
const PLACE_SLACK = 0.15
const SIZE_SLACK = 0.02

/** The framing to draw by `dtMs` later, when the eyes are now at `seen`. */
export function eased(now: Framing, seen: Framing, dtMs: number): Framing {
  const slack = now.distance * PLACE_SLACK
  const away = Math.hypot(seen.x - now.x, seen.y - now.y)
  // Only what reaches beyond the slack is followed: so it neither jumps at its edge nor goes past the eyes.
  const follow = away > slack ? (1 - slack / away) * share(dtMs, PLACE_MS) : 0
  const growth = seen.distance / now.distance - 1
  const beyond = Math.sign(growth) * Math.max(Math.abs(growth) - SIZE_SLACK, 0)
  return {
    x: now.x + (seen.x - now.x) * follow,
    y: now.y + (seen.y - now.y) * follow,
    distance: now.distance * (1 + beyond * share(dtMs, SIZE_MS)),
  }
}

function share(dtMs: number, constantMs: number): number {
  return 1 - Math.exp(-Math.max(dtMs, 0) / constantMs)
}

/** A blink or a lost face leaves the picture where it is for so long. */
const HOLD_MS = 1500

/** What is known of the citizen's eyes: the last ones that were seen, while they are of use. */
export interface EyesInPicture {
  heard(seen: SeenEyes, atMs: number): void
  /** `seen`: by the box's own measurement; else the box frames them by the contract. */
  at(nowMs: number, aspect: number): { readonly framing: Framing; readonly seen: boolean }
}

export function eyesInPicture(): EyesInPicture {
  let last: { readonly eyes: NonNullable<SeenEyes['eyes']>; readonly atMs: number } | undefined
  return {
    heard({ eyes }, atMs) {
      if (eyes) last = { eyes, atMs }
    },
    at(nowMs, aspect) {
      if (!last || nowMs - last.atMs > HOLD_MS) return { framing: CONVENTION, seen: false }
      return { framing: framingOf(last.eyes, aspect), seen: true }
    },
  }
}
