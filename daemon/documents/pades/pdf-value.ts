/** One object of a PDF file. Source: ISO 32000-1, 7.3. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfArray
  | PdfDict
  | PdfStream
export interface PdfName {
  readonly kind: 'name'
  readonly name: string
}
export interface PdfString {
  readonly kind: 'string'
  readonly bytes: Uint8Array
  /** Where it stands in the file, delimiters included; 0 and 0 when it was not read. */
  readonly from: number
  readonly to: number
}
export interface PdfRef {
  readonly kind: 'ref'
  readonly number: number
}
export interface PdfArray {
  readonly kind: 'array'
  readonly items: readonly PdfValue[]
}
export interface PdfDict {
  readonly kind: 'dict'
  readonly entries: ReadonlyMap<string, PdfValue>
}
export interface PdfStream {
  readonly kind: 'stream'
  readonly dict: PdfDict
  /** As it stands in the file: still filtered. */
  readonly data: Uint8Array
}

/** `SYNTAX` it is no sound PDF; `UNSUPPORTED` sound perhaps, but not of a kind that is read here; `MISSING` a part lacks. */
export type PdfFault = 'SYNTAX' | 'UNSUPPORTED' | 'MISSING'

/** A PDF file that cannot be used. Its message holds no content. */
export class PdfError extends Error {
  readonly code: PdfFault
  readonly scope = 'visit'
  constructor(code: PdfFault, what: string, options?: ErrorOptions) {
    super(`the PDF file cannot be used: ${what}`, options)
    this.name = 'PdfError'
    this.code = code
  }
}

export function pdfName(name: string): PdfName {
  return { kind: 'name', name }
}
export function pdfRef(number: number): PdfRef {
  return { kind: 'ref', number }
}
export function pdfArray(items: readonly PdfValue[]): PdfArray {
  return { kind: 'array', items }
}
export function pdfBytes(bytes: Uint8Array): PdfString {
  return { kind: 'string', bytes, from: 0, to: 0 }
}
/** A dictionary; what is undefined is left out. */
export function pdfDict(entries: Readonly<Record<string, PdfValue | undefined>>): PdfDict {
  const kept = new Map<string, PdfValue>()
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) kept.set(key, value)
  return { kind: 'dict', entries: kept }
}
/** A dictionary with some entries replaced; those that are undefined go. */
export function withEntries(
  { entries }: PdfDict,
  changed: Readonly<Record<string, PdfValue | undefined>>,
): PdfDict {
  const { entries: fresh } = pdfDict(changed)
  const kept = [...entries].filter(([key]) => !(key in changed))
  return { kind: 'dict', entries: new Map([...kept, ...fresh]) }
}

/** A text string: UTF-16BE with its mark. Source: ISO 32000-1, 7.9.2.2. */
export function pdfText(text: string): PdfString {
  const bytes = new Uint8Array(2 + 2 * text.length)
  bytes.set([0xfe, 0xff])
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 + 2 * at, text.charCodeAt(at))
  return pdfBytes(bytes)
}

/** The text of a text string; of PDFDocEncoding only what it shares with Latin-1. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (value === null || typeof value !== 'object' || value.kind !== 'string') return undefined
  const { bytes } = value
  const wide = bytes[0] === 0xfe && bytes[1] === 0xff
  return wide ? new TextDecoder('utf-16be').decode(bytes.subarray(2)) : latin1(bytes)
}

export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** A date string in UTC. Source: ISO 32000-1, 7.9.4. */
export function pdfDate(iso: string): PdfString {
  const digits = new Date(iso).toISOString().replace(/\D/g, '').slice(0, 14)
  return pdfBytes(new TextEncoder().encode(`D:${digits}Z`))
}

export function isDict(value: PdfValue | undefined): value is PdfDict {
  return value !== null && typeof value === 'object' && value.kind === 'dict'
}
export function isArray(value: PdfValue | undefined): value is PdfArray {
  return value !== null && typeof value === 'object' && value.kind === 'array'
}
export function isRef(value: PdfValue | undefined): value is PdfRef {
  return value !== null && typeof value === 'object' && value.kind === 'ref'
}
export function isStream(value: PdfValue | undefined): value is PdfStream {
  return value !== null && typeof value === 'object' && value.kind === 'stream'
}
export function isString(value: PdfValue | undefined): value is PdfString {
  return value !== null && typeof value === 'object' && value.kind === 'string'
}
/** Whether a value is the name `name`. */
export function isNamed(value: PdfValue | undefined, name: string): boolean {
  return value !== null && typeof value === 'object' && value.kind === 'name' && value.name === name
}
