import {
  beginText,
  endText,
  lineTo,
  moveTo,
  PDFArray,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  setFillingRgbColor,
  setFontAndSize,
  setLineWidth,
  setStrokingRgbColor,
  setTextMatrix,
  stroke,
} from '@cantoo/pdf-lib'
import { type Encoded, newFaces } from './faces.ts'
import { FontError, type Weight } from './fonts.ts'

/** Points in a millimetre. */
export const MM = 72 / 25.4
export type Colour = readonly [red: number, green: number, blue: number]
export const INK: Colour = [0x16 / 255, 0x22 / 255, 0x2e / 255]
export const INK_SOFT: Colour = [0x3f / 255, 0x4c / 255, 0x58 / 255]
export const HAIRLINE: Colour = [0.62, 0.65, 0.68]

export interface TextStyle {
  readonly size: number
  readonly weight?: Weight
  readonly colour?: Colour
}

/** The fonts of one document, embedded as subsets of what was announced. */
export interface Fonts {
  /** Draws one line of announced text with its baseline at (x, y), in points from the lower left corner. */
  draw(page: PDFPage, text: string, x: number, y: number, style: TextStyle): void
}

/**
 * Embeds the faces that `texts` need, with the glyphs of these texts. `tag` is the subset's six capital letters: two
 * subsets of one font in a file must differ in it. Source: ISO 32000-1, 9.6.4.
 */
export function embedFonts(
  doc: PDFDocument,
  tag: string,
  texts: readonly { readonly text: string; readonly weight?: Weight }[],
): Fonts {
  const faces = newFaces(doc, tag)
  const lines = new Map<string, readonly Encoded[]>()
  const key = (text: string, weight: Weight) => `${weight}:${text}`
  for (const { text, weight = 'regular' } of texts)
    if (!lines.has(key(text, weight))) lines.set(key(text, weight), faces.encode(text, weight))
  const refs = faces.write()
  return {
    draw: (page, text, x, y, style) => {
      const { size, weight = 'regular', colour = INK } = style
      const line = lines.get(key(text, weight))
      if (line === undefined) throw new FontError('a text was drawn that was not announced')
      page.pushOperators(
        pushGraphicsState(),
        setFillingRgbColor(...colour),
        beginText(),
        setTextMatrix(1, 0, 0, 1, round(x), round(y)),
      )
      for (const { face, glyphs } of line) {
        const ref = refs.get(face)
        if (ref === undefined) continue
        const name = PDFName.of(`${tag}-${face}`)
        page.node.setFontDictionary(name, ref)
        page.pushOperators(setFontAndSize(name.decodeText(), size), showKerned(page, glyphs))
      }
      page.pushOperators(endText(), popGraphicsState())
    },
  }
}

/** Shows glyphs with their kerning: numbers between the strings move the pen back by thousandths. */
function showKerned(page: PDFPage, glyphs: Encoded['glyphs']): PDFOperator {
  const array = PDFArray.withContext(page.doc.context)
  let pending = ''
  for (const { code, back } of glyphs) {
    pending += code
    if (back === 0) continue
    array.push(PDFHexString.of(pending))
    array.push(PDFNumber.of(back))
    pending = ''
  }
  if (pending !== '') array.push(PDFHexString.of(pending))
  return PDFOperator.of(PDFOperatorNames.ShowTextAdjusted, [array])
}

/** Draws a hairline to the right of (x, y). */
export function drawRule(page: PDFPage, x: number, y: number, width: number): void {
  page.pushOperators(
    pushGraphicsState(),
    setStrokingRgbColor(...HAIRLINE),
    setLineWidth(0.6),
    moveTo(round(x), round(y)),
    lineTo(round(x + width), round(y)),
    stroke(),
    popGraphicsState(),
  )
}

/** Points to a thousandth: what is written down stays short. */
export function round(points: number): number {
  return Math.round(points * 1000) / 1000
}
