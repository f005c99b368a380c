import {
  appendBezierCurve,
  closePath,
  fill,
  moveTo,
  type PDFOperator,
  popGraphicsState,
  pushGraphicsState,
  setFillingRgbColor,
} from '@cantoo/pdf-lib'
import type { Rect } from './field.ts'
import { type Ink, inkOutlines, type Point } from './ink.ts'

/** A pen's blue, so that an original is told from a copy. */
const PEN = [0.07, 0.14, 0.42] as const

/** The operators that draw ink in the middle of `area`. @throws NoInkError */
export function inkPath(ink: Ink, area: Rect): PDFOperator[] {
  return [
    pushGraphicsState(),
    setFillingRgbColor(...PEN),
    ...inkOutlines(ink, area).flatMap(smooth),
    popGraphicsState(),
  ]
}

/** A closed outline as curves through the middles of its sides. */
function smooth(outline: readonly Point[]): PDFOperator[] {
  const operators: PDFOperator[] = []
  let from: Point | undefined
  for (const [at, corner] of outline.entries()) {
    const to = middle(corner, outline[(at + 1) % outline.length] ?? corner)
    const start = from ?? middle(outline.at(-1) ?? corner, corner)
    if (from === undefined) operators.push(moveTo(round(start[0]), round(start[1])))
    operators.push(quadratic(start, corner, to))
    from = to
  }
  return [...operators, closePath(), fill()]
}

/** PDF has cubic curves only: control points two thirds of the way to the quadratic one. */
function quadratic(from: Point, control: Point, to: Point): PDFOperator {
  const near = (end: Point, axis: 0 | 1) => round(end[axis] + ((control[axis] - end[axis]) * 2) / 3)
  return appendBezierCurve(
    near(from, 0),
    near(from, 1),
    near(to, 0),
    near(to, 1),
    round(to[0]),
    round(to[1]),
  )
}

function middle(a: Point, b: Point): Point {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
}

function round(points: number): number {
  return Math.round(points * 100) / 100
}
