import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { PdfFile } from './pdf-file.ts'
import {
  isArray,
  isDict,
  isStream,
  isString,
  latin1,
  PdfError,
  type PdfValue,
  pdfArray,
  pdfBytes,
  pdfDate,
  pdfDict,
  pdfName,
  pdfText,
  textOf,
} from './pdf-value.ts'
import { catalogOf, changeCatalog, type Revision } from './revision.ts'

/** A file inside the file. Source: ISO 19005-3, 6.8; ISO 32000-1, 7.11.4. */
export interface Attachment {
  /** ASCII; also its key among the embedded files. */
  readonly name: string
  /** What it is, for people. */
  readonly description: string
  readonly mime: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly bytes: Uint8Array
}

const MOST_KIDS = 64

/** Adds an associated file to the document. @throws PdfError */
export function attach(revision: Revision, { name, description, mime, at, bytes }: Attachment) {
  const stream = revision.add({
    kind: 'stream',
    dict: pdfDict({
      Type: pdfName('EmbeddedFile'),
      Subtype: pdfName(mime),
      Filter: pdfName('FlateDecode'),
      Params: pdfDict({
        Size: bytes.length,
        ModDate: pdfDate(at),
        CheckSum: pdfBytes(createHash('md5').update(bytes).digest()),
      }),
    }),
    data: deflateSync(bytes),
  })
  const spec = revision.add(
    pdfDict({
      Type: pdfName('Filespec'),
      F: pdfBytes(Buffer.from(name, 'latin1')),
      UF: pdfText(name),
      Desc: pdfText(description),
      AFRelationship: pdfName('Data'),
      EF: pdfDict({ F: stream, UF: stream }),
    }),
  )
  const { file } = revision
  const { entries } = catalogOf(revision).dict
  const associated = file.resolve(entries.get('AF'))
  const names = file.resolve(entries.get('Names'))
  const files = isDict(names) ? embeddedFiles(file, names.entries.get('EmbeddedFiles')) : []
  const all = [...files, [name, spec] as const].sort(([a], [b]) => (a < b ? -1 : 1))
  const tree = pdfDict({
    Names: pdfArray(all.flatMap(([key, value]) => [pdfBytes(Buffer.from(key, 'latin1')), value])),
  })
  const others = isDict(names) ? [...names.entries] : []
  changeCatalog(revision, {
    AF: pdfArray([...(isArray(associated) ? associated.items : []), spec]),
    Names: { kind: 'dict', entries: new Map([...others, ['EmbeddedFiles', revision.add(tree)]]) },
  })
}

/** The names of a name tree, its leaves in one list. */
function embeddedFiles(
  file: PdfFile,
  node: PdfValue | undefined,
  nested = 0,
): (readonly [name: string, spec: PdfValue])[] {
  const tree = file.resolve(node)
  if (!isDict(tree) || nested > MOST_KIDS) return []
  const kids = file.resolve(tree.entries.get('Kids'))
  const names = file.resolve(tree.entries.get('Names'))
  const items = isArray(names) ? names.items : []
  const own = items.flatMap((key, at) => {
    const name = at % 2 === 0 ? file.resolve(key) : null
    return isString(name) ? [[latin1(name.bytes), items[at + 1] ?? null] as const] : []
  })
  const below = isArray(kids) ? kids.items : []
  return [...own, ...below.flatMap((kid) => embeddedFiles(file, kid, nested + 1))]
}

/** A file that is associated with the document, by its name; undefined when there is none. @throws PdfError */
export function attachedFile(
  file: PdfFile,
  name: string,
  inflate: (bytes: Uint8Array) => Uint8Array,
): Uint8Array | undefined {
  const catalog = file.dict(file.trailer.entries.get('Root'), 'catalogue')
  const associated = file.resolve(catalog.entries.get('AF'))
  for (const item of isArray(associated) ? associated.items : []) {
    const spec = file.dict(item, 'file specification')
    if (textOf(file.resolve(spec.entries.get('UF'))) !== name) continue
    const stream = file.resolve(file.dict(spec.entries.get('EF'), 'embedded file').entries.get('F'))
    if (!isStream(stream)) throw new PdfError('MISSING', 'no embedded file')
    return stream.dict.entries.has('Filter') ? inflate(stream.data) : stream.data
  }
  return undefined
}
