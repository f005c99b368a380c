import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib'
import type { Operand } from './operations.ts'
import { arrayOf, dictOf, nameOf, type PageContent, type Rule, type Subject } from './subject.ts'

/** An element of the structure tree, in the order of the tree. */
interface Element {
  readonly ref: string
  readonly role: string
  readonly parent: string
  readonly scope: string | undefined
  /** Marked content: the page's number in the file, from 0, and its id. */
  readonly marks: readonly { readonly page: number; readonly mcid: number }[]
  readonly objects: readonly string[]
}

/** Rules of the structure: stricter than level B, which asks for none. Source: ISO 32000-1, 14.7 and 14.8. */
export const STRUCTURE_RULES: readonly Rule[] = [
  {
    name: 'marked',
    says: 'the file says that it is tagged',
    faults: ({ doc }) =>
      dictOf(doc.catalog, 'MarkInfo')?.lookup(PDFName.of('Marked')) === PDFBool.True ? [] : ['no'],
  },
  {
    name: 'marked-content',
    says: 'all that is drawn is marked, as content of an element or as an artifact',
    faults: (subject) => {
      const elements = tree(subject)
      return subject.pages.flatMap((page, at) => wrongMarks(page, at, elements))
    },
  },
  {
    name: 'parent-tree',
    says: 'marked content and widgets lead back to their elements',
    faults: wrongParents,
  },
  {
    name: 'structure-types',
    says: 'elements are of standard types, in their places, under one first heading',
    faults: wrongTypes,
  },
  {
    name: 'reading-order',
    says: 'elements begin in the order in which they are drawn',
    faults: (subject) => {
      const starts = tree(subject).flatMap(({ marks: [first] }) => (first ? [first] : []))
      return starts.flatMap(({ page, mcid }, at) => {
        const before = starts[at - 1] ?? { page: 0, mcid: -1 }
        const later = page > before.page || (page === before.page && mcid > before.mcid)
        return later ? [] : [`content ${mcid} of page ${page + 1}`]
      })
    },
  },
]

function tree({ doc, pages }: Subject): Element[] {
  const root = dictOf(doc.catalog, 'StructTreeRoot')
  const numbers = new Map(pages.map(({ page }, at) => [String(page.ref), at]))
  const elements: Element[] = []
  const visited = new Set<PDFDict>()
  const visit = (item: PDFObject | undefined, parent: string) => {
    const dict = item instanceof PDFRef ? doc.context.lookup(item) : item
    if (!(dict instanceof PDFDict) || visited.has(dict)) return
    visited.add(dict)
    const role = nameOf(dict, 'S')
    if (role === undefined) return
    const kids = rawKids(dict)
    elements.push({ ref: String(item), role, parent, ...contentOf(dict, kids, numbers) })
    for (const kid of kids) visit(kid, role)
  }
  if (root !== undefined) for (const kid of rawKids(root)) visit(kid, 'root')
  return elements
}

/** The kids as they stand, references not followed. */
function rawKids(dict: PDFDict): PDFObject[] {
  const kids = dict.lookup(PDFName.of('K'))
  if (kids instanceof PDFArray) return kids.asArray()
  const only = dict.get(PDFName.of('K'))
  return only === undefined ? [] : [only]
}

function contentOf(
  dict: PDFDict,
  kids: readonly PDFObject[],
  numbers: ReadonlyMap<string, number>,
): Pick<Element, 'marks' | 'objects' | 'scope'> {
  const pageOf = (from: PDFDict) => numbers.get(String(from.get(PDFName.of('Pg')))) ?? -1
  const marks: { page: number; mcid: number }[] = []
  const objects: string[] = []
  for (const kid of kids) {
    if (kid instanceof PDFNumber) marks.push({ page: pageOf(dict), mcid: kid.asNumber() })
    if (!(kid instanceof PDFDict)) continue
    const mcid = kid.lookup(PDFName.of('MCID'))
    if (nameOf(kid, 'Type') === 'MCR' && mcid instanceof PDFNumber)
      marks.push({ page: pageOf(kid), mcid: mcid.asNumber() })
    if (nameOf(kid, 'Type') === 'OBJR') objects.push(String(kid.get(PDFName.of('Obj'))))
  }
  return { marks, objects, scope: nameOf(dictOf(dict, 'A'), 'Scope') }
}

