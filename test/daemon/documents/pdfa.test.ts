import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib'
import fc from 'fast-check'
import t from 'tap'
import { decoded } from '../../../daemon/documents/pdfa/subject.ts'
import { checkPdfA } from '../../../daemon/documents/pdfa.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { PARAGRAPH, specimenInput } from './specimen.ts'

const text = Array.from({ length: 9 }, () => PARAGRAPH).join('\n\n')
const attachments = [{ name: 'foto.jpg', pages: 1, sha256: '01'.repeat(32) }]
const sound = await makeStatement(specimenInput({ text, attachments }))
const N = PDFName.of
const XML_LENGTH =
  /\/Subtype \/XML\n\/Length \d+/.exec(Buffer.from(sound).toString('latin1'))?.[0] ?? ''

async function broken(pdf: Uint8Array): Promise<string[]> {
  return (await checkPdfA(pdf)).flatMap(({ name, holds }) => (holds ? [] : [name]))
}

/** The same file with one thing changed in its objects. */
async function changed(change: (doc: PDFDocument) => void): Promise<Uint8Array> {
  const doc = await PDFDocument.load(sound, { updateMetadata: false })
  change(doc)
  return await doc.save({ useObjectStreams: false, updateFieldAppearances: false })
}
/** The same file with one thing changed in its bytes; both texts are of one length. */
function patched(from: string, to: string): Uint8Array {
  if (from.length !== to.length) throw new TypeError('a patch moves nothing')
  const file = Buffer.from(sound).toString('latin1')
  if (!file.includes(from)) throw new TypeError(`nothing to patch: ${from}`)
  return Buffer.from(file.replace(from, to), 'latin1')
}

/** The first dictionary with this key and value. */
function find(doc: PDFDocument, key: string, value: string): PDFDict {
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFRawStream ? object.dict : object
    if (dict instanceof PDFDict && String(dict.get(N(key))) === value) return dict
  }
  throw new TypeError(`no ${key} ${value}`)
}
const at = (from: PDFDict, key: string) => from.lookup(N(key), PDFDict)
const font = (doc: PDFDocument) => find(doc, 'Subtype', '/Type0')
const cidFont = (doc: PDFDocument) =>
  font(doc).lookup(N('DescendantFonts'), PDFArray).lookup(0, PDFDict)
const widget = (doc: PDFDocument) => find(doc, 'Subtype', '/Widget')

/** Writes a stream anew. */
function rewrite(
  doc: PDFDocument,
  dict: PDFDict,
  key: string,
  edit: (text: string) => string,
): void {
  const old = dict.lookup(N(key))
  if (!(old instanceof PDFRawStream)) throw new TypeError(`no stream ${key}`)
  const fresh = Buffer.from(edit(Buffer.from(decoded(old)).toString('latin1')), 'latin1')
  const stream = doc.context.stream(fresh)
  for (const [name, value] of old.dict.entries())
    if (!['/Filter', '/Length'].includes(String(name))) stream.dict.set(name, value)
  dict.set(N(key), doc.context.register(stream))
}
function draw(doc: PDFDocument, operators: string): void {
  const stream = doc.context.register(doc.context.stream(operators))
  doc.getPage(0).node.lookup(N('Contents'), PDFArray).push(stream)
}

