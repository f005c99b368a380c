import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'
import { type Operation, operationsOf } from './operations.ts'

/** A file to be judged, parsed once. */
export interface Subject {
  readonly bytes: Buffer
  readonly doc: PDFDocument
  readonly objects: readonly (readonly [PDFRef, PDFObject])[]
  readonly pages: readonly PageContent[]
  /** All that draws: the pages and every form XObject, of which appearances are made. */
  readonly drawings: readonly Drawing[]
}
export interface Drawing {
  readonly resources: PDFDict | undefined
  readonly operations: readonly Operation[]
}
export interface PageContent extends Drawing {
  readonly page: PDFPage
}

/** One rule: what a file that keeps it shows, and how one that does not breaks it. */
export interface Rule {
  readonly name: string
  /** The clause, and the rule in few words. */
  readonly says: string
  /** What breaks the rule, in words without content of the document; a thrown error breaks it too. */
  readonly faults: (subject: Subject) => readonly string[]
}

/** Parses a file. Throws what the parser throws. */
export async function subjectOf(bytes: Uint8Array): Promise<Subject> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true })
  const objects = doc.context.enumerateIndirectObjects()
  const pages = doc.getPages().map((page) => ({
    page,
    resources: page.node.Resources(),
    operations: operationsOf(contentOf(page)),
  }))
  const forms = objects.flatMap(([, object]) =>
    object instanceof PDFRawStream && nameOf(object.dict, 'Subtype') === 'Form'
      ? [{ resources: dictOf(object.dict, 'Resources'), operations: operationsOf(plain(object)) }]
      : [],
  )
  return { bytes: Buffer.from(bytes), doc, objects, pages, drawings: [...pages, ...forms] }
}

function contentOf(page: PDFPage): Buffer {
  const contents = page.node.Contents()
  const streams =
    contents instanceof PDFArray
      ? contents.asArray().map((it) => page.doc.context.lookup(it))
      : [contents]
  const parts = streams.flatMap((it) =>
    it instanceof PDFRawStream ? [Buffer.from(decoded(it)), Buffer.from('\n')] : [],
  )
  return Buffer.concat(parts)
}

/** What a rule of its own judges is no reason to see nothing of the rest. */
function plain(stream: PDFRawStream): Buffer {
  try {
    return Buffer.from(decoded(stream))
  } catch {
    return Buffer.alloc(0)
  }
}

/** A stream's bytes without its filters. */
export function decoded(stream: PDFRawStream): Uint8Array {
  return decodePDFRawStream(stream).decode()
}

export function dictOf(from: PDFDict | undefined, key: string): PDFDict | undefined {
  const found = from?.lookup(PDFName.of(key))
  return found instanceof PDFDict ? found : undefined
}

export function arrayOf(from: PDFDict | undefined, key: string): PDFObject[] {
  const found = from?.lookup(PDFName.of(key))
  if (!(found instanceof PDFArray)) return []
  return found.asArray().flatMap((_, at) => {
    const item = found.lookup(at)
    return item === undefined ? [] : [item]
  })
}

export function streamOf(from: PDFDict | undefined, key: string): PDFRawStream | undefined {
  const found = from?.lookup(PDFName.of(key))
  return found instanceof PDFRawStream ? found : undefined
}

export function nameOf(from: PDFDict | undefined, key: string): string | undefined {
  const found = from?.lookup(PDFName.of(key))
  return found instanceof PDFName ? found.decodeText() : undefined
}

export function textOf(from: PDFDict | undefined, key: string): string | undefined {
  const found = from?.lookup(PDFName.of(key))
  return found instanceof PDFString || found instanceof PDFHexString
    ? found.decodeText()
    : undefined
}

export function has(from: PDFDict | undefined, key: string): boolean {
  return from?.has(PDFName.of(key)) ?? false
}

/** Every dictionary of the file, those inside others and those of streams too. */
export function* dictionaries({ objects }: Subject): Generator<PDFDict> {
  for (const [, object] of objects) yield* within(object)
}

function* within(object: PDFObject): Generator<PDFDict> {
  if (object instanceof PDFRawStream) yield* within(object.dict)
  else if (object instanceof PDFArray) for (const item of object.asArray()) yield* within(item)
  else if (object instanceof PDFDict) {
    yield object
    for (const value of object.values()) yield* within(value)
  }
}
