import { createHash } from 'node:crypto'
import {
  appendBezierCurve,
  closePath,
  fill,
  moveTo,
  PDFArray,
  PDFDocument,
  PDFHexString,
  type PDFOperator,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  setFillingRgbColor,
} from '@cantoo/pdf-lib'
import type { Language } from '../core/language.ts'
import { embedFonts, INK, MM, type TextStyle } from './canvas.ts'
import { fieldOf, NotAStatementError, type Rect } from './field.ts'
import { forgetWords, hasGlyph, textWidth } from './fonts.ts'
import { type Ink, inkOutlines, type Point } from './ink.ts'
import { printable } from './printable.ts'
import { paperTexts } from './texts.ts'
import { shortTime } from './when.ts'
import { wrap } from './wrap.ts'

/** What stands beside the ink: no name, for the paper above has it. `at` is ISO 8601, UTC. */
export interface SigningFacts {
  readonly language: Language
  readonly at: string
}
export interface RefusalFacts extends SigningFacts {
  /** In the citizen's words, when one was given. */
  readonly reason?: string
}

/** A pen's blue, so that an original is told from a copy. */
const PEN = [0.07, 0.14, 0.42] as const
const GAP = 5 * MM
const CAPTION: TextStyle = { size: 9, colour: INK }

/**
 * Adds the ink as vectors to the signature field. The presented bytes stay, unchanged, the beginning of the signed
 * file: an incremental update (ISO 32000-1, 7.5.6). @throws NoInkError @throws NotAStatementError
 */
export async function signWithInk(
  presented: Uint8Array,
  ink: Ink,
  facts: SigningFacts,
): Promise<Uint8Array> {
  const words = paperTexts(facts.language)
  const caption = words.signedOnPad(shortTime(facts.at, words.locale))
  return await append(presented, facts.at, (page, field) => {
    page.pushOperators(pushGraphicsState(), setFillingRgbColor(...PEN))
    for (const outline of inkOutlines(ink, field)) page.pushOperators(...smooth(outline))
    page.pushOperators(popGraphicsState())
    return besideField(caption, field)
  })
}

/** Writes the refusal and its reason into the signature field, as an incremental update. @throws NotAStatementError */
export async function markRefused(presented: Uint8Array, facts: RefusalFacts): Promise<Uint8Array> {
  const words = paperTexts(facts.language)
  const heading = words.refusedToSign(shortTime(facts.at, words.locale))
  const given = facts.reason?.trim() ?? ''
  const reason = given === '' ? words.noReason : `${words.reason}: ${printable(given, hasGlyph)}`
  return await append(presented, facts.at, (_page, field) => insideField(heading, reason, field))
}

interface Placed {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly style: TextStyle
}

async function append(
  presented: Uint8Array,
  at: string,
  draw: (page: PDFPage, field: Rect) => readonly Placed[],
): Promise<Uint8Array> {
  const doc = await open(presented)
  const page = doc.getPages().at(-1)
  if (page === undefined) throw new NotAStatementError('no page')
  const placed = draw(page, fieldOf(doc))
  const fonts = await embedFonts(
    doc,
    'LOKETB',
    placed.map(({ text, style }) => ({ text, ...style })),
  )
  for (const { text, x, y, style } of placed) fonts.draw(page, text, x, y, style)
  doc.setModificationDate(new Date(at))
  renewId(doc, presented, placed)
  const signed = await doc.save({ useObjectStreams: false, updateFieldAppearances: false })
  forgetWords()
  return signed
}

async function open(presented: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(presented, { forIncrementalUpdate: true, updateMetadata: false })
  } catch (cause) {
    throw new NotAStatementError('it cannot be read', { cause })
  }
}

/** The first half of a file's id stays, the second changes with the content. Source: ISO 32000-1, 14.4. */
function renewId(doc: PDFDocument, presented: Uint8Array, placed: readonly Placed[]): void {
  const ids = doc.context.trailerInfo.ID
  const first = ids instanceof PDFArray ? ids.get(0) : undefined
  if (first === undefined) throw new NotAStatementError('no file id')
  const hash = createHash('sha256').update(presented).update(JSON.stringify(placed))
  const second = PDFHexString.of(hash.digest('hex').slice(0, 32))
  doc.context.trailerInfo.ID = doc.context.obj([first, second])
}

function besideField(caption: string, field: Rect): Placed[] {
  const width = 155 * MM - field.width - GAP
  const lines = wrap(caption, width, (text) => textWidth(text, CAPTION.size))
  const x = field.x + field.width + GAP
  const y = field.y + field.height - CAPTION.size
  return lines.map((text, at) => ({ text, x, y: y - at * 13, style: CAPTION }))
}

const REASON_SIZES = [10, 8.5, 7, 6] as const
const CUT = ' […]'

/** The heading and the reason, in the largest type that fits; the record keeps a reason that is cut here. */
function insideField(heading: string, reason: string, field: Rect): Placed[] {
  const pad = 3 * MM
  const width = field.width - 2 * pad
  const top = field.y + field.height - pad
  for (const size of REASON_SIZES) {
    const leading = size * 1.3
    const most = Math.floor((field.height - 2 * pad) / leading)
    const head = wrap(heading, width, (text) => textWidth(text, size, 'bold'))
    const all = reason.split('\n').flatMap((part) => wrap(part, width, (it) => textWidth(it, size)))
    const room = most - head.length
    if (all.length > room && size !== REASON_SIZES.at(-1)) continue
    const body = all.length > room ? [...all.slice(0, room - 1), CUT.trim()] : all
    const bold = head.map((text) => ({
      text,
      style: { size, weight: 'bold', colour: INK } as const,
    }))
    const plain = body.map((text) => ({ text, style: { size, colour: INK } as const }))
    return [...bold, ...plain].map((line, at) => ({
      ...line,
      x: field.x + pad,
      y: top - size - at * leading,
    }))
  }
  return []
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
