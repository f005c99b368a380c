import {
  endMarkedContent,
  type PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib'

/** Standard structure types that our papers use. Source: ISO 32000-1, 14.8.4. */
export type Role =
  | 'H1'
  | 'H2'
  | 'P'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Form'

/** A node of the structure: what is drawn names the node that it belongs to. */
export interface Tag {
  readonly role: Role
  readonly kids: readonly Tag[]
}

/** Page furniture, or a line that means nothing. Source: ISO 32000-1, 14.8.2.2. */
export type Artifact = 'Pagination' | 'Layout'

/** A node of the structure tree. */
export function tag(role: Role, ...kids: readonly Tag[]): Tag {
  return { role, kids }
}

/** Marks what is drawn, page by page, and writes the structure tree of it. */
export interface Tagger {
  /** What is drawn next on the page belongs to `tag`, until another call. */
  open(page: PDFPage, tag: Tag): void
  /** What is drawn next on the page is no content. */
  artifact(page: PDFPage, kind: Artifact): void
  /** Ends what is open on the page. */
  close(page: PDFPage): void
  /** A widget that is the content of `tag`. */
  widget(page: PDFPage, tag: Tag, widget: PDFRef): void
  /** Writes the tree. `tags` are in reading order. */
  write(tags: readonly Tag[]): void
}

type Content = { readonly page: PDFPage } & (
  | { readonly mcid: number }
  | { readonly object: PDFRef }
)

/** A tagger of a document's pages. Source: ISO 32000-1, 14.7. */
export function newTagger(doc: PDFDocument): Tagger {
  const contents = new Map<Tag, Content[]>()
  const counts = new Map<PDFPage, number>()
  let current: { readonly page: PDFPage; readonly of: Tag | Artifact } | undefined
  const add = (to: Tag, content: Content) => {
    const known = contents.get(to)
    if (known) known.push(content)
    else contents.set(to, [content])
  }
  const close = (page: PDFPage) => {
    if (current === undefined) return
    page.pushOperators(endMarkedContent())
    current = undefined
  }
  const begin = (page: PDFPage, of: Tag | Artifact, name: string, properties: () => string) => {
    if (current?.page === page && current.of === of) return
    close(page)
    const named = [PDFName.of(name), properties()]
    page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, named))
    current = { page, of }
  }
  return {
    open: (page, of) =>
      begin(page, of, of.role, () => {
        const mcid = counts.get(page) ?? 0
        counts.set(page, mcid + 1)
        add(of, { page, mcid })
        return `<</MCID ${mcid}>>`
      }),
    artifact: (page, kind) => begin(page, kind, 'Artifact', () => `<</Type /${kind}>>`),
    close,
    widget: (page, of, object) => add(of, { page, object }),
    write: (tags) => writeTree(doc, tags, contents),
  }
}

type Contents = ReadonlyMap<Tag, readonly Content[]>

function writeTree(doc: PDFDocument, tags: readonly Tag[], contents: Contents): void {
  const { context, catalog } = doc
  const root = context.nextRef()
  const whole = context.nextRef()
  const parents = new Map<Content, PDFRef>()
  const kids = tags.map((kid) => element(doc, kid, whole, { contents, parents }))
  context.assign(whole, context.obj({ Type: 'StructElem', S: 'Document', P: root, K: kids }))
  const pages = doc.getPages()
  const numbers: (number | PDFArray | PDFRef)[] = pages.flatMap((page, key) => {
    page.node.set(PDFName.of('StructParents'), context.obj(key))
    page.node.set(PDFName.of('Tabs'), PDFName.of('S'))
    return [key, context.obj(parentsOn(page, parents))]
  })
  let next = pages.length
  for (const [content, parent] of parents) {
    if (!('object' in content)) continue
    doc.context.lookup(content.object, PDFDict).set(PDFName.of('StructParent'), context.obj(next))
    numbers.push(next, parent)
    next += 1
  }
  const tree = context.register(context.obj({ Nums: numbers }))
  const top = { Type: 'StructTreeRoot', K: [whole], ParentTree: tree, ParentTreeNextKey: next }
  context.assign(root, context.obj(top))
  catalog.set(PDFName.of('StructTreeRoot'), root)
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }))
}

/** The parents of a page's marked content, in the order of its ids. */
function parentsOn(page: PDFPage, parents: ReadonlyMap<Content, PDFRef>): PDFRef[] {
  return [...parents]
    .flatMap(([content, parent]) =>
      content.page === page && 'mcid' in content ? [{ mcid: content.mcid, parent }] : [],
    )
    .sort((a, b) => a.mcid - b.mcid)
    .map(({ parent }) => parent)
}

function element(
  doc: PDFDocument,
  of: Tag,
  parent: PDFRef,
  known: { readonly contents: Contents; readonly parents: Map<Content, PDFRef> },
): PDFRef {
  const { context } = doc
  const ref = context.nextRef()
  const own = known.contents.get(of) ?? []
  for (const content of own) known.parents.set(content, ref)
  const kids = of.kids.map((kid) => element(doc, kid, ref, known))
  const dict = context.obj({
    Type: 'StructElem',
    S: of.role,
    P: parent,
    K: [...own.map((content) => kidOf(doc, content)), ...kids],
  })
  if (of.role === 'TH') dict.set(PDFName.of('A'), context.obj({ O: 'Table', Scope: 'Row' }))
  if (of.role === 'L')
    dict.set(PDFName.of('A'), context.obj({ O: 'List', ListNumbering: 'Decimal' }))
  context.assign(ref, dict)
  return ref
}

/** Each names its page, since the content of one element may go on over the page. Source: ISO 32000-1, 14.7.4. */
function kidOf({ context }: PDFDocument, content: Content): PDFDict {
  const Pg = content.page.ref
  return 'object' in content
    ? context.obj({ Type: 'OBJR', Pg, Obj: content.object })
    : context.obj({ Type: 'MCR', Pg, MCID: content.mcid })
}
