import t from 'tap'
import { EXCHANGE_LIMITS } from '../../../daemon/core/exchange-view.ts'
import { checkExchanged, drawable } from '../../../daemon/documents/exchanged.ts'
import { isHidden, jpegSegments, pictureOnly } from '../../../daemon/documents/jpeg.ts'
import { makePages, PagesError } from '../../../daemon/documents/pages.ts'
import { lockedPdf, specimenJpeg, specimenPdf, withExif } from './exchanged.ts'

const folder = t.testdir()
const pages = makePages()
const pdf = await specimenPdf(2)
const jpeg = await specimenJpeg()
const flipped = (bytes: Uint8Array, at: number) =>
  bytes.map((byte, index) => (index === at ? byte ^ 0xff : byte))

t.test('a whole PDF and a whole picture are taken, with their pages', async (t) => {
  t.same(await checkExchanged(pdf, 'pdf', pages), { pages: 2 })
  t.same(await checkExchanged(jpeg, 'jpeg', pages), { pages: 1 })
  const most = await specimenPdf(EXCHANGE_LIMITS.pages)
  t.same(await checkExchanged(most, 'pdf', pages), { pages: EXCHANGE_LIMITS.pages })
})

const REFUSED: Record<string, { type: 'pdf' | 'jpeg'; bytes: Uint8Array; fault: string }> = {
  'a picture called a PDF': { type: 'pdf', bytes: jpeg, fault: 'not_this_type' },
  'a PDF called a picture': { type: 'jpeg', bytes: pdf, fault: 'not_this_type' },
  'a page of the web': { type: 'pdf', bytes: Buffer.from('<html>'), fault: 'not_this_type' },
  'nothing but a head': { type: 'pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF'), fault: 'damaged' },
  'a PDF cut off': { type: 'pdf', bytes: pdf.subarray(0, pdf.length / 2), fault: 'damaged' },
  'a PDF without its last bytes': { type: 'pdf', bytes: pdf.subarray(0, -8), fault: 'damaged' },
  'a PDF of 21 pages': { type: 'pdf', bytes: await specimenPdf(21), fault: 'too_many_pages' },
  'a PDF with a password': {
    ...{ type: 'pdf', bytes: lockedPdf(folder, pdf, 'geheim'), fault: 'locked' },
  },
  'a PDF with rights': { type: 'pdf', bytes: lockedPdf(folder, pdf, ''), fault: 'locked' },
  'a picture cut off': { type: 'jpeg', bytes: jpeg.subarray(0, 900), fault: 'damaged' },
  'a picture without size': {
    ...{ type: 'jpeg', bytes: Buffer.from('ffd8ffda0002ffd9', 'hex'), fault: 'damaged' },
  },
  'a picture with a broken segment': { type: 'jpeg', bytes: flipped(jpeg, 2), fault: 'damaged' },
  'a picture that says where it was taken': {
    ...{ type: 'jpeg', bytes: withExif(jpeg), fault: 'hidden_data' },
  },
}
for (const [name, { type, bytes, fault }] of Object.entries(REFUSED))
  t.test(`it is refused and named: ${name}`, async (t) => {
    t.same(await checkExchanged(bytes, type, pages), { fault })
  })

t.test('bytes of chance never get through, and throw nothing', async (t) => {
  const tries = Array.from({ length: 12 }, (_, at) => Math.floor((at / 12) * pdf.length))
  for (const at of tries) {
    const cut = pdf.subarray(0, at)
    t.match(await checkExchanged(cut, 'pdf', pages), { fault: String }, `cut at ${at}`)
  }
})

t.test('what cannot be drawn in time is damaged', async (t) => {
  const slow = { ...pages, pagePng: () => Promise.reject(new PagesError('TIMEOUT')) }
  t.same(await checkExchanged(pdf, 'pdf', slow), { fault: 'damaged' })
  const broken = { ...pages, pagePng: () => Promise.reject(new TypeError('a bug')) }
  await t.rejects(checkExchanged(pdf, 'pdf', broken), TypeError, 'what is no outcome is thrown')
})

t.test('what is hidden in a picture goes, and the picture stays as it is', async (t) => {
  const before = withExif(jpeg)
  t.ok(Buffer.from(before).includes('GPS'))
  t.same(Buffer.from(pictureOnly(before)), Buffer.from(jpeg))
  t.same(jpegSegments(pictureOnly(before)).filter(isHidden), [])
})

t.test('a picture is drawn from its very bytes, and each time the same', async (t) => {
  const page = await drawable(jpeg, 'jpeg')
  t.ok(Buffer.from(page).includes(Buffer.from(jpeg)))
  t.same(await drawable(jpeg, 'jpeg'), page)
  const png = Buffer.from(await pages.pagePng(page, 1, 300))
  t.equal(png.readUInt32BE(16), 300)
})