const CASES: Readonly<Record<string, readonly (() => Promise<Uint8Array> | Uint8Array)[]>> = {
  header: [() => patched('%\x81\x81\x81\x81', '%aaaa')],
  'file-id': [
    () =>
      changed((doc) => {
        delete doc.context.trailerInfo.ID
      }),
    () => patched('/ID [ <', '/Ix [ <'),
  ],
  'not-encrypted': [
    () =>
      changed((doc) => {
        doc.context.trailerInfo.Encrypt = doc.context.register(doc.context.obj({ Filter: 'X' }))
      }),
  ],
  'cross-reference': [
    () => patched('0000000016 00000 n', '0000000017 00000 n'),
    () => Buffer.concat([sound, Buffer.from('\nmore')]),
  ],
  streams: [
    () => changed((doc) => find(doc, 'Subtype', '/XML').set(N('F'), PDFString.of('elsewhere'))),
    () =>
      patched(
        XML_LENGTH,
        XML_LENGTH.replace(/\d$/, (digit) => (digit === '9' ? '8' : '9')),
      ),
    () => changed((doc) => find(doc, 'Subtype', '/Form').set(N('Filter'), N('LZWDecode'))),
  ],
  'no-transparency': [
    () =>
      changed((doc) =>
        at(doc.getPage(0).node, 'Resources').set(
          N('ExtGState'),
          doc.context.obj({ G: { ca: 0.5 } }),
        ),
      ),
    () =>
      changed((doc) => doc.getPage(0).node.set(N('Group'), doc.context.obj({ S: 'Transparency' }))),
  ],
  'no-actions': [
    () =>
      changed((doc) =>
        doc.catalog.set(
          N('OpenAction'),
          doc.context.obj({ S: 'JavaScript', JS: PDFString.of('x') }),
        ),
      ),
    () => changed((doc) => doc.getPage(0).node.set(N('AA'), doc.context.obj({}))),
  ],
  form: [
    () => changed((doc) => at(doc.catalog, 'AcroForm').set(N('NeedAppearances'), PDFBool.True)),
  ],
  metadata: [
    () =>
      changed((doc) =>
        rewrite(doc, doc.catalog, 'Metadata', (xml) => xml.replace('?>', ' encoding="UTF-8"?>')),
      ),
    () => changed((doc) => find(doc, 'Subtype', '/XML').set(N('Subtype'), N('Other'))),
  ],
  'pdfa-identification': [
    () => patched('<pdfaid:part>3<', '<pdfaid:part>2<'),
    () => patched('conformance>B<', 'conformance>U<'),
  ],
  'metadata-agrees': [
    () => patched('<xmp:ModifyDate>2026', '<xmp:ModifyDate>2025'),
    () => changed((doc) => doc.setTitle('Iets anders')),
    () => changed((doc) => doc.setProducer('Iemand anders')),
  ],
  language: [() => changed((doc) => doc.setLanguage('fr-BE'))],
  'title-shown': [
    () =>
      changed((doc) =>
        at(doc.catalog, 'ViewerPreferences').set(N('DisplayDocTitle'), PDFBool.False),
      ),
  ],
  'output-intent': [
    () => changed((doc) => find(doc, 'S', '/GTS_PDFA1').set(N('S'), N('GTS_PDFX'))),
    () => changed((doc) => doc.catalog.delete(N('OutputIntents'))),
    () =>
      changed((doc) =>
        rewrite(doc, find(doc, 'S', '/GTS_PDFA1'), 'DestOutputProfile', (icc) =>
          icc.replace('RGB ', 'CMYK'),
        ),
      ),
    () =>
      changed((doc) =>
        rewrite(doc, find(doc, 'S', '/GTS_PDFA1'), 'DestOutputProfile', (icc) => icc.slice(1)),
      ),
  ],
  colours: [
    () => changed((doc) => draw(doc, '/Artifact BMC 0 0 0 1 k 0 0 9 9 re f EMC')),
    () => changed((doc) => rewrite(doc, at(widget(doc), 'AP'), 'N', () => '0 0 0 1 k')),
  ],
  'fonts-embedded': [
    () => changed((doc) => at(cidFont(doc), 'FontDescriptor').delete(N('FontFile2'))),
    () =>
      changed((doc) =>
        rewrite(doc, at(cidFont(doc), 'FontDescriptor'), 'FontFile2', () => 'no font'),
      ),
  ],
  'fonts-subset': [() => changed((doc) => font(doc).set(N('BaseFont'), N('Atkinson')))],
  'fonts-encoding': [() => changed((doc) => cidFont(doc).set(N('CIDToGIDMap'), N('Other')))],
  glyphs: [
    () => changed((doc) => draw(doc, glyphOf(doc, 'FFF0'))),
    () => changed((doc) => draw(doc, glyphOf(doc, '0000'))),
  ],
  'fonts-unicode': [
    () =>
      changed((doc) =>
        rewrite(doc, font(doc), 'ToUnicode', (map) =>
          map.replace(/<0001> <.*>\n/, '').replace('100 begin', '99 begin'),
        ),
      ),
  ],
  'font-widths': [
    () =>
      changed((doc) =>
        cidFont(doc).lookup(N('W'), PDFArray).lookup(1, PDFArray).set(0, PDFNumber.of(1)),
      ),
  ],
  'cid-set': [
    () =>
      changed((doc) =>
        at(cidFont(doc), 'FontDescriptor').set(
          N('CIDSet'),
          doc.context.register(doc.context.stream(Buffer.from([0x80]))),
        ),
      ),
  ],
  annotations: [
    () => changed((doc) => widget(doc).set(N('F'), PDFNumber.of(6))),
    () => changed((doc) => widget(doc).delete(N('AP'))),
    () => changed((doc) => at(widget(doc), 'AP').set(N('D'), PDFString.of('x'))),
  ],
  'annotations-tagged': [
    () => changed((doc) => doc.getPages().at(-1)?.node.set(N('Tabs'), N('R'))),
  ],
  'signature-field': [
    () => changed((doc) => widget(doc).set(N('T'), PDFString.of('other'))),
    () => changed((doc) => at(doc.catalog, 'AcroForm').set(N('Fields'), doc.context.obj([]))),
  ],
  attachments: [
    () => changed((doc) => find(doc, 'Type', '/Filespec').set(N('AFRelationship'), N('Source'))),
    () => changed((doc) => doc.catalog.delete(N('AF'))),
    () =>
      changed((doc) =>
        at(find(doc, 'Type', '/EmbeddedFile'), 'Params').set(
          N('CheckSum'),
          PDFHexString.of('00'.repeat(16)),
        ),
      ),
    () => changed((doc) => at(find(doc, 'Type', '/EmbeddedFile'), 'Params').delete(N('ModDate'))),
  ],
  marked: [() => changed((doc) => at(doc.catalog, 'MarkInfo').set(N('Marked'), PDFBool.False))],
  'marked-content': [
    () => changed((doc) => draw(doc, '0 0 9 9 re f')),
    () => changed((doc) => draw(doc, '/P <</MCID 9999>> BDC 0 0 9 9 re f EMC')),
    () => changed((doc) => draw(doc, '/Artifact BMC')),
  ],
  'parent-tree': [
    () => changed((doc) => doc.getPage(0).node.set(N('StructParents'), PDFNumber.of(77))),
  ],
  'structure-types': [
    () => changed((doc) => find(doc, 'S', '/H1').set(N('S'), N('H2'))),
    () => changed((doc) => find(doc, 'S', '/TH').delete(N('A'))),
    () => changed((doc) => find(doc, 'S', '/LBody').set(N('S'), N('TD'))),
  ],
  'reading-order': [
    () =>
      changed((doc) => {
        const kids = find(doc, 'S', '/Document').lookup(N('K'), PDFArray)
        const [first, second] = [kids.get(0), kids.get(1)]
        kids.set(0, second)
        kids.set(1, first)
      }),
  ],
}

