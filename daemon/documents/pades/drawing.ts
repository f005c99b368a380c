import { deflateSync, inflateSync } from 'node:zlib'
import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib'
import { embedFonts, type TextStyle } from '../canvas.ts'
import { type PdfFile, readPdf } from './pdf-file.ts'
import {
  isArray,
  isNamed,
  isRef,
  isStream,
  type PdfDict,
  PdfError,
  type PdfRef,
  type PdfValue,
  pdfArray,
  pdfDict,
  pdfName,
} from './pdf-value.ts'
import type { Revision } from './revision.ts'

/** A line of text with its baseline at (x, y), in points. */
export interface Placed {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly style: TextStyle
}
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly lines: readonly Placed[]
  /** Draws what is no text. */
  readonly paint?: (page: PDFPage) => void
}

/** The fonts of what is added are subsets of their own, so they carry a tag of their own. Source: ISO 32000-1, 9.6.4. */
const TAG = 'LOKETB'

/**
 * Adds a drawing as a form XObject with its fonts embedded. It is drawn in a document of its own and its objects are
 * carried over, so that the document that was shown is never written by another program than the one that showed it.
 */
export async function addDrawing(revision: Revision, drawing: Drawing): Promise<PdfRef> {
  const { width, height, lines, paint } = drawing
  const doc = await PDFDocument.create({ updateMetadata: false })
  const page = doc.addPage([width, height])
  const fonts = embedFonts(
    doc,
    TAG,
    lines.map(({ text, style }) => ({ text, ...style })),
  )
  paint?.(page)
  for (const { text, x, y, style } of lines) fonts.draw(page, text, x, y, style)
  const drawn = readPdf(await doc.save({ useObjectStreams: false, updateFieldAppearances: false }))
  const dict = onlyPage(drawn)
  const carried = carrier(revision, drawn)
  const resources = drawn.dict(dict.entries.get('Resources'), 'resources')
  return revision.add({
    kind: 'stream',
    dict: pdfDict({
      Type: pdfName('XObject'),
      Subtype: pdfName('Form'),
      BBox: pdfArray([0, 0, width, height]),
      Resources: carried(resources),
      Filter: pdfName('FlateDecode'),
    }),
    data: deflateSync(contentsOf(drawn, dict)),
  })
}

function onlyPage(file: PdfFile): PdfDict {
  const catalog = file.dict(file.trailer.entries.get('Root'), 'catalogue')
  const kids = file.resolve(file.dict(catalog.entries.get('Pages'), 'pages').entries.get('Kids'))
  return file.dict(isArray(kids) ? kids.items[0] : null, 'page')
}

function contentsOf(file: PdfFile, page: PdfDict): Buffer {
  const contents = file.resolve(page.entries.get('Contents'))
  const parts = isArray(contents) ? contents.items.map((item) => file.resolve(item)) : [contents]
  const plain = parts.map((part) => {
    if (!isStream(part)) throw new PdfError('MISSING', 'no contents')
    const packed = isNamed(part.dict.entries.get('Filter'), 'FlateDecode')
    return packed ? inflateSync(part.data) : Buffer.from(part.data)
  })
  return Buffer.concat(plain.flatMap((part) => [part, Buffer.from('\n')]))
}

/** Copies values of another file, with all that they refer to, each object once. */
function carrier(revision: Revision, from: PdfFile): (value: PdfValue) => PdfValue {
  const known = new Map<number, PdfRef>()
  const carry = (value: PdfValue): PdfValue => {
    if (value === null || typeof value !== 'object') return value
    if (isRef(value)) return carryObject(value)
    if (isArray(value)) return pdfArray(value.items.map(carry))
    if (value.kind === 'dict') return carryDict(value)
    return isStream(value) ? { ...value, dict: carryDict(value.dict) } : value
  }
  const carryDict = ({ entries }: PdfDict): PdfDict => ({
    kind: 'dict',
    entries: new Map([...entries].map(([key, entry]) => [key, carry(entry)])),
  })
  const carryObject = ({ number }: PdfRef): PdfRef => {
    const before = known.get(number)
    if (before !== undefined) return before
    const ref = revision.add(null)
    known.set(number, ref)
    revision.set(ref, carry(from.object(number)))
    return ref
  }
  return carry
}
