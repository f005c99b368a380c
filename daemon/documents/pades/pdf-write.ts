import { type PdfDict, PdfError, type PdfValue, withEntries } from './pdf-value.ts'

/** Bytes that grow. */
export class Output {
  private readonly parts: Uint8Array[]
  length: number
  constructor(begin: Uint8Array) {
    this.parts = [begin]
    this.length = begin.length
  }
  text(text: string): void {
    this.binary(Buffer.from(text, 'latin1'))
  }
  binary(bytes: Uint8Array): void {
    this.parts.push(bytes)
    this.length += bytes.length
  }
  bytes(): Uint8Array {
    return Uint8Array.from(Buffer.concat(this.parts))
  }
}

/** Writes one object; every string in hexadecimal digits. Source: ISO 32000-1, 7.3. */
export function writeValue(out: Output, value: PdfValue): void {
  if (value === null || typeof value === 'boolean') out.text(String(value))
  else if (typeof value === 'number') out.text(numberText(value))
  else if (value.kind === 'name') out.text(`/${nameText(value.name)}`)
  else if (value.kind === 'string') out.text(`<${Buffer.from(value.bytes).toString('hex')}>`)
  else if (value.kind === 'ref') out.text(`${value.number} 0 R`)
  else if (value.kind === 'array') writeItems(out, value.items)
  else if (value.kind === 'dict') writeDict(out, value)
  else {
    writeDict(out, withEntries(value.dict, { Length: value.data.length }))
    out.text('\nstream\n')
    out.binary(value.data)
    out.text('\nendstream')
  }
}

function writeItems(out: Output, items: readonly PdfValue[]): void {
  out.text('[')
  for (const [at, item] of items.entries()) {
    if (at > 0) out.text(' ')
    writeValue(out, item)
  }
  out.text(']')
}

function writeDict(out: Output, { entries }: PdfDict): void {
  out.text('<<')
  for (const [key, entry] of entries) {
    out.text(`/${nameText(key)} `)
    writeValue(out, entry)
  }
  out.text('>>')
}

/** With every digit, for a page that is written again must stay the same; never with an exponent, which PDF does not know. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new PdfError('SYNTAX', 'a number that is none')
  const text = String(value)
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

function nameText(name: string): string {
  return name.replace(/[^!-~]|[()<>[\]{}/%#]/g, (char) => {
    return `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
