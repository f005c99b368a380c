import {
  PDFArray,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setLineWidth,
  setStrokingRgbColor,
  stroke,
} from '@cantoo/pdf-lib'
import { HAIRLINE } from './canvas.ts'

/** The catalogue's own key with the signature field on the last page: [x y width height] in points. */
const FIELD_KEY = 'LKT_SignatureField'

/** Points, origin at the lower left corner of the page. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** These bytes are not a statement of ours, or are damaged. */
export class NotAStatementError extends Error {
  readonly code = 'NOT_A_STATEMENT'
  readonly scope = 'visit'
}

/** Draws the empty signature field and writes down where it is. */
export function drawField(doc: PDFDocument, page: PDFPage, rect: Rect): void {
  page.pushOperators(
    pushGraphicsState(),
    setStrokingRgbColor(...HAIRLINE),
    setLineWidth(0.8),
    rectangle(rect.x, rect.y, rect.width, rect.height),
    stroke(),
    popGraphicsState(),
  )
  const sides = [rect.x, rect.y, rect.width, rect.height]
  doc.catalog.set(PDFName.of(FIELD_KEY), doc.context.obj(sides))
}

/** Where the signature field of a statement is. @throws NotAStatementError when it has none. */
export function fieldOf(doc: PDFDocument): Rect {
  const found = doc.catalog.lookup(PDFName.of(FIELD_KEY))
  const sides = found instanceof PDFArray ? found.asArray() : []
  const [x, y, width, height] = sides.map((side) =>
    side instanceof PDFNumber ? side.asNumber() : Number.NaN,
  )
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    throw new NotAStatementError('no signature field')
  if (![x, y, width, height].every(Number.isFinite))
    throw new NotAStatementError('the signature field is damaged')
  return { x, y, width, height }
}
