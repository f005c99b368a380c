import {
  type Cursor,
  expectWord,
  readCount,
  readValue,
  readWord,
  skipSpace,
  take,
} from './pdf-parse.ts'
import { isDict, isRef, latin1, type PdfDict, PdfError, type PdfValue } from './pdf-value.ts'

/** One cross-reference section with its trailer, as a revision has it. */
export interface Section {
  /** Byte offset of its `xref`. */
  readonly at: number
  /** Where each object of the revision is; null for one that it frees. */
  readonly entries: ReadonlyMap<number, number | null>
  readonly trailer: PdfDict
}

/** A PDF file with classic cross-reference tables. Nothing of it is trusted to be what it says. */
export interface PdfFile {
  readonly bytes: Uint8Array
  /** Newest first. */
  readonly sections: readonly Section[]
  readonly trailer: PdfDict
  /** One more than the highest object number. */
  readonly size: number
  /** Byte offset of an object; undefined when there is none. */
  offsetOf(number: number): number | undefined
  /** An object; null when there is none. @throws PdfError */
  object(number: number): PdfValue
  /** What a value stands for: references are followed. @throws PdfError */
  resolve(value: PdfValue | undefined): PdfValue
  /** A dictionary that must be there. @throws PdfError */
  dict(value: PdfValue | undefined, what: string): PdfDict
}

const MOST_SECTIONS = 256
const MOST_OBJECTS = 100_000
const MOST_REFS = 16
/** `startxref`, an offset and `%%EOF` with their line ends. */
const TAIL = /startxref[\r\n]+(\d{1,10})[\r\n]+%%EOF[\r\n]{0,2}$/

/** Reads the structure of a file from its end. Objects are read when asked for. @throws PdfError */
export function readPdf(bytes: Uint8Array): PdfFile {
  if (latin1(bytes.subarray(0, 5)) !== '%PDF-') throw new PdfError('SYNTAX', 'no header')
  return viewOf(bytes, readSections(bytes))
}

/** A file as it was after each of its revisions, newest first. @throws PdfError */
export function revisionsOf({ bytes, sections }: PdfFile): PdfFile[] {
  return sections.map((_, at) => viewOf(bytes, sections.slice(at)))
}

function viewOf(bytes: Uint8Array, sections: readonly Section[]): PdfFile {
  const [newest] = sections
  if (newest === undefined) throw new PdfError('SYNTAX', 'no cross-reference table')
  const { trailer } = newest
  if (trailer.entries.has('Encrypt')) throw new PdfError('UNSUPPORTED', 'it is encrypted')
  const offsets = new Map<number, number | null>()
  for (const { entries } of sections)
    for (const [number, offset] of entries) if (!offsets.has(number)) offsets.set(number, offset)
  const size = sizeOf(trailer)
  for (const number of offsets.keys())
    if (number >= size) throw new PdfError('SYNTAX', 'an object number beyond the size')
  const known = new Map<number, PdfValue>()
  const file: PdfFile = {
    bytes,
    sections,
    trailer,
    size,
    offsetOf: (number) => offsets.get(number) ?? undefined,
    object(number) {
      const before = known.get(number)
      if (before !== undefined) return before
      const offset = offsets.get(number) ?? undefined
      const value = offset === undefined ? null : readObject(file, number, offset)
      known.set(number, value)
      return value
    },
    resolve(value) {
      let at = value ?? null
      for (let hops = 0; isRef(at); hops += 1) {
        if (hops > MOST_REFS) throw new PdfError('SYNTAX', 'references in a circle')
        at = file.object(at.number)
      }
      return at
    },
    dict(value, what) {
      const found = file.resolve(value)
      if (!isDict(found)) throw new PdfError('MISSING', `no ${what}`)
      return found
    },
  }
  return file
}

function sizeOf(trailer: PdfDict): number {
  const size = trailer.entries.get('Size')
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > MOST_OBJECTS)
    throw new PdfError('SYNTAX', 'no usable size')
  return size
}

