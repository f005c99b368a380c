import {
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  type PDFRef,
  PDFString,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setLineWidth,
  setStrokingRgbColor,
  stroke,
} from '@cantoo/pdf-lib'
import { HAIRLINE, round } from './canvas.ts'

/** The partial name (T) of the one signature field of a document, by which every signer finds it. */
export const FIELD_NAME = 'signature'
/** Annotation flag 3: on paper as on the screen. Source: ISO 32000-1, table 165. */
const PRINT = 4

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

/**
 * Draws the frame and adds the empty signature field: a widget with an empty appearance, and the form that lists it.
 * `label` is its name for a reader that speaks (TU). Source: ISO 32000-1, 12.7.4.5; ISO 19005-3, 6.3.3.
 */
export function drawField(doc: PDFDocument, page: PDFPage, rect: Rect, label: string): PDFRef {
  const x = round(rect.x)
  const y = round(rect.y)
  const width = round(rect.width)
  const height = round(rect.height)
  page.pushOperators(
    pushGraphicsState(),
    setStrokingRgbColor(...HAIRLINE),
    setLineWidth(0.8),
    rectangle(x, y, width, height),
    stroke(),
    popGraphicsState(),
  )
  const { context } = doc
  const empty = context.stream('', {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, width, height],
    Resources: {},
  })
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of(FIELD_NAME),
      TU: PDFHexString.fromText(label),
      F: PRINT,
      Rect: [x, y, round(x + width), round(y + height)],
      P: page.ref,
      AP: { N: context.register(empty) },
    }),
  )
  page.node.addAnnot(widget)
  doc.catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: [widget] })))
  return widget
}
