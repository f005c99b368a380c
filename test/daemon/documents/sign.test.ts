import { execFile } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inflateSync } from 'node:zlib'
import t from 'tap'
import { attachedFile } from '../../../daemon/documents/pades/attach.ts'
import { readPdf } from '../../../daemon/documents/pades/pdf-file.ts'
import { makePages } from '../../../daemon/documents/pages.ts'
import { checkPdfA } from '../../../daemon/documents/pdfa.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import {
  markRefused,
  STROKES_FILE,
  signWithCard,
  signWithInk,
} from '../../../daemon/documents/sign.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { openStrokes, placeOn, readKeyHolder } from '../../../daemon/documents/strokes-seal.ts'
import { pdfsig, qpdfCheck } from './pades-rig.ts'
import { PARAGRAPH, specimenInk, specimenInput } from './specimen.ts'
import { specimenSeal } from './specimen-seal.ts'

const run = promisify(execFile)
const pages = makePages()
const facts = { language: 'nl', at: '2026-11-23T15:58:00Z' } as const
const authority = t.testdir()
const seal = await specimenSeal(authority)
const keyHolder = readKeyHolder(await readFile(join(authority, 'holder.pem')))
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
    const signed = await signWithInk(presented, specimenInk(), { facts, seal })
    t.ok(signed.length > presented.length)
    t.ok(isPrefix(presented, signed), 'byte for byte')
    t.match(await check(t.testdir(), signed), /No syntax or stream encoding errors/)
  },
)

t.test('the ink is seen on the last page and only there', async (t) => {
  const signed = await signWithInk(presented, specimenInk(), { facts, seal })
  const folder = t.testdir()
  t.equal(await inkPixels(folder, presented), 0)
  t.ok((await inkPixels(folder, signed)) > 300)
  t.equal(
    sha256(await pages.pagePng(signed, 1, 300)),
    sha256(await pages.pagePng(presented, 1, 300)),
  )
})

t.test('the caption has the time and no name', async (t) => {
  const signed = await signWithInk(presented, specimenInk(), { facts, seal })
  const text = (await pages.pageText(signed, last)).replace(/\s+/g, ' ')
  t.match(text, /Getekend met de pen op het tekenbord, 23\/11\/2026 16:58/)
  t.notMatch(text, /Specimen/)
  t.ok(
    text.includes(
      (await pages.pageText(presented, last)).slice(0, 200).replace(/\s+/g, ' ').trim(),
    ),
  )
})

t.test('a pen that never touched, and strokes with a hole, sign nothing', async (t) => {
  const empty = { ...specimenInk(), samples: [] }
  await t.rejects(signWithInk(presented, empty, { facts, seal }), { code: 'NO_INK' })
  const holed = { ...specimenInk(), samples: specimenInk().samples.toSpliced(40, 1) }
  await t.rejects(signWithInk(presented, holed, { facts, seal, keyHolder }), { code: 'GAP' })
  await t.rejects(signWithInk(presented, holed, { facts, seal }), { code: 'GAP' })
})

t.test(
  'a refusal stands in the field with its reason, and keeps the presented bytes',
  async (t) => {
    const reason = 'Ik wil eerst met een advocaat spreken. Ж'
    const refused = await markRefused(presented, { ...facts, reason }, seal)
    t.ok(isPrefix(presented, refused))
    t.match(await check(t.testdir(), refused), /No syntax or stream encoding errors/)
    const text = (await pages.pageText(refused, last)).replace(/\s+/g, ' ')
    t.match(text, /Wenst niet te tekenen, 23\/11\/2026 16:58/)
    t.match(text, /Reden: Ik wil eerst met een advocaat spreken\. \[U\+0416\]/)
    const silent = await markRefused(presented, facts, seal)
    t.match(await pages.pageText(silent, last), /Er werd geen reden gegeven/)
  },
)

