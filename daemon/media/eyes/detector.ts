/** What the detector says. Source: MediaPipe, "BlazeFace (short range)", and its graph's anchor settings. */
import { fromSquare, type Place, type Square } from './picture.ts'

export const detectorSize = 128

/** A face that was found: roughly, some 10 % of the eye distance off. In pixels of the picture. */
export interface FoundFace {
  readonly left: Place
  readonly right: Place
  /** Centre of its box, and the box's longer side. */
  readonly centre: Place
  readonly side: number
  /** 0 to 1. */
  readonly score: number
}

/** Values for each anchor: box (centre x and y, width, height) and six points. */
const perAnchor = 16
/** Low, for the mesh has the last word: small faces in dim light score 0.3. */
const leastScore = 0.3
/** Two boxes that share this much of their area are one face. */
const sameFace = 0.3

/** Centres of the anchors, fractions of the square: two on a grid of 16 × 16, six on one of 8 × 8. */
const anchors: readonly Place[] = [
  { cells: 16, each: 2 },
  { cells: 8, each: 6 },
].flatMap(({ cells, each }) =>
  Array.from({ length: cells * cells * each }, (_, i) => {
    const cell = Math.floor(i / each)
    return { x: ((cell % cells) + 0.5) / cells, y: (Math.floor(cell / cells) + 0.5) / cells }
  }),
)

/** Faces from the two outputs of the net (896 × 16 and 896 × 1), the surest first. `square` is what it looked at. */
export function facesOf(boxes: Float32Array, scores: Float32Array, square: Square): FoundFace[] {
  const found: FoundFace[] = []
  anchors.forEach((anchor, index) => {
    const score = 1 / (1 + Math.exp(-(scores[index] ?? Number.NEGATIVE_INFINITY)))
    if (score >= leastScore) found.push(faceAt(boxes, index, anchor, score, square))
  })
  return merged(found.sort((a, b) => b.score - a.score))
}

function faceAt(
  boxes: Float32Array,
  index: number,
  anchor: Place,
  score: number,
  square: Square,
): FoundFace {
  const value = (place: number) => (boxes[index * perAnchor + place] ?? 0) / detectorSize
  const point = (place: number) =>
    fromSquare(square, anchor.x + value(place), anchor.y + value(place + 1))
  return {
    centre: point(0),
    side: Math.max(value(2), value(3)) * square.side,
    left: point(4),
    right: point(6),
    score,
  }
}

/** One face for those that overlap: their mean, each as heavy as it is sure. */
function merged(faces: readonly FoundFace[]): FoundFace[] {
  const result: FoundFace[] = []
  let rest = faces
  while (rest[0]) {
    const best = rest[0]
    const same = rest.filter((face) => overlap(best, face) > sameFace)
    const weight = same.reduce((sum, face) => sum + face.score, 0)
    const mean = (of: (face: FoundFace) => number) =>
      same.reduce((sum, face) => sum + face.score * of(face), 0) / weight
    const place = (of: (face: FoundFace) => Place): Place => ({
      x: mean((face) => of(face).x),
      y: mean((face) => of(face).y),
    })
    result.push({
      left: place((face) => face.left),
      right: place((face) => face.right),
      centre: place((face) => face.centre),
      side: mean((face) => face.side),
      score: best.score,
    })
    rest = rest.filter((face) => !same.includes(face))
  }
  return result
}

/** Shared part of two square boxes, 0 to 1. */
function overlap(a: FoundFace, b: FoundFace): number {
  const along = (of: (place: Place) => number) =>
    Math.max(
      0,
      Math.min(of(a.centre) + a.side / 2, of(b.centre) + b.side / 2) -
        Math.max(of(a.centre) - a.side / 2, of(b.centre) - b.side / 2),
    )
  const shared = along((place) => place.x) * along((place) => place.y)
  return shared / (a.side ** 2 + b.side ** 2 - shared)
}
