import { latin1, PdfError, type PdfValue } from './pdf-value.ts'

/** A place in a file that moves on as values are read. */
export interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

/** Deeper than any document of ours; a file of brackets must not exhaust the stack. */
const MOST_NESTED = 64
const SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20])
const DELIMITER = new Set(Array.from('()<>[]{}/%', (char) => char.charCodeAt(0)))
const [LF, CR] = [0x0a, 0x0d]

function syntax(cursor: Cursor, what: string): PdfError {
  return new PdfError('SYNTAX', `${what} at byte ${cursor.at}`)
}

/** Moves over white space and comments. */
export function skipSpace(cursor: Cursor): void {
  for (;;) {
    const byte = cursor.bytes[cursor.at]
    if (byte === undefined) return
    if (byte === 0x25) while (!atLineEnd(cursor)) cursor.at += 1
    else if (SPACE.has(byte)) cursor.at += 1
    else return
  }
}
function atLineEnd({ bytes, at }: Cursor): boolean {
  return at >= bytes.length || bytes[at] === LF || bytes[at] === CR
}

/** A run of regular characters: a number or a keyword. */
export function readWord(cursor: Cursor): string {
  const from = cursor.at
  for (;;) {
    const byte = cursor.bytes[cursor.at]
    if (byte === undefined || SPACE.has(byte) || DELIMITER.has(byte)) break
    cursor.at += 1
  }
  return latin1(cursor.bytes.subarray(from, cursor.at))
}

/** Whether the bytes here are `text`; moves behind it when they are. */
export function take(cursor: Cursor, text: string): boolean {
  for (let at = 0; at < text.length; at += 1)
    if (cursor.bytes[cursor.at + at] !== text.charCodeAt(at)) return false
  cursor.at += text.length
  return true
}

/** The next keyword must be `word`. @throws PdfError */
export function expectWord(cursor: Cursor, word: string): void {
  skipSpace(cursor)
  if (readWord(cursor) !== word) throw syntax(cursor, `no ${word}`)
}

/** A whole number without a sign. @throws PdfError */
export function readCount(cursor: Cursor): number {
  skipSpace(cursor)
  const word = readWord(cursor)
  if (!/^\d{1,10}$/.test(word)) throw syntax(cursor, 'no whole number')
  return Number(word)
}

/** Reads one object; of a stream, its dictionary. @throws PdfError */
export function readValue(cursor: Cursor, nested = 0): PdfValue {
  if (nested > MOST_NESTED) throw syntax(cursor, 'nested too deep')
  skipSpace(cursor)
  if (take(cursor, '<<')) return readDict(cursor, nested)
  if (take(cursor, '[')) return readArray(cursor, nested)
  switch (cursor.bytes[cursor.at]) {
    case 0x2f:
      return { kind: 'name', name: readName(cursor) }
    case 0x28:
      return readLiteral(cursor)
    case 0x3c:
      return readHex(cursor)
    default:
      return readPlain(cursor)
  }
}

function readDict(cursor: Cursor, nested: number): PdfValue {
  const entries = new Map<string, PdfValue>()
  for (;;) {
    skipSpace(cursor)
    if (take(cursor, '>>')) return { kind: 'dict', entries }
    if (cursor.bytes[cursor.at] !== 0x2f) throw syntax(cursor, 'a key that is no name')
    const key = readName(cursor)
    // Two readers may disagree on which of the two counts, so none is taken.
    if (entries.has(key)) throw syntax(cursor, 'a key twice')
    entries.set(key, readValue(cursor, nested + 1))
  }
}

function readArray(cursor: Cursor, nested: number): PdfValue {
  const items: PdfValue[] = []
  for (;;) {
    skipSpace(cursor)
    if (take(cursor, ']')) return { kind: 'array', items }
    items.push(readValue(cursor, nested + 1))
  }
}

function readName(cursor: Cursor): string {
  cursor.at += 1
  const raw = readWord(cursor)
  const name = raw.replace(/#([0-9a-f]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  if (name.length > 127) throw syntax(cursor, 'a name too long')
  return name
}

function readHex(cursor: Cursor): PdfValue {
  const from = cursor.at
  const end = cursor.bytes.indexOf(0x3e, from)
  if (end < 0) throw syntax(cursor, 'an open hexadecimal string')
  const digits = latin1(cursor.bytes.subarray(from + 1, end)).replace(/[\s\0]/g, '')
  if (!/^[0-9a-f]*$/i.test(digits)) throw syntax(cursor, 'a string that is not hexadecimal')
  const even = digits.length % 2 === 0 ? digits : `${digits}0`
  const bytes = new Uint8Array(even.length / 2)
  for (let at = 0; at < bytes.length; at += 1)
    bytes[at] = Number.parseInt(even.slice(2 * at, 2 * at + 2), 16)
  cursor.at = end + 1
  return { kind: 'string', bytes, from, to: cursor.at }
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** A string in parentheses, which may hold pairs of them. Source: ISO 32000-1, 7.3.4.2. */
function readLiteral(cursor: Cursor): PdfValue {
  const from = cursor.at
  const bytes: number[] = []
  let open = 1
  cursor.at += 1
  for (;;) {
    const byte = cursor.bytes[cursor.at]
    if (byte === undefined) throw syntax(cursor, 'an open string')
    cursor.at += 1
    if (byte === 0x5c) {
      readEscape(cursor, bytes)
      continue
    }
    if (byte === 0x28) open += 1
    if (byte === 0x29) open -= 1
    if (open === 0) return { kind: 'string', bytes: Uint8Array.from(bytes), from, to: cursor.at }
    bytes.push(byte)
  }
}

function readEscape(cursor: Cursor, bytes: number[]): void {
  const ahead = latin1(cursor.bytes.subarray(cursor.at, cursor.at + 3))
  const octal = /^[0-7]{1,3}/.exec(ahead)?.[0]
  const lineEnd = /^(?:\r\n|\r|\n)/.exec(ahead)?.[0]
  cursor.at += octal?.length ?? lineEnd?.length ?? 1
  if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff)
  else if (lineEnd === undefined) {
    const char = ahead.charAt(0)
    bytes.push(ESCAPES[char] ?? char.charCodeAt(0))
  }
}

function readPlain(cursor: Cursor): PdfValue {
  const word = readWord(cursor)
  if (word === 'null') return null
  if (word === 'true' || word === 'false') return word === 'true'
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) throw syntax(cursor, 'no object')
  return readRef(cursor, word) ?? Number(word)
}

/** `12 0 R`: a number that two more words make a reference. */
function readRef(cursor: Cursor, word: string): PdfValue | undefined {
  if (!/^\d{1,10}$/.test(word)) return undefined
  const after = cursor.at
  skipSpace(cursor)
  const generation = readWord(cursor)
  skipSpace(cursor)
  if (/^\d{1,5}$/.test(generation) && readWord(cursor) === 'R') {
    if (generation !== '0') throw new PdfError('UNSUPPORTED', 'a generation other than 0')
    return { kind: 'ref', number: Number(word) }
  }
  cursor.at = after
  return undefined
}