t.test('a reason too long for the field is set smaller, then cut in sight', async (t) => {
  const longer = await markRefused(
    presented,
    { ...facts, reason: 'Daarom niet. '.repeat(30) },
    seal,
  )
  t.equal((await pages.pageText(longer, last)).match(/Daarom/g)?.length, 30)
  const endless = await markRefused(
    presented,
    { ...facts, reason: 'Daarom niet. '.repeat(500) },
    seal,
  )
  t.match(await pages.pageText(endless, last), /\[…\]/)
})

t.test('bytes that are no statement of ours are refused', async (t) => {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const strange = await PDFDocument.create()
  strange.addPage()
  const bytes = await strange.save({ useObjectStreams: false })
  await t.rejects(signWithInk(bytes, specimenInk(), { facts, seal }), { code: 'NOT_A_STATEMENT' })
  await t.rejects(markRefused(Buffer.from('not a pdf'), facts, seal), { code: 'NOT_A_STATEMENT' })
  await t.rejects(markRefused(presented.subarray(0, 2000), facts, seal), {
    code: 'NOT_A_STATEMENT',
  })
})

t.test('what the pen, the box and the card sign is a valid PAdES signature', async (t) => {
  const folder = t.testdir()
  const all = {
    pen: await signWithInk(presented, specimenInk(), { facts, seal, keyHolder }),
    refusal: await markRefused(presented, facts, seal),
    card: await signWithCard(presented, { ...facts, name: 'Specimen Een' }, seal.signer),
  }
  for (const [how, pdf] of Object.entries(all)) {
    t.ok(isPrefix(presented, pdf), how)
    const said = await pdfsig(folder, pdf)
    t.match(said, /Signature is Valid/, how)
    t.match(said, /ETSI\.CAdES\.detached/, how)
    t.match(said, /Total document signed/, how)
    t.notMatch(await qpdfCheck(folder, pdf), /WARNING|error:/i, how)
    t.same(
      (await checkPdfA(pdf)).filter(({ holds }) => !holds),
      [],
      `${how}: PDF/A-3b still`,
    )
  }
  const text = (pdf: Uint8Array) => pages.pageText(pdf, last)
  t.match(await text(all.pen), /Verzegeld door loket genk-1, Gemeentehuis Genk/)
  t.match(await text(all.refusal), /Verzegeld door loket genk-1/)
  t.match(await text(all.card), /Ondertekend met de identiteitskaart\s+23\/11\/2026 16:58/)
})

t.test('the strokes lie in the file for the key holder, and open nowhere else', async (t) => {
  const folder = t.testdir()
  const signed = await signWithInk(presented, specimenInk(), { facts, seal, keyHolder })
  await writeFile(join(folder, 'x.pdf'), signed)
  await run('pdfdetach', ['-saveall', '-o', folder, join(folder, 'x.pdf')])
  const blob = await readFile(join(folder, STROKES_FILE))
  const key = createPrivateKey(await readFile(join(authority, 'holder.key')))
  const { points } = await openStrokes(blob, placeOn(presented, last, 'signature'), key)
  const { samples } = specimenInk()
  t.same(
    points.map(({ x, y, force, down }) => ({ x, y, pressure: force, down })),
    samples.map(({ x, y, pressure, down }) => ({ x, y, pressure, down })),
  )
  const other = await makeStatement(specimenInput({ text: 'Een andere tekst.' }))
  for (const place of [
    placeOn(other, last, 'signature'),
    placeOn(presented, last + 1, 'signature'),
    placeOn(presented, last, 'other'),
  ])
    await t.rejects(openStrokes(blob, place, key), { code: 'STROKES_SEAL' })
  const drawn = await signWithInk(presented, specimenInk(), { facts, seal })
  t.notOk(attachedFile(readPdf(drawn), STROKES_FILE, inflateSync), 'none is kept without a holder')
  t.same(attachedFile(readPdf(signed), STROKES_FILE, inflateSync), blob)
})
