import {
  isArray,
  isDict,
  isRef,
  type PdfDict,
  PdfError,
  type PdfRef,
  type PdfValue,
  pdfArray,
  pdfDict,
  pdfName,
  pdfText,
  withEntries,
} from './pdf-value.ts'
import { catalogOf, changeCatalog, type Revision } from './revision.ts'
import { pagesOf, type SignatureField } from './signature-fields.ts'

/** `SignaturesExist` and `AppendOnly`. Source: ISO 32000-1, table 219. */
const SIGNED_FLAGS = 3
/** `Hidden` is forbidden in PDF/A, `Print` asked for; `Locked` keeps a reader from moving it. */
const PRINT_LOCKED = 4 + 128

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

/** Adds a field that is not seen, for a document time-stamp or a seal; and the form, to a paper that has none. */
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
  if (value === undefined) return { ref: undefined, dict: pdfDict({ Fields: pdfArray([]) }) }
  const ref = isRef(value) ? value : undefined
  const form = ref ? revision.get(ref) : value
  if (!isDict(form)) throw new PdfError('MISSING', 'no form')
  return { ref, dict: form }
}

function changeForm(revision: Revision, changed: Readonly<Record<string, PdfValue>>): void {
  const { ref, dict } = formOf(revision)
  const form = withEntries(dict, changed)
  if (ref) revision.set(ref, form)
  else changeCatalog(revision, { AcroForm: form })
}
