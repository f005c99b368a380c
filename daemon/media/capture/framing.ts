/**
 * Which part of the camera's picture is sent: the citizen's eyes on a set line and at a set size, followed as a
 * good cameraman would, late, slowly and never without a reason. Pure; fractions of the whole picture throughout.
 */
import { eased } from '../eyeline/ease.ts'
import type { EyeReading, PicturePoint } from '../eyeline/eye-reading.ts'

export interface Framing {
  readonly centre: PicturePoint
  /** Width of the part, in widths of the whole picture. */
  readonly width: number
}
export interface FramingRules {
  /** Where the eyes stand in the picture that is sent, fraction of its height from the top. */
  readonly eyeLine: number
  /** How far apart they are there, fraction of its width. */
  readonly eyeSpacing: number
  /** Width / height of the camera's picture and of the one sent. */
  readonly aspect: number
  readonly sentAspect: number
  /** Narrower than this the source has fewer pixels than are sent. */
  readonly narrowest: number
}
/** What is held, and what is on its way. */
export interface Following {
  readonly framing: Framing
  readonly moving: boolean
  readonly zooming: boolean
}

/** A head may move this far, in its own eye distances, before the picture follows. */
const deadZone = 0.15
/** It has arrived when it is this near. */
const arrived = 0.02
const zoomDeadBand = 0.02
/** Two time constants bring it there: a move takes one to two seconds, a change of size six. */
const moveMs = 500
const zoomMs = 3000
/** A face turned further aside looks narrower than it is. */
const frontalRad = 0.26

/** Everything the camera sees that has the shape of the picture sent. */
export function wholeFraming({ aspect, sentAspect }: FramingRules): Framing {
  return { centre: { x: 0.5, y: 0.5 }, width: Math.min(1, sentAspect / aspect) }
}

export function atRest(rules: FramingRules): Following {
  return { framing: wholeFraming(rules), moving: false, zooming: false }
}

/** The state `elapsedMs` later. Without a reading the picture stays as it is. */
export function followed(
  before: Following,
  reading: EyeReading | undefined,
  elapsedMs: number,
  rules: FramingRules,
): Following {
  if (!reading) return before
  const { framing } = before
  const apart = Math.hypot(
    reading.right.x - reading.left.x,
    (reading.right.y - reading.left.y) / rules.aspect,
  )
  const frontal = Math.abs(reading.yawRad) < frontalRad
  const wanted = frontal ? widthOf(apart / Math.cos(reading.yawRad), rules) : framing.width
  const change = Math.abs(wanted - framing.width) / framing.width
  const zooming = before.zooming ? change > zoomDeadBand / 4 : change > zoomDeadBand
  const width = zooming ? eased(framing.width, wanted, elapsedMs, zoomMs) : framing.width

  const centre = kept(centreOf(reading, width, rules), width, rules)
  const off = Math.hypot(centre.x - framing.centre.x, (centre.y - framing.centre.y) / rules.aspect)
  // A change of size moves the eyes off their line: the centre goes with it.
  const moving = zooming || (before.moving ? off > arrived * apart : off > deadZone * apart)
  const next = moving
    ? {
        x: eased(framing.centre.x, centre.x, elapsedMs, moveMs),
        y: eased(framing.centre.y, centre.y, elapsedMs, moveMs),
      }
    : framing.centre
  return { framing: { centre: kept(next, width, rules), width }, moving, zooming }
}

/** A point of the whole picture, in fractions of the part that is sent. */
export function inPart(
  point: PicturePoint,
  { centre, width }: Framing,
  { aspect, sentAspect }: FramingRules,
): PicturePoint {
  const height = (width * aspect) / sentAspect
  return {
    x: 0.5 + (point.x - centre.x) / width,
    y: 0.5 + (point.y - centre.y) / height,
  }
}

function widthOf(apart: number, rules: FramingRules): number {
  const most = wholeFraming(rules).width
  return Math.min(Math.max(apart / rules.eyeSpacing, rules.narrowest), most)
}

function centreOf({ left, right }: EyeReading, width: number, rules: FramingRules): PicturePoint {
  const height = (width * rules.aspect) / rules.sentAspect
  return {
    x: (left.x + right.x) / 2,
    y: (left.y + right.y) / 2 + (0.5 - rules.eyeLine) * height,
  }
}

/** Nothing beyond the edge of the camera's picture is ever sent. */
function kept(
  centre: PicturePoint,
  width: number,
  { aspect, sentAspect }: FramingRules,
): PicturePoint {
  const halfWidth = width / 2
  const halfHeight = (width * aspect) / sentAspect / 2
  return {
    x: Math.min(Math.max(centre.x, halfWidth), 1 - halfWidth),
    y: Math.min(Math.max(centre.y, halfHeight), 1 - halfHeight),
  }
}
