import { createHash } from 'node:crypto'
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib'
import { FIELD_NAME } from '../field.ts'
import {
  arrayOf,
  decoded,
  dictionaries,
  dictOf,
  has,
  nameOf,
  type Rule,
  type Subject,
  streamOf,
  textOf,
} from './subject.ts'

/** Annotation flags: invisible, hidden, no view, toggle no view; and print. Source: ISO 32000-1, table 165. */
const UNSEEN = 1 | 2 | 32 | 256
const PRINT = 4

/** Rules of annotations, of the signature field and of the files inside. Source: ISO 19005-3, 6.3, 6.4, 6.8. */
export const ATTACHED_RULES: readonly Rule[] = [
  {
    name: 'annotations',
    says: '6.3: annotations are widgets that are seen and printed, with one normal appearance',
    faults: (subject) => annotations(subject).flatMap(({ dict }) => wrongAnnotation(dict)),
  },
  {
    name: 'annotations-tagged',
    says: 'every annotation that is seen is content of an element Form, and pages are walked in structure order',
    faults: (subject) =>
      annotations(subject)
        .filter(({ dict }) => !showsNothing(dict))
        .flatMap((it) => untagged(subject, it)),
  },
  {
    name: 'signature-field',
    says: '6.4.3: at most one field to sign, by its name, on the last page and in the form',
    faults: signatureField,
  },
  {
    name: 'attachments',
    says: '6.8: a file inside has names, type, size, date and checksum that hold, and belongs to the document as Data',
    faults: attachments,
  },
]

interface Annotation {
  readonly dict: PDFDict
  readonly ref: string
  readonly page: number
}

function annotations({ pages }: Subject): Annotation[] {
  return pages.flatMap(({ page }, at) => {
    const list = page.node.Annots()
    return (list?.asArray() ?? []).flatMap((item, index) => {
      const dict = list?.lookup(index)
      return dict instanceof PDFDict ? [{ dict, ref: String(item), page: at }] : []
    })
  })
}

function wrongAnnotation(dict: PDFDict): string[] {
  const flags = dict.lookup(PDFName.of('F'))
  const set = flags instanceof PDFNumber ? flags.asNumber() : 0
  const appearance = dictOf(dict, 'AP')
  const only = appearance?.keys().map(String).join() === '/N'
  return [
    ...(nameOf(dict, 'Subtype') === 'Widget' ? [] : ['not a widget']),
    ...((set & PRINT) !== 0 && (set & UNSEEN) === 0 ? [] : ['flags']),
    ...(only && streamOf(appearance, 'N') ? [] : ['appearance']),
    ...(has(dict, 'A') ? ['action'] : []),
  ]
}

/** A seal or a time-stamp: signed, and without a place on the page. Source: ISO 32000-1, 12.7.4.5. */
function showsNothing(dict: PDFDict): boolean {
  const [left, bottom, right, top] = arrayOf(dict, 'Rect').map(String)
  return nameOf(dict, 'FT') === 'Sig' && has(dict, 'V') && left === right && bottom === top
}

function untagged(subject: Subject, { ref, page }: Annotation): string[] {
  const forms = [...dictionaries(subject)].filter(
    (dict) => nameOf(dict, 'Type') === 'StructElem' && nameOf(dict, 'S') === 'Form',
  )
  const kids = forms.flatMap((form) => arrayOf(form, 'K'))
  const found = kids.some(
    (kid) => kid instanceof PDFDict && String(kid.get(PDFName.of('Obj'))) === ref,
  )
  const tabs = nameOf(subject.pages[page]?.page.node, 'Tabs')
  return [...(found ? [] : ['not in the tree']), ...(tabs === 'S' ? [] : ['tab order'])]
}

function signatureField(subject: Subject): string[] {
  const widgets = annotations(subject).filter(({ dict }) => nameOf(dict, 'FT') === 'Sig')
  const form = dictOf(subject.doc.catalog, 'AcroForm')
  const fields = form?.lookup(PDFName.of('Fields'))
  const listed = fields instanceof PDFArray ? fields.asArray().map(String) : []
  const toSign = widgets.filter(({ dict }) => !showsNothing(dict))
  const named = toSign.filter(({ dict }) => textOf(dict, 'T') === FIELD_NAME)
  return [
    ...(named.length === toSign.length && toSign.length <= 1 ? [] : ['another field to sign']),
    ...(String(listed) === String(widgets.map(({ ref }) => ref))
      ? []
      : ['not as the form lists them']),
    ...(toSign.every(({ page }) => page === subject.pages.length - 1)
      ? []
      : ['not on the last page']),
  ]
}

function attachments(subject: Subject): string[] {
  const { catalog } = subject.doc
  const belonging = catalog.lookup(PDFName.of('AF'))
  const own = belonging instanceof PDFArray ? belonging.asArray().map(String) : []
  const names = arrayOf(dictOf(dictOf(catalog, 'Names'), 'EmbeddedFiles'), 'Names')
  const specs = subject.objects.flatMap(([ref, object]) =>
    object instanceof PDFDict && has(object, 'EF') ? [{ ref: String(ref), spec: object }] : [],
  )
  const listed = names.filter((item) => item instanceof PDFDict).length
  return [
    ...(listed === specs.length ? [] : ['not as the catalogue lists them']),
    ...specs.flatMap(({ ref, spec }) => [...(own.includes(ref) ? [] : ['AF']), ...wrongFile(spec)]),
  ]
}

function wrongFile(spec: PDFDict): string[] {
  const file = streamOf(dictOf(spec, 'EF'), 'F')
  if (file === undefined) return ['no file']
  const bytes = decoded(file)
  const params = dictOf(file.dict, 'Params')
  const size = params?.lookup(PDFName.of('Size'))
  const sum = params?.lookup(PDFName.of('CheckSum'))
  const stored =
    sum instanceof PDFHexString || sum instanceof PDFString ? Buffer.from(sum.asBytes()) : undefined
  const md5 = createHash('md5').update(bytes).digest()
  return [
    ...(textOf(spec, 'F') && textOf(spec, 'UF') === textOf(spec, 'F') ? [] : ['name']),
    ...(nameOf(spec, 'AFRelationship') === 'Data' ? [] : ['relationship']),
    ...(/^\w+\/[\w.+-]+$/.test(nameOf(file.dict, 'Subtype') ?? '') ? [] : ['type']),
    ...(size instanceof PDFNumber && size.asNumber() === bytes.length ? [] : ['size']),
    ...(/^D:\d{14}/.test(textOf(params, 'ModDate') ?? '') ? [] : ['date']),
    ...(stored?.equals(md5) ? [] : ['checksum']),
  ]
}
