import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { sha256 } from '../../../daemon/documents/dossier.ts'
import { makePages } from '../../../daemon/documents/pages.ts'
import { markRefused, signWithInk } from '../../../daemon/documents/sign.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { PARAGRAPH, specimenInk, specimenInput } from './specimen.ts'

const run = promisify(execFile)
const pages = makePages()
const facts = { language: 'nl', at: '2026-11-23T15:58:00Z' } as const
const long = Array.from({ length: 9 }, () => PARAGRAPH).join('\n\n')
const presented = await makeStatement(specimenInput({ text: long }))
const last = await pages.pageCount(presented)

function isPrefix(begin: Uint8Array, whole: Uint8Array): boolean {
  return Buffer.compare(begin, whole.subarray(0, begin.length)) === 0
}
async function check(folder: string, pdf: Uint8Array): Promise<string> {
  const file = join(folder, 'x.pdf')
  await writeFile(file, pdf)
  return (await run('qpdf', ['--check', file])).stdout
}
/** Blue pixels, which only ink has, in the page as PPM. */
async function inkPixels(folder: string, pdf: Uint8Array): Promise<number> {
  const file = join(folder, 'ink')
  await writeFile(`${file}.pdf`, pdf)
  const page = ['-f', `${last}`, '-l', `${last}`, '-singlefile', '-r', '100']
  await run('pdftoppm', [...page, `${file}.pdf`, file])
  const ppm = await readFile(`${file}.ppm`)
  let blue = 0
  for (let at = ppm.indexOf('255\n') + 4; at + 2 < ppm.length; at += 3) {
    const [red = 0, , b = 0] = ppm.subarray(at, at + 3)
    if (b - red > 60) blue += 1
  }
  return blue
}

t.test(
  'the presented bytes are the beginning of the signed file, which qpdf finds sound',
  async (t) => {
    const signed = await signWithInk(presented, specimenInk(), facts)
    t.ok(signed.length > presented.length)
    t.ok(isPrefix(presented, signed), 'byte for byte')
    t.match(await check(t.testdir(), signed), /No syntax or stream encoding errors/)
  },
)

t.test('the ink is seen on the last page and only there', async (t) => {
  const signed = await signWithInk(presented, specimenInk(), facts)
  const folder = t.testdir()
  t.equal(await inkPixels(folder, presented), 0)
  t.ok((await inkPixels(folder, signed)) > 300)
  t.equal(
    sha256(await pages.pagePng(signed, 1, 300)),
    sha256(await pages.pagePng(presented, 1, 300)),
  )
})

t.test('the caption has the time and no name', async (t) => {
  const signed = await signWithInk(presented, specimenInk(), facts)
  const text = (await pages.pageText(signed, last)).replace(/\s+/g, ' ')
  t.match(text, /Getekend met de pen op het tekenbord, 23\/11\/2026 16:58/)
  t.notMatch(text, /Specimen/)
  t.ok(
    text.includes(
      (await pages.pageText(presented, last)).slice(0, 200).replace(/\s+/g, ' ').trim(),
    ),
  )
})

t.test('signing again gives the same bytes; a pen that never touched gives none', async (t) => {
  const [once, twice] = [
    await signWithInk(presented, specimenInk(), facts),
    await signWithInk(presented, specimenInk(), facts),
  ]
  t.equal(sha256(once), sha256(twice))
  const empty = { ...specimenInk(), samples: [] }
  await t.rejects(signWithInk(presented, empty, facts), { code: 'NO_INK' })
})

t.test(
  'a refusal stands in the field with its reason, and keeps the presented bytes',
  async (t) => {
    const reason = 'Ik wil eerst met een advocaat spreken. Ж'
    const refused = await markRefused(presented, { ...facts, reason })
    t.ok(isPrefix(presented, refused))
    t.match(await check(t.testdir(), refused), /No syntax or stream encoding errors/)
    const text = (await pages.pageText(refused, last)).replace(/\s+/g, ' ')
    t.match(text, /Wenst niet te tekenen, 23\/11\/2026 16:58/)
    t.match(text, /Reden: Ik wil eerst met een advocaat spreken\. \[U\+0416\]/)
    const silent = await markRefused(presented, facts)
    t.match(await pages.pageText(silent, last), /Er werd geen reden gegeven/)
  },
)

t.test('a reason too long for the field is set smaller, then cut in sight', async (t) => {
  const longer = await markRefused(presented, { ...facts, reason: 'Daarom niet. '.repeat(30) })
  t.equal((await pages.pageText(longer, last)).match(/Daarom/g)?.length, 30)
  const endless = await markRefused(presented, { ...facts, reason: 'Daarom niet. '.repeat(500) })
  t.match(await pages.pageText(endless, last), /\[…\]/)
})

t.test('bytes that are no statement of ours are refused', async (t) => {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const strange = await PDFDocument.create()
  strange.addPage()
  const bytes = await strange.save({ useObjectStreams: false })
  await t.rejects(signWithInk(bytes, specimenInk(), facts), { code: 'NOT_A_STATEMENT' })
  await t.rejects(markRefused(Buffer.from('not a pdf'), facts), { code: 'NOT_A_STATEMENT' })
  await t.rejects(markRefused(presented.subarray(0, 2000), facts), { code: 'NOT_A_STATEMENT' })
})
