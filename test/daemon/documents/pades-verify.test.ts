import fc from 'fast-check'
import t from 'tap'
import { makeCms } from '../../../daemon/documents/pades/cms.ts'
import { finishSignature, prepareSignature } from '../../../daemon/documents/pades/pades.ts'
import { readPdf } from '../../../daemon/documents/pades/pdf-file.ts'
import {
  isDict,
  isRef,
  type PdfRef,
  type PdfValue,
  pdfArray,
  pdfDict,
  pdfName,
  pdfText,
  withEntries,
} from '../../../daemon/documents/pades/pdf-value.ts'
import { fill } from '../../../daemon/documents/pades/placeholder.ts'
import {
  catalogOf,
  changeCatalog,
  createRevision,
  type Revision,
} from '../../../daemon/documents/pades/revision.ts'
import { pagesOf, signatureFields } from '../../../daemon/documents/pades/signature-fields.ts'
import { verifyPades } from '../../../daemon/documents/pades/verify.ts'
import { brokenOf, refusalOf, signedBits, withFlip } from './pades-campaign.ts'
import { fieldedPdf, testAuthority, testSigner } from './pades-rig.ts'

/** A slice: `npm run soak` takes every bit. */
const FLIPS = 200
const SPOTS = 60
const FUZZ = 250

const authority = await testAuthority()
t.teardown(authority.drop)
/** Later than every certificate that is issued here. */
const now = new Date(Date.now() + 3_600_000).toISOString()
const options = { roots: [authority.root.certificate], now }
const issued = await authority.issue('signer', { key: 'P-384' })
const signer = testSigner(authority, issued, 'ecdsa-sha384')
const base = await fieldedPdf()
const prepared = await prepareSignature(base, 'signature', { claims: { at: now } })
const signed = await finishSignature(prepared, signer)

async function broken(pdf: Uint8Array, over: Partial<typeof options> = {}) {
  const { signatures } = await verifyPades(pdf, { ...options, ...over })
  return brokenOf(signatures[0])
}
const refusal = (pdf: Uint8Array): Promise<string> => refusalOf(pdf, options)

t.test('a good signature holds, check by check, for each kind of key', async (t) => {
  for (const [key, scheme] of [
    ['rsa', 'rsa-sha256'],
    ['P-256', 'ecdsa-sha256'],
    ['P-384', 'ecdsa-sha384'],
  ] as const) {
    const one = testSigner(authority, await authority.issue(`it-${key}`, { key }), scheme)
    const { signatures } = await verifyPades(await finishSignature(prepared, one), options)
    t.match(signatures, [{ field: 'signature', kind: 'signature', coversBytes: signed.length }])
    t.match(signatures[0]?.signer, { name: `it-${key} TEST`, certificateSha256: /^[0-9a-f]{64}$/ })
    t.match(signatures[0]?.at, { time: `${now.slice(0, 19)}.000Z`, proven: false })
    t.same(
      signatures[0]?.checks.map(({ name, verdict }) => `${name} ${verdict}`),
      ['range', 'unchanged', 'digest', 'signature', 'certificate', 'usage', 'chain', 'dates']
        .map((name) => `${name} holds`)
        .concat('revocation not_checked'),
    )
  }
})

t.test('every flipped bit of what is signed is refused', async (t) => {
  const bits = signedBits(signed, prepared)
  for (let turn = 0; turn < FLIPS; turn += 1) {
    const bit = Math.floor(((turn + 0.5) * bits) / FLIPS)
    t.not(await refusal(withFlip(signed, prepared, bit)), '', `bit ${bit}`)
  }
})

t.test(
  'a flipped bit of the signature itself is refused, or changes nothing that it says',
  async (t) => {
    const { hole } = prepared
    const good = await verifyPades(signed, options)
    const cms = (await makeCms(prepared.digest, signer)).length * 2
    const contents = (pdf: Uint8Array) =>
      Buffer.from(pdf.subarray(hole.from, hole.to)).toString('latin1').toLowerCase()
    const uncovered: number[] = []
    const spots = Array.from({ length: SPOTS }, (_, turn) => Math.floor((turn * cms) / SPOTS))
    for (const at of [...spots, cms + 10, cms + 11, hole.to - hole.from, hole.to - hole.from + 1]) {
      for (const mask of [0x01, 0x10, 0x20]) {
        const bad = Uint8Array.from(signed)
        bad[hole.from - 1 + at] = (bad[hole.from - 1 + at] ?? 0) ^ mask
        if ((await refusal(bad)) !== '') continue
        t.same(await verifyPades(bad, options), good, `digit ${at}`)
        if (contents(bad) !== contents(signed)) uncovered.push(at)
      }
    }
    // The versions and the list of digests, before the certificates, and a digit after them are the only bytes of a
    // CMS that nothing vouches for.
    t.ok(uncovered.length <= 6, `taken though another byte: ${uncovered}`)
    t.same(
      uncovered.filter((at) => at >= cms),
      [],
      'the padding is zeros',
    )
  },
)

