import * as fontkit from '@cantoo/fontkit'
import {
  beginText,
  endText,
  lineTo,
  moveTo,
  PDFArray,
  type PDFDocument,
  type PDFFont,
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
import { advances, type Face, fontBytes, type Run, runs, type Weight } from './fonts.ts'

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

/** The fonts of one document, embedded as subsets when first used. */
export interface Fonts {
  /** Draws one line of printable text with its baseline at (x, y), in points from the lower left corner. */
  draw(page: PDFPage, text: string, x: number, y: number, style: TextStyle): void
}

/**
 * Embeds the faces that `texts` need. `tag` is the subset's six capital letters: two subsets of one font in a file
 * must differ in it. Source: ISO 32000-1, 9.6.4.
 */
export async function embedFonts(
  doc: PDFDocument,
  tag: string,
  texts: readonly { readonly text: string; readonly weight?: Weight }[],
): Promise<Fonts> {
  doc.registerFontkit(fontkit)
  const faces = new Set<Face>()
  for (const { text, weight } of texts)
    for (const run of runs(text, weight ?? 'regular')) faces.add(run.face)
  const embedded = new Map<Face, PDFFont>()
  for (const face of [...faces].sort()) {
    const customName = `${tag}+AtkinsonHyperlegibleNext-${face}`
    embedded.set(face, await doc.embedFont(fontBytes(face), { subset: true, customName }))
  }
  return {
    draw: (page, text, x, y, style) => {
      const { size, weight = 'regular', colour = INK } = style
      page.pushOperators(
        pushGraphicsState(),
        setFillingRgbColor(...colour),
        beginText(),
        setTextMatrix(1, 0, 0, 1, round(x), round(y)),
      )
      for (const run of runs(text, weight)) {
        const font = embedded.get(run.face)
        if (font === undefined) continue
        const name = PDFName.of(`${tag}-${run.face}`)
        page.node.setFontDictionary(name, font.ref)
        page.pushOperators(setFontAndSize(name.decodeText(), size), showKerned(page, font, run))
      }
      page.pushOperators(endText(), popGraphicsState())
    },
  }
}

/** Shows a run with its kerning: numbers between the strings move the pen back by thousandths. */
function showKerned(page: PDFPage, font: PDFFont, run: Run): PDFOperator {
  const codes = font.encodeText(run.text).asString()
  const array = PDFArray.withContext(page.doc.context)
  let pending = ''
  for (const [at, { plain, kerned }] of advances(run).entries()) {
    pending += codes.slice(at * 4, at * 4 + 4)
    const back = Math.round(plain - kerned)
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