const PAINTS = new Set([
  'Tj',
  'TJ',
  "'",
  '"',
  'S',
  's',
  'f',
  'F',
  'f*',
  'B',
  'B*',
  'b',
  'b*',
  'sh',
  'Do',
])

function wrongMarks(content: PageContent, at: number, elements: readonly Element[]): string[] {
  const { ids, faults } = walk(content)
  const told = elements.flatMap(({ marks }) => marks.filter(({ page }) => page === at))
  const same = sorted(ids) === sorted(told.map(({ mcid }) => mcid))
  return [...faults, ...(same ? [] : ['other ids than the tree'])].map(
    (fault) => `page ${at + 1}: ${fault}`,
  )
}

function walk({ operations }: PageContent): { ids: readonly number[]; faults: readonly string[] } {
  const faults: string[] = []
  const open: boolean[] = []
  const ids: number[] = []
  for (const { name, args } of operations) {
    if (name === 'BMC' || name === 'BDC') {
      const mcid = idOf(args)
      if (mcid !== undefined) ids.push(mcid)
      open.push(mcid !== undefined || args[0] === '/Artifact')
    }
    if (name === 'EMC' && open.pop() === undefined) faults.push('an end too many')
    if (PAINTS.has(name) && !open.includes(true)) faults.push(`${name} is not marked`)
  }
  return { ids, faults: open.length > 0 ? [...faults, 'marked content without an end'] : faults }
}

function idOf(args: readonly Operand[]): number | undefined {
  const id = args[args.indexOf('/MCID') + 1]
  return args.includes('/MCID') && typeof id === 'number' ? id : undefined
}

function sorted(ids: readonly number[]): string {
  return [...ids].sort((a, b) => a - b).join(' ')
}

function wrongParents(subject: Subject): string[] {
  const { doc, pages } = subject
  const root = dictOf(doc.catalog, 'StructTreeRoot')
  const numbers = dictOf(root, 'ParentTree')?.lookup(PDFName.of('Nums'))
  const parents = new Map<number, PDFObject | undefined>()
  for (let at = 0; numbers instanceof PDFArray && at + 1 < numbers.size(); at += 2) {
    const key = numbers.lookup(at)
    if (key instanceof PDFNumber) parents.set(key.asNumber(), numbers.get(at + 1))
  }
  const keyOf = (dict: PDFDict | undefined, name: string) => {
    const key = dict?.lookup(PDFName.of(name))
    return key instanceof PDFNumber ? key.asNumber() : -1
  }
  return tree(subject).flatMap(({ ref, marks, objects }) => [
    ...marks.flatMap(({ page, mcid }) => {
      const entry = parents.get(keyOf(pages[page]?.page.node, 'StructParents'))
      const list = entry instanceof PDFRef ? doc.context.lookup(entry) : entry
      const parent = list instanceof PDFArray && mcid < list.size() ? list.get(mcid) : undefined
      return String(parent) === ref ? [] : [`content ${mcid} of page ${page + 1}`]
    }),
    ...objects.flatMap((object) => {
      const widget = subject.objects.find(([known]) => String(known) === object)?.[1]
      const dict = widget instanceof PDFDict ? widget : undefined
      return String(parents.get(keyOf(dict, 'StructParent'))) === ref ? [] : [`object ${object}`]
    }),
  ])
}

/** Where each type may stand. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  Document: ['root'],
  H1: ['Document'],
  H2: ['Document'],
  P: ['Document', 'Form'],
  Table: ['Document'],
  TR: ['Table'],
  TH: ['TR'],
  TD: ['TR'],
  L: ['Document'],
  LI: ['L'],
  Lbl: ['LI'],
  LBody: ['LI'],
  Form: ['Document'],
}

function wrongTypes(subject: Subject): string[] {
  const elements = tree(subject)
  const headings = elements.filter(({ role }) => role.startsWith('H'))
  const firsts = headings.filter(({ role }) => role === 'H1')
  return [
    ...elements
      .filter(({ role, parent }) => !PLACES[role]?.includes(parent))
      .map(({ role, parent }) => `${role} in ${parent}`),
    ...elements
      .filter(({ role, scope }) => role === 'TH' && scope === undefined)
      .map(() => 'TH without scope'),
    ...(firsts.length === 1 && headings[0]?.role === 'H1'
      ? []
      : [`${firsts.length} first headings`]),
    ...(arrayOf(dictOf(subject.doc.catalog, 'StructTreeRoot'), 'K').length === 1 ? [] : ['roots']),
  ]
}
