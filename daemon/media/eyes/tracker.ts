/**
 * Whom the tracker follows: pure, synchronous, apart from the nets. For each picture the caller asks `regionToSearch`
 * and `toMeasure`, runs the nets and hands the outcome to `step`: first the faces that were found, then what was seen of the one that
 * is followed. Times are when the picture was taken, milliseconds.
 */
import type { FoundFace } from './detector.ts'
import {
  distance,
  type IrisFound,
  type IrisOffset,
  irisPlace,
  type MeshFace,
  middle,
  type Side,
  squareOf,
} from './face.ts'
import type { Place, Square } from './picture.ts'

/** The middle of the picture shows faces larger; those beside it are seen in the whole picture only. */
export type Region = 'middle' | 'whole'

export type Tracking =
  | { readonly phase: 'searching'; readonly region: Region }
  /** Faces seem to be in this picture, the likeliest first; the mesh has not looked at them yet. */
  | {
      readonly phase: 'found'
      readonly squares: readonly [Square, ...Square[]]
      /** What it is again if none of them is a face. */
      readonly otherwise: Tracking
    }
  | Followed
  | {
      readonly phase: 'lost'
      readonly region: Region
      readonly last: Person
      readonly seenAtMs: number
    }

interface Followed {
  readonly phase: 'tracking'
  readonly person: Person
  readonly seenAtMs: number
  /** When others were last looked for, and where next. */
  readonly checkedAtMs: number
  readonly region: Region
  /** Somebody clearly nearer the camera has been seen at every look since. */
  readonly rival: { readonly sinceMs: number } | undefined
}

/** What is known of the one who is followed. */
export interface Person {
  readonly face: MeshFace
  readonly irises: Readonly<Partial<Record<Side, IrisOffset>>>
  /** How far the eyes are usually open, in lengths of the eye. */
  readonly opening: number | undefined
  /** The eye whose iris is looked for next. */
  readonly turn: Side
  /** Middle between the eyes, and how far they are apart, pixels. */
  readonly centre: Place
  readonly apart: number
}

export type Event = Detected | Measured
interface Detected {
  readonly type: 'faces.detected'
  readonly atMs: number
  readonly faces: readonly FoundFace[]
}
interface Measured {
  readonly type: 'face.measured'
  readonly atMs: number
  /** Undefined: no face is where it was looked for. */
  readonly face: MeshFace | undefined
  readonly irises: Readonly<Partial<Record<Side, IrisFound>>>
}

export const nobody: Tracking = { phase: 'searching', region: 'middle' }

/** The detector takes patterns for faces now and then: so many of a picture are looked at more closely. */
const mostTries = 3
/** While somebody is followed, others are looked for this often. */
const checkEveryMs = 400
/** Nobody takes another's place sooner than this. */
const changeAfterMs = 1000
/** Eyes this many times as far apart are clearly nearer. */
const clearlyNearer = 1.5
/** Somebody found within so many eye distances of where a face was lost, at about its size, is the same person. */
const sameWithin = 2
const sameSize = 1.6
/** A head does not move by an eye distance from one picture to the next: that is somebody else's face. */
const mostLeap = 1
/** Less than this part of the usual opening is a blink. */
const blinkBelow = 0.6
/** Weight of a new opening in the usual one. */
const openingWeight = 0.05

/** Where faces have to be looked for in the next picture, before the one who is followed is measured. */
export function regionToSearch(state: Tracking, atMs: number): Region | undefined {
  if (state.phase === 'found') return undefined
  if (state.phase !== 'tracking') return state.region
  return atMs - state.checkedAtMs >= checkEveryMs ? state.region : undefined
}

/** Where the mesh has to look, and for which irises: one a picture, both when nothing is known of them. */
export function toMeasure(
  state: Tracking,
): { readonly square: Square; readonly irises: readonly Side[] } | undefined {
  if (state.phase === 'found') return { square: state.squares[0], irises: ['left', 'right'] }
  if (state.phase !== 'tracking') return undefined
  return { square: state.person.face.square, irises: [state.person.turn] }
}

/** Applies one event. */
export function step(state: Tracking, event: Event): Tracking {
  if (event.type === 'faces.detected') return detected(state, event.faces, event.atMs)
  if (state.phase === 'found')
    return event.face ? followed(event) : foundAmong(state.squares.slice(1), state.otherwise)
  if (state.phase !== 'tracking') return state
  const { face, atMs } = event
  const next = face && personOf(face, event.irises, state.person)
  if (!next || leapt(state.person, next))
    return { phase: 'lost', region: 'middle', last: state.person, seenAtMs: state.seenAtMs }
  return { ...state, person: next, seenAtMs: atMs }
}

