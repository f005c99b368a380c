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
  pdfArray,
  pdfDict,
  pdfName,
  pdfText,
  textOf,
  withEntries,
} from './pdf-value.ts'
import { catalogOf, changeCatalog, type Revision } from './revision.ts'

/** A signature field that is also its only widget. Source: ISO 32000-1, 12.7.4.5. */
export interface SignatureField {
  readonly name: string
  readonly ref: PdfRef
  readonly dict: PdfDict
}

/** `SignaturesExist` and `AppendOnly`. Source: ISO 32000-1, table 219. */
const SIGNED_FLAGS = 3
/** `Hidden` is forbidden in PDF/A, `Print` asked for; `Locked` keeps a reader from moving it. */
const PRINT_LOCKED = 4 + 128

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

/** Puts a signature into a field, with what is seen of it. */
export function fillField(
  revision: Revision,
  field: SignatureField,
  value: PdfRef,
  appearance: PdfRef | undefined,
): void {
  const shown = appearance === undefined ? {} : { AP: pdfDict({ N: appearance }) }
  revision.set(field.ref, withEntries(field.dict, { V: value, ...shown }))
  const { entries } = formOf(revision).dict
  if (entries.get('SigFlags') !== SIGNED_FLAGS) changeForm(revision, { SigFlags: SIGNED_FLAGS })
}

/** Adds a field that is not seen, for a document time-stamp. */
export function addHiddenField(revision: Revision, name: string, value: PdfRef): void {
  const { file } = revision
  const [page] = pagesOf(file)
  if (page === undefined) throw new PdfError('MISSING', 'no page')
  const empty = revision.add({
    kind: 'stream',
    dict: pdfDict({
      Type: pdfName('XObject'),
      Subtype: pdfName('Form'),
      BBox: pdfArray([0, 0, 0, 0]),
    }),
    data: new Uint8Array(),
  })
  const field = revision.add(
    pdfDict({
      Type: pdfName('Annot'),
      Subtype: pdfName('Widget'),
      FT: pdfName('Sig'),
      T: pdfText(name),
      V: value,
      F: PRINT_LOCKED,
      Rect: pdfArray([0, 0, 0, 0]),
      P: page,
      AP: pdfDict({ N: empty }),
    }),
  )
  const pageDict = file.dict(page, 'page')
  const annots = file.resolve(pageDict.entries.get('Annots'))
  const others = isArray(annots) ? annots.items : []
  revision.set(page, withEntries(pageDict, { Annots: pdfArray([...others, field]) }))
  const fields = file.resolve(formOf(revision).dict.entries.get('Fields'))
  const before = isArray(fields) ? fields.items : []
  changeForm(revision, { Fields: pdfArray([...before, field]), SigFlags: SIGNED_FLAGS })
}

function formOf(revision: Revision): { readonly ref: PdfRef | undefined; readonly dict: PdfDict } {
  const value = catalogOf(revision).dict.entries.get('AcroForm')
  const ref = isRef(value) ? value : undefined
  const form = ref ? revision.get(ref) : (value ?? null)
  if (!isDict(form)) throw new PdfError('MISSING', 'no form')
  return { ref, dict: form }
}

function changeForm(revision: Revision, changed: Readonly<Record<string, PdfValue>>): void {
  const { ref, dict } = formOf(revision)
  const form = withEntries(dict, changed)
  if (ref) revision.set(ref, form)
  else changeCatalog(revision, { AcroForm: form })
}

/** The pages, in order. @throws PdfError */
function pagesOf(file: PdfFile): PdfRef[] {
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
