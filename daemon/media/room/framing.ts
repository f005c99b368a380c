/**
 * How the inspector stands in the picture that comes in, smoothed so that the person drawn from it neither pumps nor
 * jumps. The eyes' place is followed at once, for the reading is already filtered; only where a reading begins, ends
 * or leaps does the place glide. Their distance, by which the picture is brought to life size, is taken over seconds,
 * and only while the head is frontal: it seems smaller when the head turns.
 */
import type { EyeReading, PicturePoint } from '../eyeline/eye-reading.ts'
import { middleOf } from '../eyeline/sight.ts'

export interface Framing {
  /** The middle between the eyes. */
  readonly eyes: PicturePoint
  /** Distance between the eyes, in heights of the picture. */
  readonly spacing: number
}
export interface Followed {
  readonly framing: Framing
  /** What the place is off where it is heading for; it fades. */
  readonly glide: PicturePoint
  /** The last eyes that were read. */
  readonly read: { readonly eyes: PicturePoint; readonly atMs: number } | undefined
  readonly atMs: number
}

/** Somebody at a desk, head and shoulders, whose eyes nobody has found yet. */
export const calmFraming: Framing = { eyes: { x: 0.5, y: 0.42 }, spacing: 0.082 }

/** A head that looks down for a moment stays where it is. */
const holdMs = 2000
const glideMs = 400
const spacingMs = 2000
/** Nobody's head crosses this many eye distances between two readings. */
const leap = 1.2
const frontalRad = (15 * Math.PI) / 180
/** From a head at the far end of an office to a face that fills the picture. */
const spacings = { least: 0.015, most: 0.4 } as const

export function startFollowing(nowMs: number): Followed {
  return { framing: calmFraming, glide: { x: 0, y: 0 }, read: undefined, atMs: nowMs }
}

/** The state `nowMs`; `aspect` is width / height of the picture, of which `reading` may be undefined. */
export function follow(
  state: Followed,
  reading: EyeReading | undefined,
  aspect: number,
  nowMs: number,
): Followed {
  const elapsedMs = Math.max(0, nowMs - state.atMs)
  const known = reading && spacingOf(reading, aspect) >= spacings.least ? reading : undefined
  const seen = known ? { eyes: middleOf(known), atMs: nowMs } : state.read
  const kept = seen && nowMs - seen.atMs <= holdMs ? seen : undefined
  const aim = kept?.eyes ?? calmFraming.eyes
  const before = state.read?.eyes ?? calmFraming.eyes
  const leapt =
    !state.read !== !kept || distance(aim, before, aspect) > leap * state.framing.spacing
  const from = leapt
    ? { x: state.framing.eyes.x - aim.x, y: state.framing.eyes.y - aim.y }
    : state.glide
  const fade = Math.exp(-elapsedMs / glideMs)
  const glide = { x: from.x * fade, y: from.y * fade }
  return {
    framing: {
      eyes: { x: aim.x + glide.x, y: aim.y + glide.y },
      spacing: nextSpacing(state.framing.spacing, known, kept !== undefined, aspect, elapsedMs),
    },
    glide,
    read: kept,
    atMs: nowMs,
  }
}

function nextSpacing(
  spacing: number,
  reading: EyeReading | undefined,
  held: boolean,
  aspect: number,
  elapsedMs: number,
): number {
  const frontal = reading && Math.abs(reading.yawRad) < frontalRad
  if (!frontal && held) return spacing
  const aim = frontal ? Math.min(spacingOf(reading, aspect), spacings.most) : calmFraming.spacing
  const share = 1 - Math.exp(-elapsedMs / spacingMs)
  // In ratios: growing and shrinking look alike.
  return spacing * (aim / spacing) ** share
}

function spacingOf({ left, right }: EyeReading, aspect: number): number {
  return distance(left, right, aspect)
}

/** In heights of the picture. */
function distance(a: PicturePoint, b: PicturePoint, aspect: number): number {
  return Math.hypot((a.x - b.x) * aspect, a.y - b.y)
}
