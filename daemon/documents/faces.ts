import { type PDFDocument, PDFHexString, PDFName, type PDFRef, PDFString } from '@cantoo/pdf-lib'
import { type Face, metricsOf, newSubset, runs, type Shaped, shape, type Weight } from './fonts.ts'

/** A stretch of text in one face: each glyph's code in hex, and how far the pen goes back after it, in thousandths. */
export interface Encoded {
  readonly face: Face
  readonly glyphs: readonly { readonly code: string; readonly back: number }[]
}

/** The faces of one document, growing by what is encoded. */
export interface Faces {
  encode(text: string, weight: Weight): readonly Encoded[]
  /** Embeds what was encoded. */
  write(): ReadonlyMap<Face, PDFRef>
}

interface Subset {
  readonly program: ReturnType<typeof newSubset>
  /** By code. */
  readonly used: Map<number, Shaped>
}

/** New faces, under the names of `tag`. */
export function newFaces(doc: PDFDocument, tag: string): Faces {
  const subsets = new Map<Face, Subset>()
  const subsetOf = (face: Face) => {
    const known = subsets.get(face) ?? { program: newSubset(face), used: new Map() }
    subsets.set(face, known)
    return known
  }
  return {
    encode: (text, weight) =>
      runs(text, weight).map((run) => {
        const { program, used } = subsetOf(run.face)
        const glyphs = shape(run).map((shaped) => {
          const code = program.includeGlyph(shaped.glyph)
          if (!used.has(code)) used.set(code, shaped)
          return { code: hex(code), back: Math.round(shaped.plain - shaped.kerned) }
        })
        return { face: run.face, glyphs }
      }),
    write: () => {
      const sorted = [...subsets].sort(([a], [b]) => (a < b ? -1 : 1))
      return new Map(sorted.map(([face, subset]) => [face, embed(doc, tag, face, subset)]))
    },
  }
}

/** Flag 3: more letters than those of the standard set. Source: ISO 32000-1, table 123. */
const SYMBOLIC = 4

/** A composite font over a TrueType subset, whose codes are its glyphs. Source: ISO 32000-1, 9.7. */
function embed(doc: PDFDocument, tag: string, face: Face, { program, used }: Subset): PDFRef {
  const { context } = doc
  const name = PDFName.of(`${tag}+AtkinsonHyperlegibleNext-${face}`)
  const bytes = program.encode()
  const { box, ascent, descent, capHeight, italicAngle } = metricsOf(face)
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: name,
    Flags: SYMBOLIC,
    FontBBox: [...box],
    ItalicAngle: italicAngle,
    Ascent: ascent,
    Descent: descent,
    CapHeight: capHeight,
    StemV: face.startsWith('bold') ? 120 : 80,
    FontFile2: context.register(context.flateStream(bytes, { Length1: bytes.length })),
  })
  const codes = [...used].sort(([a], [b]) => a - b)
  const widths = codes.flatMap(([code, { plain }]) => [code, context.obj([round(plain)])])
  const descendant = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    CIDToGIDMap: 'Identity',
    BaseFont: name,
    CIDSystemInfo: {
      Registry: PDFString.of('Adobe'),
      Ordering: PDFString.of('Identity'),
      Supplement: 0,
    },
    FontDescriptor: context.register(descriptor),
    W: widths,
  })
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [context.register(descendant)],
      ToUnicode: context.register(context.flateStream(characterMap(codes))),
    }),
  )
}

/** A block of a character map has at most 100 entries. Source: Adobe Technical Note 5014, section 4. */
const BLOCK = 100

/** From codes to what they stand for. Source: ISO 32000-1, 9.10.3. */
function characterMap(codes: readonly (readonly [number, Shaped])[]): string {
  const entries = codes.map(([code, { text }]) => `<${hex(code)}> ${PDFHexString.of(utf16(text))}`)
  const blocks = Array.from({ length: Math.ceil(entries.length / BLOCK) }, (_, at) => {
    const block = entries.slice(at * BLOCK, (at + 1) * BLOCK)
    return `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`
  })
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
}

function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0')
}

function round(thousandths: number): number {
  return Math.round(thousandths * 100) / 100
}
