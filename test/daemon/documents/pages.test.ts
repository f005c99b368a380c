import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { makePages } from '../../../daemon/documents/pages.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { specimenInput } from './specimen.ts'

const pdf = await makeStatement(specimenInput())

t.test('a page comes as PNG of the width that was asked for', async (t) => {
  const pages = makePages()
  const png = Buffer.from(await pages.pagePng(pdf, 1, 640))
  t.equal(png.subarray(1, 4).toString(), 'PNG')
  t.equal(png.readUInt32BE(16), 640)
  t.ok(Math.abs(png.readUInt32BE(20) / 640 - 297 / 210) < 0.01, 'A4')
  t.equal(await pages.pageCount(pdf), 1)
  t.match(await pages.pageText(pdf, 1), /Aangifte/)
})

t.test('a page that is not there, bytes that are no PDF and a late answer are typed', async (t) => {
  const pages = makePages()
  for (const page of [0, 2, 1.5, Number.NaN])
    await t.rejects(pages.pagePng(pdf, page, 100), { code: 'NO_SUCH_PAGE' })
  await t.rejects(pages.pageCount(Buffer.from('not a pdf')), { code: 'FAILED' })
  await t.rejects(pages.pageCount(new Uint8Array()), { code: 'FAILED' })
  await t.rejects(makePages(1).pagePng(pdf, 1, 3000), { code: 'TIMEOUT' })
})

t.test('what failed is tried again, what was drawn is kept', async (t) => {
  const pages = makePages()
  const first = await pages.pagePng(pdf, 1, 200)
  t.equal(await pages.pagePng(Uint8Array.from(pdf), 1, 200), first)
})

t.test('a wipe overwrites what was drawn', async (t) => {
  const pages = makePages()
  const png = await pages.pagePng(pdf, 1, 200)
  t.ok(png.some((byte) => byte !== 0))
  pages.wipe()
  await wait(0)
  t.ok(png.every((byte) => byte === 0))
  t.ok((await pages.pagePng(pdf, 1, 200)).some((byte) => byte !== 0))
})

t.test('only so much is remembered', async (t) => {
  const pages = makePages()
  const first = await pages.pagePng(pdf, 1, 40)
  await Promise.all(Array.from({ length: 50 }, (_, at) => pages.pagePng(pdf, 1, 41 + at)))
  t.not(await pages.pagePng(pdf, 1, 40), first)
})
