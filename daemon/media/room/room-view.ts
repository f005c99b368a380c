/**
 * The geometry of the room behind the glass, in millimetres: the display's picture lies in z = 0 with its centre at
 * the origin, x to the right, y up, z towards the citizen; the room lies behind it at negative z. Every plane of it
 * that is parallel to the glass is only moved and shrunk by the projection: seen from an eye at distance Ez, what
 * lies z behind the glass is drawn at the scale Ez / (Ez + z).
 */
import type { Point, View } from '../eyeline/eye-reading.ts'
import { meanEyeSpacingMm } from '../eyeline/sight.ts'
import type { DisplayConfig } from './display.ts'
import type { Framing } from './framing.ts'

/** A rectangle in fractions of the rendered picture; its origin is at the top left. */
export interface Region {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
/** A rectangle in a plane parallel to the glass, millimetres. */
export interface Plane {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
type Glass = Pick<DisplayConfig, 'widthMm' | 'heightMm'>

/** The walls of the room. */
export const walls = { halfWidth: 1150, top: 780, floor: -560, depth: 1900 } as const

/** What the room is drawn by when no eye tracker says otherwise: a sitting citizen before the middle. */
export const restingView: View = { eye: { x: 0, y: 60, z: 1000 }, sight: { x: 0, y: 70 } }

/** Nearer than this nobody looks at a screen; a tracker that says so is wrong. */
const nearestMm = 150

/** Whether a room can be drawn by it: finite, and seen from before the glass. */
export function isUsable({ eye, sight }: View): boolean {
  return [eye.x, eye.y, eye.z, sight.x, sight.y].every(Number.isFinite) && eye.z >= nearestMm
}

/** How much smaller than itself something `depth` behind the glass is drawn on it. */
export function scaleOnGlass(eye: Point, depth: number): number {
  return eye.z / (eye.z + depth)
}

/**
 * Where the inspector's whole picture stands in its plane, `depth` behind the glass: the middle between the eyes is
 * where the line from the citizen's eye through `view.sight` meets that plane, and the picture is life size there.
 * `x` and `y` are its centre.
 */
export function personPlane(view: View, depth: number, framing: Framing, aspect: number): Plane {
  const height = meanEyeSpacingMm / framing.spacing
  const width = height * aspect
  const eyes = eyesInPlane(view, depth)
  return {
    x: eyes.x - (framing.eyes.x - 0.5) * width,
    y: eyes.y + (framing.eyes.y - 0.5) * height,
    width,
    height,
  }
}

/** Where the middle between the inspector's eyes is, `depth` behind the glass. */
export function eyesInPlane({ eye, sight }: View, depth: number): { x: number; y: number } {
  const scale = scaleOnGlass(eye, depth)
  return { x: eye.x + (sight.x - eye.x) / scale, y: eye.y + (sight.y - eye.y) / scale }
}

/** Where a plane `depth` behind the glass is drawn on it, seen from `eye`. */
export function onGlass(eye: Point, plane: Plane, depth: number): Plane {
  const scale = scaleOnGlass(eye, depth)
  return {
    x: eye.x + (plane.x - eye.x) * scale,
    y: eye.y + (plane.y - eye.y) * scale,
    width: plane.width * scale,
    height: plane.height * scale,
  }
}

/** A rectangle on the glass as a part of a picture that fills it. */
export function regionOf({ x, y, width, height }: Plane, { widthMm, heightMm }: Glass): Region {
  return {
    left: 0.5 + (x - width / 2) / widthMm,
    top: 0.5 - (y + height / 2) / heightMm,
    width: width / widthMm,
    height: height / heightMm,
  }
}

/** Whether all of the region lies in the picture. */
export function isWhole({ left, top, width, height }: Region): boolean {
  return left >= 0 && top >= 0 && left + width <= 1 && top + height <= 1
}