/** Adds a revision to the signed file. */
function later(change: (revision: Revision) => void): Uint8Array {
  const revision = createRevision(readPdf(signed))
  change(revision)
  return revision.write().bytes
}
function changed(
  revision: Revision,
  ref: PdfRef | undefined,
  entries: Record<string, PdfValue | undefined>,
) {
  const dict = ref && revision.get(ref)
  if (ref === undefined || !isDict(dict)) throw new TypeError('no dictionary')
  revision.set(ref, withEntries(dict, entries))
}
const formRef = ({ file }: Revision) => {
  const ref = file.dict(file.trailer.entries.get('Root'), 'x').entries.get('AcroForm')
  return isRef(ref) ? ref : undefined
}

t.test('whatever a later revision changes, but for evidence, is told', async (t) => {
  const changes: Record<string, (revision: Revision) => void> = {
    'a page has other contents': (it) =>
      changed(it, pagesOf(it.file)[0], {
        Contents: it.add({ kind: 'stream', dict: pdfDict({}), data: Buffer.from('q Q') }),
      }),
    'the contents of a page are exchanged in place': (it) => {
      const contents = it.file.dict(pagesOf(it.file)[0], 'page').entries.get('Contents')
      const [ref] =
        contents && typeof contents === 'object' && contents.kind === 'array'
          ? contents.items
          : [contents]
      if (!isRef(ref)) throw new TypeError('no contents')
      it.set(ref, { kind: 'stream', dict: pdfDict({}), data: Buffer.from('q Q') })
    },
    'something is seen on a page': (it) => {
      const page = it.file.dict(pagesOf(it.file)[0], 'page')
      const annots = it.file.resolve(page.entries.get('Annots'))
      const items =
        annots && typeof annots === 'object' && annots.kind === 'array' ? annots.items : []
      const note = it.add(pdfDict({ Type: pdfName('Annot'), Subtype: pdfName('FreeText') }))
      changed(it, pagesOf(it.file)[0], { Annots: pdfArray([...items, note]) })
    },
    'a page is added': (it) => changed(it, undefinedPages(it), { Count: 2 }),
    'the file does something when opened': (it) =>
      changeCatalog(it, { OpenAction: pdfDict({ S: pdfName('JavaScript'), JS: pdfText('x') }) }),
    'the form draws anew': (it) => changed(it, formRef(it), { NeedAppearances: true }),
    'the appearance of the field': (it) =>
      changed(it, signatureFields(it.file)[0]?.ref, { AP: pdfDict({}) }),
    'a second field that is seen': (it) => {
      const field = it.add(pdfDict({ FT: pdfName('Sig'), Rect: pdfArray([0, 0, 90, 90]) }))
      const fields = signatureFields(it.file).map(({ ref }) => ref)
      changed(it, formRef(it), { Fields: pdfArray([...fields, field]) })
    },
    'the signature is taken out of the form': (it) =>
      changed(it, formRef(it), { Fields: pdfArray([]) }),
    'the whole form is taken out': (it) => changeCatalog(it, { AcroForm: undefined }),
    'another catalogue with the same content': (it) => {
      it.set(catalogOf(it).ref, pdfDict({ Type: pdfName('Catalog') }))
    },
  }
  for (const [name, change] of Object.entries(changes)) {
    const { signatures } = await verifyPades(later(change), options)
    t.same(brokenOf(signatures[0]), ['unchanged'], name)
    const [, unchanged] = signatures[0]?.checks ?? []
    t.match(unchanged?.evidence, /^changed after signing/, name)
  }
  const evidence = later((it) => changeCatalog(it, { DSS: it.add(pdfDict({})) }))
  t.same(await broken(evidence), [], 'a document security store is no change')
  t.same(await broken(Buffer.concat([signed, Buffer.from('\n')])), [], 'nor is a line end')
})
function undefinedPages({ file }: Revision): PdfRef | undefined {
  const pages = file.dict(file.trailer.entries.get('Root'), 'x').entries.get('Pages')
  return isRef(pages) ? pages : undefined
}

t.test('a chain that does not lead to a root that is believed is told', async (t) => {
  const other = await testAuthority()
  t.teardown(other.drop)
  t.same(await broken(signed, { roots: [other.root.certificate] }), ['chain'])
  t.same(await broken(signed, { roots: [] }), ['chain'])
  const alone = await finishSignature(prepared, { ...signer, chain: [] })
  t.same(await broken(alone), ['chain'], 'the issuer is not in the file')
  const stranger = await other.issue('stranger', { key: 'P-384' })
  const forged = testSigner(authority, stranger, 'ecdsa-sha384')
  t.same(await broken(await finishSignature(prepared, forged)), ['chain'], 'an issuer of that name')
})

