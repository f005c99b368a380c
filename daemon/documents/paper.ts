import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib'
import { attach, describe, identify } from './archive.ts'
import { drawRule, embedFonts, type Fonts, INK_SOFT } from './canvas.ts'
import { drawField } from './field.ts'
import { forgetWords, hasGlyph, textWidth, type Weight } from './fonts.ts'
import { type Page, paginate } from './paginate.ts'
import { printable } from './printable.ts'
import { A4, type Line, type Sheet, TEXT_AREA } from './sheet.ts'
import { newTagger, type Tagger } from './tags.ts'

/** A sheet and what the file says besides it. */
export interface Paper {
  readonly sheet: Sheet
  /** BCP 47. */
  readonly locale: string
  /** ISO 8601, UTC. */
  readonly madeAt: string
  /** What stands on the paper, for machines: it lies in the file under this name. */
  readonly record: { readonly name: string; readonly content: object }
}

/**
 * Makes a paper: A4, PDF 1.7 to the rules of PDF/A-3b (ISO 19005-3), tagged, with embedded subset fonts. The same paper
 * gives the same bytes.
 */
export async function makePaper({ sheet, locale, madeAt, record }: Paper): Promise<Uint8Array> {
  const pages = paginate(sheet.blocks, TEXT_AREA.height)
  const doc = await PDFDocument.create({ updateMetadata: false })
  const json = JSON.stringify(record.content, null, 2)
  describe(doc, { title: sheet.title, locale, at: madeAt })
  identify(doc, json, sheet.footer)
  const fonts = embedFonts(doc, 'LOKETA', texts(sheet, pages.length))
  const tagger = newTagger(doc)
  for (const [index, lines] of pages.entries()) {
    const page = doc.addPage([A4.width, A4.height])
    drawLines({ doc, page, fonts, tagger }, lines)
    tagger.artifact(page, 'Pagination')
    drawMargins(page, fonts, sheet, pageMark(index, pages.length))
    tagger.close(page)
  }
  tagger.write(sheet.tags)
  attach(doc, { name: record.name, bytes: Buffer.from(json) }, madeAt)
  forgetWords()
  return await doc.save({ useObjectStreams: false, updateFieldAppearances: false })
}

/** Input as the paper can show it: every string printable. */
export function cleaned<T>(input: T): T {
  return JSON.parse(JSON.stringify(input), (_key, value: unknown) =>
    typeof value === 'string' ? printable(value, hasGlyph) : value,
  )
}

/** Everything that is drawn. */
function texts(sheet: Sheet, count: number): { text: string; weight?: Weight }[] {
  const marks = Array.from({ length: count }, (_, index) => ({ text: pageMark(index, count) }))
  const parts = sheet.blocks.flatMap(({ lines }) => lines.flatMap((line) => line.parts))
  return [
    ...marks,
    { text: sheet.running },
    { text: sheet.footer },
    ...parts.map(({ text, style: { weight = 'regular' } }) => ({ text, weight })),
  ]
}

function pageMark(index: number, count: number): string {
  return `${index + 1} / ${count}`
}

interface Canvas {
  readonly doc: PDFDocument
  readonly page: PDFPage
  readonly fonts: Fonts
  readonly tagger: Tagger
}

function drawLines({ doc, page, fonts, tagger }: Canvas, lines: Page<Line>): void {
  const { left, width } = TEXT_AREA
  for (const { line, top } of lines) {
    const y = A4.height - TEXT_AREA.top - top
    for (const { text, x, drop, style, of } of line.parts) {
      tagger.open(page, of)
      fonts.draw(page, text, left + x, y - drop, style)
    }
    if (line.rule !== undefined) {
      tagger.artifact(page, 'Layout')
      drawRule(page, left, y - line.rule, width)
    }
    if (line.field === undefined) continue
    const { drop, width: fieldWidth, height, label, of } = line.field
    const rect = { x: left, y: y - drop - height, width: fieldWidth, height }
    tagger.artifact(page, 'Layout')
    tagger.widget(page, of, drawField(doc, page, rect, label))
  }
}

function drawMargins(page: PDFPage, fonts: Fonts, sheet: Sheet, mark: string): void {
  const style = { size: 9, colour: INK_SOFT }
  const isFirst = mark.startsWith('1 ')
  if (!isFirst) fonts.draw(page, sheet.running, TEXT_AREA.left, A4.height - 42, style)
  fonts.draw(page, sheet.footer, TEXT_AREA.left, 42, style)
  const right = TEXT_AREA.left + TEXT_AREA.width - textWidth(mark, style.size)
  fonts.draw(page, mark, right, 42, style)
}
