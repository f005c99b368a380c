import { createHash } from 'node:crypto'
import { PDFDocument, PDFHexString, type PDFPage } from '@cantoo/pdf-lib'
import type { Language } from '../core/language.ts'
import type { IdentityView, RightsView, VisitKind } from '../core/visit-view.ts'
import { drawRule, embedFonts, type Fonts, INK_SOFT } from './canvas.ts'
import { drawField } from './field.ts'
import { forgetWords, hasGlyph, textWidth } from './fonts.ts'
import { type Page, paginate } from './paginate.ts'
import { printable } from './printable.ts'
import { A4, type Line, type Sheet, sheetOf, TEXT_AREA } from './sheet.ts'
import { paperTexts } from './texts.ts'

export type KnownIdentity = Extract<IdentityView, { readonly state: 'known' }>

/** Everything that stands on the paper. The same input gives the same bytes. Times are ISO 8601, UTC. */
export interface StatementInput {
  readonly language: Language
  readonly kind: VisitKind
  readonly revision: number
  /** The number on the slip. */
  readonly ticket: string
  readonly site: { readonly name: string; readonly room: string }
  readonly inspector: { readonly seat: string; readonly name: string }
  readonly openedAt: string
  readonly madeAt: string
  /** Left out when nobody was identified. */
  readonly identity?: KnownIdentity
  readonly rights: RightsView
  readonly text: string
}

/** Makes the statement: an A4 PDF 1.7 with embedded subset fonts and one signature field on the last page. */
export async function makeStatement(input: StatementInput): Promise<Uint8Array> {
  const sheet = sheetOf(cleaned(input))
  const pages = paginate(sheet.blocks, TEXT_AREA.height)
  const doc = await PDFDocument.create({ updateMetadata: false })
  describe(doc, input, sheet)
  const fonts = await embedFonts(doc, 'LOKETA', texts(sheet))
  for (const [index, lines] of pages.entries()) {
    const page = doc.addPage([A4.width, A4.height])
    drawLines(doc, page, fonts, lines)
    drawMargins(page, fonts, sheet, index + 1, pages.length)
  }
  forgetWords()
  return await doc.save({ useObjectStreams: false, updateFieldAppearances: false })
}

/** Every string as the paper can show it. */
function cleaned(input: StatementInput): StatementInput {
  return JSON.parse(JSON.stringify(input), (_key, value: unknown) =>
    typeof value === 'string' ? printable(value, hasGlyph) : value,
  )
}

function describe(doc: PDFDocument, input: StatementInput, sheet: Sheet): void {
  const at = new Date(input.madeAt)
  doc.setTitle(sheet.title, { showInWindowTitleBar: true })
  doc.setLanguage(paperTexts(input.language).locale)
  doc.setProducer('Loket')
  doc.setCreationDate(at)
  doc.setModificationDate(at)
  const seed = JSON.stringify([input.madeAt, sheet])
  const id = createHash('sha256').update(seed).digest('hex').slice(0, 32)
  doc.context.trailerInfo.ID = doc.context.obj([PDFHexString.of(id), PDFHexString.of(id)])
}

function texts(sheet: Sheet) {
  const digits = { text: '0123456789 /', weight: 'regular' } as const
  return [
    digits,
    { text: sheet.running },
    { text: sheet.footer },
    ...sheet.blocks
      .flatMap((block) => block.lines.flatMap((line) => line.parts))
      .map(({ text, style }) => ({
        text,
        ...(style.weight === undefined ? {} : { weight: style.weight }),
      })),
  ]
}

function drawLines(doc: PDFDocument, page: PDFPage, fonts: Fonts, lines: Page<Line>): void {
  const { left, width } = TEXT_AREA
  for (const { line, top } of lines) {
    const y = A4.height - TEXT_AREA.top - top
    for (const { text, x, drop, style } of line.parts)
      fonts.draw(page, text, left + x, y - drop, style)
    if (line.rule !== undefined) drawRule(page, left, y - line.rule, width)
    if (line.field === undefined) continue
    const { drop, width: fieldWidth, height } = line.field
    const rect = { x: left, y: y - drop - height, width: fieldWidth, height }
    drawField(doc, page, rect, line.field.label)
  }
}

function drawMargins(
  page: PDFPage,
  fonts: Fonts,
  sheet: Sheet,
  number: number,
  count: number,
): void {
  const style = { size: 9, colour: INK_SOFT }
  if (number > 1) fonts.draw(page, sheet.running, TEXT_AREA.left, A4.height - 42, style)
  fonts.draw(page, sheet.footer, TEXT_AREA.left, 42, style)
  const mark = `${number} / ${count}`
  const right = TEXT_AREA.left + TEXT_AREA.width - textWidth(mark, style.size)
  fonts.draw(page, mark, right, 42, style)
}
