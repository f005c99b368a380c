/** What mesh and iris nets say of a face. Source: MediaPipe, "Face Mesh" and "Iris" (numbers of the points). */
import type { FoundFace } from './detector.ts'
import { fromSquare, type Place, type Square } from './picture.ts'

export const meshSize = 192
export const irisSize = 64
export const sides = ['left', 'right'] as const
/** Of the eyes: as they are seen in the picture. */
export type Side = (typeof sides)[number]

/** Corners of an eye as the mesh has them, in pixels of the picture; `from` is the one at the left. */
export interface Corners {
  readonly from: Place
  readonly to: Place
}
export interface MeshFace {
  readonly corners: Readonly<Record<Side, Corners>>
  /** Where to look for this face in the next picture. */
  readonly square: Square
  /** How far it is turned aside, radians; positive towards the right of the picture. */
  readonly yawRad: number
}
/** Where an iris is, seen from the middle between the corners, in lengths of the eye: along it and across it (down). */
export interface IrisOffset {
  readonly along: number
  readonly across: number
}
export interface IrisFound {
  readonly offset: IrisOffset
  /** Opening between the lids, in lengths of the eye. */
  readonly opening: number
}

/** Numbers of points of the mesh: both corners of each eye, and the sides of the face before the ears. */
const cornerPoints = { left: [33, 133], right: [362, 263] } as const
const cheeks = { left: 234, right: 454 } as const
const meshPoints = 468
/** As much room round the points as the net was trained with. */
const faceMargin = 1.5
const eyeMargin = 2.3
const leastPresence = 0.5

/** The square that the mesh net wants round a face that was just found. */
export function squareOf(face: FoundFace): Square {
  const { x, y } = face.centre
  return { x, y, side: face.side * faceMargin, rollRad: rollOf(face.left, face.right) }
}

/** From the outputs of the mesh net: 468 points (x, y, z in pixels of its input) and how sure it is of a face. */
export function meshOf(
  points: Float32Array,
  presence: number,
  square: Square,
): MeshFace | undefined {
  if (!(1 / (1 + Math.exp(-presence)) >= leastPresence)) return undefined
  const value = (point: number, axis: number) => (points[3 * point + axis] ?? 0) / meshSize
  const place = (point: number) => fromSquare(square, value(point, 0), value(point, 1))
  const corners = (side: Side): Corners => {
    const [from, to] = cornerPoints[side]
    return { from: place(from), to: place(to) }
  }
  const both = { left: corners('left'), right: corners('right') }
  const depth = value(cheeks.right, 2) - value(cheeks.left, 2)
  const width = value(cheeks.right, 0) - value(cheeks.left, 0)
  return {
    corners: both,
    square: around(value, square, rollOf(both.left.from, both.right.to)),
    yawRad: Math.atan2(depth, width),
  }
}

/** A square round all points, as level as the eyes are. */
function around(
  value: (point: number, axis: number) => number,
  square: Square,
  rollRad: number,
): Square {
  const cos = Math.cos(rollRad - square.rollRad)
  const sin = Math.sin(rollRad - square.rollRad)
  const along = span((point) => value(point, 0) * cos + value(point, 1) * sin)
  const down = span((point) => value(point, 1) * cos - value(point, 0) * sin)
  const u = along.middle * cos - down.middle * sin
  const v = along.middle * sin + down.middle * cos
  const side = Math.max(along.length, down.length) * square.side * faceMargin
  return { ...fromSquare(square, u, v), side, rollRad }
}

function span(of: (point: number) => number) {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let point = 0; point < meshPoints; point++) {
    const value = of(point)
    if (value < least) least = value
    if (value > most) most = value
  }
  return { middle: (least + most) / 2, length: most - least }
}

/** The square that the iris net wants. The net knows one eye: the other has to be cut out mirrored. */
export function irisCut({ corners }: MeshFace, side: Side): { square: Square; mirrored: boolean } {
  const { from, to } = corners[side]
  const long = distance(from, to) * eyeMargin
  const square = { ...middle(from, to), side: long, rollRad: rollOf(from, to) }
  return { square, mirrored: side === 'right' }
}

/** Numbers of the points in the iris net's output: corners and middles of the lids, then the centre of the iris. */
const lidPoints = { corners: [0, 8], lower: [4], upper: [11, 12] } as const
const irisCentre = 71

/** From the output of the iris net: 76 points (x, y, z in pixels of its input). */
export function irisOf(points: Float32Array, face: MeshFace, side: Side): IrisFound {
  const { square, mirrored } = irisCut(face, side)
  const at = (point: number): Place => {
    const u = (points[3 * point] ?? 0) / irisSize
    return { x: mirrored ? 1 - u : u, y: (points[3 * point + 1] ?? 0) / irisSize }
  }
  const mean = (numbers: readonly number[]): Place => ({
    x: numbers.reduce((sum, point) => sum + at(point).x, 0) / numbers.length,
    y: numbers.reduce((sum, point) => sum + at(point).y, 0) / numbers.length,
  })
  const centre = at(irisCentre)
  const eye = distance(face.corners[side].from, face.corners[side].to)
  const [one, other] = lidPoints.corners
  return {
    // The square is turned as the eye is, so its own axes are those of the eye.
    offset: {
      along: ((centre.x - 0.5) * square.side) / eye,
      across: ((centre.y - 0.5) * square.side) / eye,
    },
    opening: distance(mean(lidPoints.lower), mean(lidPoints.upper)) / distance(at(one), at(other)),
  }
}

/** Where the iris of an eye is in the picture. */
export function irisPlace({ from, to }: Corners, offset: IrisOffset): Place {
  const x = to.x - from.x
  const y = to.y - from.y
  const centre = middle(from, to)
  return {
    x: centre.x + offset.along * x - offset.across * y,
    y: centre.y + offset.along * y + offset.across * x,
  }
}

export function middle(a: Place, b: Place): Place {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
export function distance(a: Place, b: Place): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}
function rollOf(left: Place, right: Place): number {
  return Math.atan2(right.y - left.y, right.x - left.x)
}
