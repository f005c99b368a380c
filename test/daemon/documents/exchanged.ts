/** Documents as a citizen may bring them: whole ones, and every kind that must be refused. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { EXCHANGE_LIMITS } from '../../../daemon/core/exchange-view.ts'

/** A PDF with so many pages, each saying which it is. */
export async function specimenPdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (let page = 1; page <= pages; page += 1)
    document.addPage([595, 842]).drawText(`Factuur van Specimen, ${page}`, { x: 60, y: 760, font })
  return await document.save()
}

/** The same, with a password or with rights that need none to read; by qpdf. */
export function lockedPdf(folder: string, pdf: Uint8Array, password: string): Uint8Array {
  const [open, locked] = [join(folder, 'open.pdf'), join(folder, 'locked.pdf')]
  writeFileSync(open, pdf)
  execFileSync('qpdf', ['--encrypt', password, 'owner', '256', '--', open, locked])
  return readFileSync(locked)
}

/** A picture of a page, with nothing in it but the picture. */
export async function specimenJpeg(): Promise<Uint8Array> {
  const input = await specimenPdf(1)
  const drawing = ['-jpeg', '-singlefile', '-scale-to', '400', '-', '-']
  return execFileSync('pdftocairo', drawing, { input })
}

/** A segment of EXIF right after the start of the picture, as a camera writes it. */
export function withExif(jpeg: Uint8Array): Uint8Array {
  const exif = Buffer.from('Exif\0\0GPS 50.96 N 5.50 E')
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)])
}

/** Parts as a console sends them. */
export function partsAsSent(bytes: Uint8Array): readonly string[] {
  const { partBytes } = EXCHANGE_LIMITS
  const count = Math.ceil(bytes.length / partBytes)
  return Array.from({ length: count }, (_, at) =>
    Buffer.from(bytes.subarray(at * partBytes, (at + 1) * partBytes)).toString('base64'),
  )
}

/** A PDF of more than one part, whose bytes do not shrink. */
export async function largePdf(bytes: number): Promise<Uint8Array> {
  const document = await PDFDocument.load(await specimenPdf(2))
  await document.attach(randomBytes(bytes), 'noise.bin', { mimeType: 'application/octet-stream' })
  return await document.save()
}
