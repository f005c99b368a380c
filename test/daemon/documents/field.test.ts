import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PDFArray, PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import t from 'tap'
import { drawField, FIELD_NAME } from '../../../daemon/documents/field.ts'
import { readPdf } from '../../../daemon/documents/pades/pdf-file.ts'
import { emptyField, rectOf } from '../../../daemon/documents/pades/signature-fields.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { PARAGRAPH, specimenInput } from './specimen.ts'

const run = promisify(execFile)
const text = Array.from({ length: 9 }, () => PARAGRAPH).join('\n\n')
const pdf = await makeStatement(specimenInput({ text }))

t.test('the field is a signature field that other readers know, on the last page', async (t) => {
  const file = join(t.testdir(), 'x.pdf')
  await writeFile(file, pdf)
  // pdfsig ends with 2 when no signature is in the file yet.
  const { stdout } = await run('pdfsig', [file]).catch((it: { stdout: string }) => it)
  t.match(
    stdout,
    /Signature #1:\n {2}- Signature Field Name: signature\n {2}The signature form field is not signed/,
  )
  const doc = await PDFDocument.load(pdf, { updateMetadata: false })
  const form = doc.catalog.lookup(PDFName.of('AcroForm'), PDFDict)
  const widget = form.lookup(PDFName.of('Fields'), PDFArray).get(0)
  const page = doc.getPages().at(-1)
  t.equal(String(page?.node.Annots()?.get(0)), String(widget))
  t.equal(doc.getPage(0).node.Annots()?.size() ?? 0, 0)
  t.notOk(form.has(PDFName.of('SigFlags')), 'nothing is signed yet')
})

t.test('its place is read back from the file by its name', async (t) => {
  const doc = await PDFDocument.create()
  const place = { x: 70.8661, y: 100.5, width: 255.118, height: 96.37804 }
  drawField(doc, doc.addPage(), place, 'Handtekening')
  const file = readPdf(await doc.save({ useObjectStreams: false }))
  const sides = rectOf(file, emptyField(file, FIELD_NAME))
  const { x, y, width, height } = place
  const off = [x, y, x + width, y + height].map((side, at) => side - (sides[at] ?? 0))
  t.ok(Math.max(...off.map(Math.abs)) < 0.01, off.join(' '))
})