function readSections(bytes: Uint8Array): Section[] {
  const tail = TAIL.exec(latin1(bytes.subarray(-64)))
  if (!tail) throw new PdfError('SYNTAX', 'no end of file')
  const sections: Section[] = []
  let at: number | undefined = Number(tail[1])
  let limit = bytes.length
  while (at !== undefined) {
    // Each revision lies before the next one: a table that points forward could hide one.
    if (at >= limit || sections.length >= MOST_SECTIONS)
      throw new PdfError('SYNTAX', 'cross-reference tables out of order')
    limit = at
    const section = readSection({ bytes, at })
    sections.push(section)
    at = previous(section)
  }
  return sections
}

function previous({ trailer }: Section): number | undefined {
  const prev = trailer.entries.get('Prev')
  if (prev === undefined) return undefined
  if (typeof prev !== 'number' || !Number.isInteger(prev) || prev < 0)
    throw new PdfError('SYNTAX', 'no usable Prev')
  return prev
}

function readSection(cursor: Cursor): Section {
  const { at } = cursor
  if (!take(cursor, 'xref')) throw new PdfError('UNSUPPORTED', 'no classic cross-reference table')
  const entries = new Map<number, number | null>()
  for (;;) {
    skipSpace(cursor)
    if (take(cursor, 'trailer')) break
    const first = readCount(cursor)
    const count = readCount(cursor)
    if (first + count > MOST_OBJECTS) throw new PdfError('SYNTAX', 'too many objects')
    skipSpace(cursor)
    for (let number = first; number < first + count; number += 1) {
      if (entries.has(number)) throw new PdfError('SYNTAX', 'an object twice in a table')
      entries.set(number, readEntry(cursor))
    }
  }
  const trailer = readValue(cursor)
  if (!isDict(trailer)) throw new PdfError('SYNTAX', 'no trailer')
  if (trailer.entries.has('XRefStm')) throw new PdfError('UNSUPPORTED', 'a hybrid file')
  return { at, entries, trailer }
}

/** Twenty bytes. Source: ISO 32000-1, 7.5.4. */
function readEntry(cursor: Cursor): number | null {
  const line = latin1(cursor.bytes.subarray(cursor.at, cursor.at + 20))
  const parts = /^(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)$/.exec(line)
  if (!parts) throw new PdfError('SYNTAX', 'a damaged cross-reference table')
  cursor.at += 20
  if (parts[3] === 'f') return null
  if (parts[2] !== '00000') throw new PdfError('UNSUPPORTED', 'a generation other than 0')
  return Number(parts[1])
}

function readObject(file: PdfFile, number: number, offset: number): PdfValue {
  const cursor = { bytes: file.bytes, at: offset }
  if (readCount(cursor) !== number || readCount(cursor) !== 0)
    throw new PdfError('SYNTAX', 'a cross-reference table that points beside an object')
  expectWord(cursor, 'obj')
  const value = readValue(cursor)
  skipSpace(cursor)
  const word = readWord(cursor)
  if (word === 'endobj') return value
  if (word !== 'stream' || !isDict(value)) throw new PdfError('SYNTAX', 'an object without end')
  return readStream(file, cursor, value)
}

function readStream(file: PdfFile, cursor: Cursor, dict: PdfDict): PdfValue {
  if (!take(cursor, '\r\n') && !take(cursor, '\n'))
    throw new PdfError('SYNTAX', 'a stream without line end')
  const length = dict.entries.get('Length')
  const count = isRef(length) ? directNumber(file, length.number) : length
  const left = file.bytes.length - cursor.at
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > left)
    throw new PdfError('SYNTAX', 'a stream without usable length')
  const data = file.bytes.subarray(cursor.at, cursor.at + count)
  cursor.at += count
  expectWord(cursor, 'endstream')
  expectWord(cursor, 'endobj')
  return { kind: 'stream', dict, data }
}

/** A number object, read without following anything: a length cannot lie in another stream. */
function directNumber(file: PdfFile, number: number): PdfValue {
  const offset = file.offsetOf(number)
  if (offset === undefined) return null
  const cursor = { bytes: file.bytes, at: offset }
  if (readCount(cursor) !== number || readCount(cursor) !== 0) return null
  expectWord(cursor, 'obj')
  return readValue(cursor)
}
