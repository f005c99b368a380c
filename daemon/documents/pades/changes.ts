import type { PdfFile } from './pdf-file.ts'
import {
  isArray,
  isDict,
  isNamed,
  isRef,
  isStream,
  type PdfArray,
  type PdfDict,
  type PdfValue,
} from './pdf-value.ts'

/** What a later revision may add to a catalogue: evidence for verifying, and the fields of document time-stamps. */
const CATALOG_ADDS = new Set(['DSS', 'Extensions', 'AcroForm'])
const FORM_ADDS = new Set(['Fields', 'SigFlags'])
const PAGE_ADDS = new Set(['Annots'])

/**
 * What differs between a signed revision and the file as it is, other than a document security store and document
 * time-stamps that are not seen: a sentence, or undefined when nothing does. Every object that the signed revision
 * reaches must still be the same bytes at the same place. Source: ETSI EN 319 142-1, 5.4 and 5.5.
 */
export function changeSince(signed: PdfFile, now: PdfFile): string | undefined {
  return new Comparison(signed, now).run()
}

class Comparison {
  private readonly seen = new Set<number>()
  private readonly waiting: PdfValue[] = []
  private readonly signed: PdfFile
  private readonly now: PdfFile
  constructor(signed: PdfFile, now: PdfFile) {
    this.signed = signed
    this.now = now
  }

  run(): string | undefined {
    const root = this.signed.trailer.entries.get('Root')
    if (!same(root, this.now.trailer.entries.get('Root')) || !isRef(root))
      return 'the file has another catalogue'
    const info = this.signed.trailer.entries.get('Info')
    if (!same(info, this.now.trailer.entries.get('Info'))) return 'the description was changed'
    this.waiting.push(info ?? null)
    this.seen.add(root.number)
    const catalog = this.compareDicts(
      this.signed.object(root.number),
      this.now.object(root.number),
      CATALOG_ADDS,
    )
    if (!catalog) return 'the catalogue was changed'
    if (!this.compareForms(catalog)) return 'the form was changed'
    while (this.waiting.length > 0) {
      const change = this.visit(this.waiting.pop() ?? null)
      if (change !== undefined) return change
    }
    return undefined
  }

  private visit(value: PdfValue): string | undefined {
    if (value === null || typeof value !== 'object') return undefined
    if (isRef(value))
      return this.seen.has(value.number) ? undefined : this.visitObject(value.number)
    if (isArray(value)) this.waiting.push(...value.items)
    else if (isDict(value)) this.waiting.push(...value.entries.values())
    else if (isStream(value)) this.waiting.push(value.dict)
    return undefined
  }

  private visitObject(number: number): string | undefined {
    this.seen.add(number)
    const before = this.signed.object(number)
    this.waiting.push(before)
    if (this.signed.offsetOf(number) === this.now.offsetOf(number)) return undefined
    const after = this.now.object(number)
    const isPage = isDict(before) && isNamed(before.entries.get('Type'), 'Page')
    const pages = isPage ? this.compareDicts(before, after, PAGE_ADDS) : undefined
    if (pages && this.compareLists(pages, 'Annots')) return undefined
    return `object ${number} was changed`
  }

  /** Both as dictionaries when they are equal but for what may be added; what is not compared there is left out. */
  private compareDicts(
    before: PdfValue,
    after: PdfValue,
    adds: ReadonlySet<string>,
  ): { readonly before: PdfDict; readonly after: PdfDict } | undefined {
    if (!isDict(before) || !isDict(after)) return undefined
    const keys = new Set([...before.entries.keys(), ...after.entries.keys()])
    for (const key of keys) {
      if (adds.has(key)) continue
      if (!same(before.entries.get(key), after.entries.get(key))) return undefined
      this.waiting.push(before.entries.get(key) ?? null)
    }
    return { before, after }
  }

  private compareForms(catalog: { readonly before: PdfDict; readonly after: PdfDict }): boolean {
    const was = catalog.before.entries.get('AcroForm')
    const is = catalog.after.entries.get('AcroForm')
    if (isRef(was)) {
      if (!same(was, is)) return false
      this.seen.add(was.number)
    }
    const form = this.compareDicts(this.signed.resolve(was), this.now.resolve(is), FORM_ADDS)
    return form !== undefined && this.compareLists(form, 'Fields')
  }

  /** A list that begins as it was, and goes on with document time-stamps only. */
  private compareLists(
    { before, after }: { readonly before: PdfDict; readonly after: PdfDict },
    key: string,
  ): boolean {
    const was = listOf(this.signed, before.entries.get(key))
    const is = listOf(this.now, after.entries.get(key))
    if (was.some((item, at) => !same(item, is[at]))) return false
    this.waiting.push(...was)
    return is.slice(was.length).every((item) => isHiddenTimestamp(this.now, item))
  }
}

function listOf(file: PdfFile, value: PdfValue | undefined): readonly PdfValue[] {
  const list = file.resolve(value)
  return isArray(list) ? list.items : []
}

/** All that the field of a time-stamp needs; anything else could act or draw. */
const STAMP_KEYS = new Set(['Type', 'Subtype', 'FT', 'T', 'V', 'F', 'Rect', 'P', 'AP'])

/** A field of a document time-stamp that nobody sees. */
function isHiddenTimestamp(file: PdfFile, item: PdfValue): boolean {
  const field = file.resolve(item)
  if (!isDict(field) || !isNamed(field.entries.get('FT'), 'Sig')) return false
  if ([...field.entries.keys()].some((key) => !STAMP_KEYS.has(key))) return false
  const value = file.resolve(field.entries.get('V'))
  const rect = listOf(file, field.entries.get('Rect'))
  const hidden = rect.length === 4 && rect.every((side) => side === 0)
  return hidden && isDict(value) && isNamed(value.entries.get('Type'), 'DocTimeStamp')
}

/** Whether two values are written alike; references are compared, not followed. */
function same(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === undefined || b === undefined || a === null || b === null) return a === b
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  if (isArray(a)) return isArray(b) && sameItems(a, b)
  if (isDict(a)) return isDict(b) && sameEntries(a, b)
  if (isRef(a)) return isRef(b) && a.number === b.number
  if (a.kind === 'name') return b.kind === 'name' && a.name === b.name
  if (a.kind === 'string')
    return (
      b.kind === 'string' &&
      a.bytes.length === b.bytes.length &&
      a.bytes.every((x, at) => x === b.bytes[at])
    )
  return false
}
function sameItems(a: PdfArray, b: PdfArray): boolean {
  return a.items.length === b.items.length && a.items.every((item, at) => same(item, b.items[at]))
}
function sameEntries(a: PdfDict, b: PdfDict): boolean {
  if (a.entries.size !== b.entries.size) return false
  return [...a.entries].every(([key, value]) => same(value, b.entries.get(key)))
}