function glyphOf(doc: PDFDocument, code: string): string {
  const fonts = at(at(doc.getPage(0).node, 'Resources'), 'Font')
  return `/Artifact BMC BT ${String(fonts.keys()[0])} 9 Tf <${code}> Tj ET EMC`
}

t.test('our papers keep every rule, and still do when another program wrote them', async (t) => {
  for (const check of await checkPdfA(sound)) t.ok(check.holds, `${check.name}: ${check.evidence}`)
  t.same(await broken(await changed(() => undefined)), [])
})

t.test('each rule has a case that breaks it, and nothing else', async (t) => {
  const names = (await checkPdfA(sound)).map(({ name }) => name)
  t.same(Object.keys(CASES).sort(), [...names].sort())
  for (const [name, breaks] of Object.entries(CASES))
    for (const [index, make] of breaks.entries())
      t.same(await broken(await make()), [name], `${name} ${index}`)
})

t.test(
  'a file that is no PDF, is cut or has a flipped byte is judged, never a crash',
  async (t) => {
    t.same(await broken(Buffer.from('not a pdf')), ['readable'])
    t.ok((await broken(sound.subarray(0, sound.length / 2))).length > 0)
    const place = fc.integer({ min: 0, max: sound.length - 1 })
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (index, flip) => {
        const flipped = Uint8Array.from(sound)
        flipped[index] = (flipped[index] ?? 0) ^ flip
        return Array.isArray(await broken(flipped))
      }),
      { numRuns: 40 },
    )
    t.pass()
  },
)
