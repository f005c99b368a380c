import {
  PDFArray,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib'
import { dictionaries, has, type Rule, type Subject } from './subject.ts'

/** Rules of the file as bytes. Source: ISO 19005-3, 6.1. */
export const FILE_RULES: readonly Rule[] = [
  {
    name: 'header',
    says: '6.1.2: the file begins with its version and a comment of four bytes above 127',
    faults: ({ bytes }) =>
      /^%PDF-1\.[0-7][\r\n]{1,2}%[\x80-\xff]{4}/.test(bytes.toString('latin1', 0, 20))
        ? []
        : ['the first line is not followed by a binary comment'],
  },
  {
    name: 'file-id',
    says: '6.1.3: the trailer has a file identifier of two strings',
    faults: fileId,
  },
  {
    name: 'not-encrypted',
    says: '6.1.3: the file is not encrypted',
    faults: ({ doc }) => (doc.context.trailerInfo.Encrypt === undefined ? [] : ['it is encrypted']),
  },
  {
    name: 'cross-reference',
    says: '6.1.3, 6.1.4: every entry of the cross-reference tables points at its object, and the file ends after %%EOF',
    faults: crossReference,
  },
  {
    name: 'streams',
    says: '6.1.7: streams are as long as they say, lie in the file and use allowed filters',
    faults: streams,
  },
]

function fileId({ doc }: Subject): string[] {
  const { ID } = doc.context.trailerInfo
  const halves = ID instanceof PDFArray ? ID.asArray() : []
  const whole = halves.filter(
    (half) =>
      (half instanceof PDFHexString || half instanceof PDFString) && half.asBytes().length > 0,
  )
  return whole.length === 2 && halves.length === 2 ? [] : [`${whole.length} of 2 halves`]
}

/** More tables than this are a loop. */
const MOST_TABLES = 100

function crossReference({ bytes }: Subject): string[] {
  const text = bytes.toString('latin1')
  const end = /startxref\s+(\d+)\s+%%EOF[\r\n]{0,2}$/.exec(text)
  if (end === null) return ['the file does not end with startxref and %%EOF']
  const faults: string[] = []
  let place: number | undefined = Number(end[1])
  for (let count = 0; place !== undefined; count += 1) {
    const table = /^xref\r?\n([\d nf\r\n]+)trailer\s*<<([\s\S]*?)startxref/.exec(text.slice(place))
    if (table === null || count > MOST_TABLES)
      return [...faults, 'a table is not where it should be']
    faults.push(...wrongEntries(text, table[1] ?? ''))
    const before: string | undefined = /\/Prev (\d+)/.exec(table[2] ?? '')?.[1]
    place = before === undefined ? undefined : Number(before)
  }
  return faults
}

function wrongEntries(text: string, table: string): string[] {
  const faults: string[] = []
  let number = 0
  for (const line of table.split(/\r?\n/)) {
    const [first = '', second = '', kind] = line.trim().split(' ')
    if (kind === undefined) {
      if (first !== '') number = Number(first)
      continue
    }
    const place = Number(first)
    const start = `${number} ${Number(second)} obj`
    if (kind === 'n' && !text.startsWith(start, place)) faults.push(`object ${number}`)
    number += 1
  }
  return faults
}

const FILTERS = new Set(['/FlateDecode', '/ASCIIHexDecode', '/ASCII85Decode', '/DCTDecode'])

function streams(subject: Subject): string[] {
  const faults: string[] = []
  for (const [ref, object] of subject.objects) {
    if (!(object instanceof PDFRawStream)) continue
    const length = object.dict.lookup(PDFName.of('Length'))
    if (!(length instanceof PDFNumber) || length.asNumber() !== object.contents.length)
      faults.push(`length of object ${ref.objectNumber}`)
    const filter = object.dict.lookup(PDFName.of('Filter'))
    const names =
      filter instanceof PDFArray ? filter.asArray() : filter === undefined ? [] : [filter]
    if (names.some((name) => !FILTERS.has(String(name))))
      faults.push(`filter of object ${ref.objectNumber}`)
    if (['F', 'FFilter', 'FDecodeParms'].some((key) => has(object.dict, key)))
      faults.push(`object ${ref.objectNumber} lies outside`)
  }
  return faults
}

/** Rules of what a file may not do. Source: ISO 19005-3, 6.2.10, 6.4, 6.5. */
export const FEATURE_RULES: readonly Rule[] = [
  {
    name: 'no-transparency',
    says: '6.2.10, stricter: nothing is transparent',
    faults: (subject) => [...dictionaries(subject)].flatMap(transparent),
  },
  {
    name: 'no-actions',
    says: '6.5: nothing acts: no JavaScript, no launch, no trigger',
    faults: (subject) =>
      [...dictionaries(subject)].flatMap((dict) => {
        const kind = String(dict.lookup(PDFName.of('S')))
        const keys = ['AA', 'OpenAction', 'JavaScript', 'JS', 'Launch'].filter((key) =>
          has(dict, key),
        )
        return ACTIONS.has(kind) ? [...keys, kind] : keys
      }),
  },
  {
    name: 'form',
    says: '6.4.1, 6.4.2: the form needs no appearances made and has no XFA',
    faults: (subject) =>
      [...dictionaries(subject)].flatMap((dict) =>
        ['XFA', 'NeedAppearances', 'NeedsRendering'].filter((key) => has(dict, key)),
      ),
  },
]

const ACTIONS = new Set(
  ['JavaScript', 'Launch', 'Sound', 'Movie', 'ResetForm', 'ImportData', 'Hide', 'Rendition'].map(
    (name) => `/${name}`,
  ),
)

type Dict = ReturnType<typeof dictionaries> extends Generator<infer Item> ? Item : never

function transparent(dict: Dict): string[] {
  const opaque = (key: string) => {
    const value = dict.lookup(PDFName.of(key))
    return !(value instanceof PDFNumber) || value.asNumber() === 1
  }
  const faults = ['ca', 'CA'].filter((key) => !opaque(key))
  const mask = dict.lookup(PDFName.of('SMask'))
  if (mask !== undefined && String(mask) !== '/None') faults.push('SMask')
  const mode = dict.lookup(PDFName.of('BM'))
  if (mode !== undefined && String(mode) !== '/Normal') faults.push('BM')
  if (String(dict.lookup(PDFName.of('S'))) === '/Transparency') faults.push('group')
  return faults
}
