/**
 * The view that the room is drawn by, from one reading to the next: it follows the citizen at once, and glides where
 * somebody is found, lost or changed for another. Pure; readings come smoothed and carried on to the time of display.
 */

import { type Camera, rayOf } from './camera.ts'
import { eased } from './ease.ts'
import type { EyeReading, Point, View } from './eye-reading.ts'
import { eyeOf, middleOf, sightOf } from './sight.ts'

export interface Viewing {
  readonly view: View
  /** What the view is off where it is heading; it fades. */
  readonly glide: View
  /** Distance of the citizen, mm, calmed: it rests on how far apart somebody's eyes are, which nobody knows. */
  readonly awayMm: number
  readonly tracked: boolean
  readonly atMs: number
}
export interface ViewRules {
  readonly camera: Camera
  readonly spacingMm: number
  /** Where somebody sits when nobody is seen, mm. */
  readonly rest: Point
}

const awayMs = 700
const findMs = 150
/** Three of these are the 1.5 s in which the picture returns to its rest. */
const loseMs = 500
/** Nobody moves this far between two pictures: it is somebody else. */
const leapMm = 80
/** Nearer or farther than this a citizen is not drawn for, whatever the tracker says. */
const away = { least: 350, most: 3000 } as const

export function resting(rules: ViewRules, atMs: number): Viewing {
  const view = restView(rules)
  return { view, glide: noGlide, awayMm: rules.rest.z, tracked: false, atMs }
}

/** The view at `atMs`. */
export function nextViewing(
  before: Viewing,
  reading: EyeReading | undefined,
  rules: ViewRules,
  atMs: number,
): Viewing {
  const elapsedMs = Math.max(0, atMs - before.atMs)
  const tracked = reading !== undefined
  const seen = reading ? eyeOf(rules.camera, reading, rules.spacingMm) : rules.rest
  const wantedMm = Math.min(Math.max(seen.z, away.least), away.most)
  const fresh = tracked && !before.tracked
  const awayMm = fresh ? wantedMm : eased(before.awayMm, wantedMm, elapsedMs, awayMs)
  const aim = reading ? viewOf(reading, awayMm, rules) : restView(rules)
  const heading = minus(before.view, before.glide)
  const leapt = Math.hypot(aim.sight.x - heading.sight.x, aim.sight.y - heading.sight.y) > leapMm
  const from = tracked !== before.tracked || leapt ? minus(before.view, aim) : before.glide
  const glide = scaled(from, Math.exp(-elapsedMs / (tracked ? findMs : loseMs)))
  return { view: plus(aim, glide), glide, awayMm, tracked, atMs }
}

/** Straight from the pixel to the glass; the eye itself at the calmed distance on the same ray. */
function viewOf(reading: EyeReading, awayMm: number, { camera }: ViewRules): View {
  const { at } = camera
  const ray = rayOf(camera, middleOf(reading))
  const share = (awayMm - at.z) / ray.z
  return {
    eye: { x: at.x + ray.x * share, y: at.y + ray.y * share, z: awayMm },
    sight: sightOf(camera, middleOf(reading)),
  }
}

function restView({ camera, rest }: ViewRules): View {
  const share = rest.z / (rest.z - camera.at.z)
  return {
    eye: rest,
    sight: {
      x: rest.x + (camera.at.x - rest.x) * share,
      y: rest.y + (camera.at.y - rest.y) * share,
    },
  }
}

const noGlide: View = { eye: { x: 0, y: 0, z: 0 }, sight: { x: 0, y: 0 } }

function combined(a: View, b: View, of: (a: number, b: number) => number): View {
  return {
    eye: { x: of(a.eye.x, b.eye.x), y: of(a.eye.y, b.eye.y), z: of(a.eye.z, b.eye.z) },
    sight: { x: of(a.sight.x, b.sight.x), y: of(a.sight.y, b.sight.y) },
  }
}
const plus = (a: View, b: View) => combined(a, b, (x, y) => x + y)
const minus = (a: View, b: View) => combined(a, b, (x, y) => x - y)
const scaled = (a: View, by: number) => combined(a, a, (x) => x * by)