function detected(state: Tracking, faces: readonly FoundFace[], atMs: number): Tracking {
  switch (state.phase) {
    case 'found':
      return state
    case 'searching':
      return foundAmong(faces.toSorted(nearerFirst).map(squareOf), {
        phase: 'searching',
        region: other(state.region),
      })
    case 'lost': {
      const changed = atMs - state.seenAtMs >= changeAfterMs
      const same = faces.filter((face) => changed || isSame(state.last, face))
      const region = other(state.region)
      return foundAmong(
        same.toSorted(nearerFirst).map(squareOf),
        changed ? { phase: 'searching', region } : { ...state, region },
      )
    }
    case 'tracking':
      return checked(state, faces.toSorted(nearerFirst)[0], atMs)
  }
}

function foundAmong(squares: readonly Square[], otherwise: Tracking): Tracking {
  const [first, ...more] = squares
  if (!first) return otherwise
  return { phase: 'found', squares: [first, ...more.slice(0, mostTries - 1)], otherwise }
}

/** Goes over to somebody else only after they were clearly nearer, at every look, for the whole time. */
function checked(state: Followed, nearest: FoundFace | undefined, atMs: number): Tracking {
  const after = { ...state, checkedAtMs: atMs, region: other(state.region) }
  const nearer =
    nearest &&
    !isSame(state.person, nearest) &&
    distance(nearest.left, nearest.right) >= clearlyNearer * state.person.apart
  if (!nearer) {
    // One who stands beside the middle is not in it: the look that cannot see them does not clear them.
    const hidden = state.rival && state.region === 'middle' && !nearest
    return hidden ? after : { ...after, rival: undefined }
  }
  const sinceMs = state.rival?.sinceMs ?? atMs
  if (atMs - sinceMs >= changeAfterMs)
    return foundAmong([squareOf(nearest)], { ...after, rival: undefined })
  return { ...after, rival: { sinceMs } }
}

function followed({ face, irises, atMs }: Measured): Tracking {
  if (!face) return nobody
  return {
    phase: 'tracking',
    person: personOf(face, irises, undefined),
    seenAtMs: atMs,
    checkedAtMs: atMs,
    region: 'middle',
    rival: undefined,
  }
}

function personOf(
  face: MeshFace,
  seen: Readonly<Partial<Record<Side, IrisFound>>>,
  before: Person | undefined,
): Person {
  const irises = { ...before?.irises }
  let opening = before?.opening
  for (const [side, found] of Object.entries(seen) as [Side, IrisFound][]) {
    // A closed eye shows no iris: the last place of it, carried by the mesh, is nearer the truth.
    if (opening !== undefined && irises[side] && found.opening < blinkBelow * opening) {
      opening += (found.opening - opening) * (openingWeight / 5)
      continue
    }
    irises[side] = found.offset
    opening =
      opening === undefined ? found.opening : opening + (found.opening - opening) * openingWeight
  }
  const { left, right } = eyesOf({ face, irises })
  return {
    face,
    irises,
    opening,
    turn: before?.turn === 'left' ? 'right' : 'left',
    centre: middle(left, right),
    apart: distance(left, right),
  }
}

/** Both irises, pixels; without one, the middle between the corners of its eye. */
export function eyesOf({ face, irises }: Pick<Person, 'face' | 'irises'>): Record<Side, Place> {
  const rest = { along: 0, across: 0 }
  return {
    left: irisPlace(face.corners.left, irises.left ?? rest),
    right: irisPlace(face.corners.right, irises.right ?? rest),
  }
}

function leapt(from: Person, to: Person): boolean {
  const grown = to.apart / from.apart
  return (
    distance(from.centre, to.centre) > mostLeap * from.apart ||
    grown > sameSize ||
    grown < 1 / sameSize
  )
}

function isSame(person: Person, face: FoundFace): boolean {
  const apart = distance(face.left, face.right)
  const ratio = apart / person.apart
  return (
    distance(person.centre, middle(face.left, face.right)) <= sameWithin * person.apart &&
    ratio <= sameSize &&
    ratio >= 1 / sameSize
  )
}

/** The one nearest the camera is the one who talks; a face that is larger but no face is found out by the mesh. */
function nearerFirst(a: FoundFace, b: FoundFace): number {
  return distance(b.left, b.right) - distance(a.left, a.right)
}

function other(region: Region): Region {
  return region === 'middle' ? 'whole' : 'middle'
}
