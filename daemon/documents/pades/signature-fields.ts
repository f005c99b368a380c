import type { PdfFile } from './pdf-file.ts'
import {
  isArray,
  isDict,
  isNamed,
  isRef,
  type PdfDict,
  PdfError,
  type PdfRef,
  type PdfValue,
  textOf,
} from './pdf-value.ts'

/** A signature field that is also its only widget. Source: ISO 32000-1, 12.7.4.5. */
export interface SignatureField {
  readonly name: string
  readonly ref: PdfRef
  readonly dict: PdfDict
}

/** The signature fields of a file, in the order of its form. @throws PdfError */
export function signatureFields(file: PdfFile): SignatureField[] {
  const catalog = file.dict(file.trailer.entries.get('Root'), 'catalogue')
  const form = file.resolve(catalog.entries.get('AcroForm'))
  if (!isDict(form)) return []
  const fields = file.resolve(form.entries.get('Fields'))
  if (!isArray(fields)) return []
  return fields.items.flatMap((item) => {
    const dict = file.resolve(item)
    if (!isRef(item) || !isDict(dict) || !isNamed(file.resolve(dict.entries.get('FT')), 'Sig'))
      return []
    const name = textOf(file.resolve(dict.entries.get('T'))) ?? ''
    return [{ name, ref: item, dict }]
  })
}

/** The one empty signature field called `name`. @throws PdfError when there is none, or it is signed already. */
export function emptyField(file: PdfFile, name: string): SignatureField {
  const [field, ...more] = signatureFields(file).filter((it) => it.name === name)
  if (field === undefined || more.length > 0) throw new PdfError('MISSING', 'no signature field')
  if (file.resolve(field.dict.entries.get('V')) !== null)
    throw new PdfError('MISSING', 'no empty signature field')
  return field
}

/** Where a field is on its page: [left, bottom, right, top] in points. @throws PdfError */
export function rectOf(file: PdfFile, { dict }: SignatureField): readonly number[] {
  const rect = file.resolve(dict.entries.get('Rect'))
  const sides = isArray(rect) ? rect.items.map((side) => file.resolve(side)) : []
  const numbers = sides.filter((side) => typeof side === 'number')
  if (numbers.length !== 4) throw new PdfError('MISSING', 'no place for the signature field')
  return numbers
}

/** The pages, in order. @throws PdfError */
export function pagesOf(file: PdfFile): PdfRef[] {
  const pages: PdfRef[] = []
  const seen = new Set<number>()
  const visit = (value: PdfValue | undefined): void => {
    if (!isRef(value) || seen.has(value.number)) throw new PdfError('SYNTAX', 'no page tree')
    seen.add(value.number)
    const node = file.dict(value, 'page tree')
    if (isNamed(file.resolve(node.entries.get('Type')), 'Page')) pages.push(value)
    else {
      const kids = file.resolve(node.entries.get('Kids'))
      if (isArray(kids)) for (const kid of kids.items) visit(kid)
    }
  }
  visit(file.dict(file.trailer.entries.get('Root'), 'catalogue').entries.get('Pages'))
  return pages
}

/** The page that a field is on, from 1. @throws PdfError */
export function pageNumber(file: PdfFile, { dict }: SignatureField): number {
  const page = dict.entries.get('P')
  const at = pagesOf(file).findIndex(({ number }) => isRef(page) && page.number === number)
  if (at < 0) throw new PdfError('MISSING', 'no page of the signature field')
  return at + 1
}