t.test('a certificate for another use, or not valid then, is told', async (t) => {
  const wrong = await authority.issue('agreement', { key: 'P-384', extensions: 'authentication' })
  const misused = await finishSignature(prepared, testSigner(authority, wrong, 'ecdsa-sha384'))
  t.same(await broken(misused), ['usage'])
  const claims = { at: '2019-01-01T00:00:00Z' }
  const early = await prepareSignature(base, 'signature', { claims })
  t.same(await broken(await finishSignature(early, signer)), ['dates'])
  const below = { ...signer, chain: [issued.certificate] }
  const leaf = await authority.issue('leaf', { key: 'P-384' })
  const issuedByLeaf = testSigner(authority, leaf, 'ecdsa-sha384')
  t.same(await broken(await finishSignature(prepared, { ...issuedByLeaf, chain: below.chain })), [
    'chain',
  ])
})

t.test('a certificate exchanged for a twin of the same key and number is told', async (t) => {
  const serial = ['-set_serial', '0x1234567890abcdef']
  const one = await authority.issue('tweeling-a', { key: 'P-384', more: serial })
  const key = ['-key', `${authority.folder}/tweeling-a.key`]
  // An ECDSA signature has one of a few lengths: a few twins are enough to find one that fits in place.
  let two = one
  for (
    let turn = 0;
    turn < 40 && (two === one || two.certificate.length !== one.certificate.length);
    turn += 1
  )
    two = await authority.issue('tweeling-b', { key: 'P-384', more: [...serial, ...key] })
  const cms = await makeCms(prepared.digest, testSigner(authority, one, 'ecdsa-sha384'))
  const at = Buffer.from(cms).indexOf(one.certificate)
  t.ok(at > 0)
  const swapped = Uint8Array.from(cms)
  swapped.set(two.certificate, at)
  t.same(await broken(fill(prepared, swapped)), ['certificate'])
})

t.test('a byte range that leaves out more than the signature is told', async (t) => {
  const text = Buffer.from(signed).toString('latin1')
  const [whole = '', a = '', b = '', c = ''] =
    /\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/.exec(text) ?? []
  const at = text.indexOf(whole)
  for (const numbers of [
    [Number(a) - 1, Number(b), Number(c)],
    [Number(a), Number(b) + 1, Number(c) - 1],
    [Number(a), Number(b), Number(c) - 1],
    [Number(a), Number(b), Number(c) + 1],
    [Number(a), Number(b), 0],
  ]) {
    const bad = Buffer.from(signed)
    bad.write(`/ByteRange [0 ${numbers.join(' ')}`.padEnd(whole.length - 1), at, 'latin1')
    t.match(await refusal(bad), /range|digest/, numbers.join(' '))
  }
})

t.test('damaged, cut and foreign bytes give typed errors only', async (t) => {
  const cut = fc.nat(signed.length).map((end) => signed.slice(0, end))
  const spliced = fc
    .tuple(fc.nat(signed.length), fc.uint8Array({ maxLength: 60 }))
    .map(([at, bytes]) => {
      const bad = Uint8Array.from(signed)
      bad.set(bytes.subarray(0, bad.length - at), at)
      return bad
    })
  const tail = fc.uint8Array({ maxLength: 200 }).map((junk) => Buffer.concat([signed, junk]))
  const noise = fc
    .uint8Array({ maxLength: 500 })
    .map((junk) => Buffer.concat([Buffer.from('%PDF-1.7\n'), junk]))
  await fc.assert(
    fc.asyncProperty(fc.oneof(cut, spliced, tail, noise), async (bytes) => {
      await refusal(bytes)
    }),
    { numRuns: FUZZ },
  )
  const deep = `%PDF-1.7\n1 0 obj\n${'['.repeat(100_000)}\nendobj\n`
  const xref = `xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<</Size 2/Root 1 0 R>>`
  const bomb = `${deep}${xref}\nstartxref\n${deep.length}\n%%EOF\n`
  t.equal(await refusal(Buffer.from(bomb)), 'SYNTAX')
})

t.test('garbage in the place of a signature is told', async (t) => {
  const cms = await makeCms(prepared.digest, signer)
  const good = await verifyPades(fill(prepared, cms), options)
  const uncovered: number[] = []
  for (let turn = 0; turn < 60; turn += 1) {
    const bad = Uint8Array.from(cms)
    const at = Math.floor((turn * bad.length) / 60)
    bad[at] = (bad[at] ?? 0) ^ 0xff
    const found = await refusal(fill(prepared, bad))
    if (found !== '') continue
    t.same(await verifyPades(fill(prepared, bad), options), good, `byte ${at}`)
    uncovered.push(at)
  }
  t.ok(uncovered.length <= 2, `taken with another byte: ${uncovered}`)
  t.match(await refusal(fill(prepared, new Uint8Array())), /form/)
  t.match(await refusal(fill(prepared, Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff))), /form/)
})
