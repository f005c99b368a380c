import * as fontkit from '@cantoo/fontkit'
import { PDFArray, PDFDict, PDFNumber, parseToUnicode } from '@cantoo/pdf-lib'
import type { Operand } from './operations.ts'
import {
  arrayOf,
  type Drawing,
  decoded,
  dictOf,
  nameOf,
  type Rule,
  type Subject,
  streamOf,
  textOf,
} from './subject.ts'

/** One font of the file, and the codes of it that are shown. */
interface Shown {
  readonly font: PDFDict
  readonly descendant: PDFDict | undefined
  readonly descriptor: PDFDict | undefined
  readonly codes: ReadonlySet<number>
}

/** Rules of fonts. Source: ISO 19005-3, 6.2.11. */
export const FONT_RULES: readonly Rule[] = [
  {
    name: 'fonts-embedded',
    says: '6.2.11.4: every font program lies in the file and can be read',
    faults: (subject) =>
      shown(subject).flatMap((it) => (program(it) ? [] : ['a font has no program'])),
  },
  {
    name: 'fonts-subset',
    says: 'every font is a subset, under the same name wherever it is named',
    faults: (subject) =>
      shown(subject).flatMap(({ font, descendant, descriptor }) => {
        const names = [
          nameOf(font, 'BaseFont'),
          nameOf(descendant, 'BaseFont'),
          nameOf(descriptor, 'FontName'),
        ]
        return new Set(names).size === 1 && /^[A-Z]{6}\+/.test(names[0] ?? '') ? [] : ['a name']
      }),
  },
  {
    name: 'fonts-encoding',
    says: '6.2.11.3: codes are glyphs: Identity-H over an Identity map, of Adobe-Identity',
    faults: (subject) =>
      shown(subject).flatMap(({ font, descendant }) => {
        const system = dictOf(descendant, 'CIDSystemInfo')
        const identity =
          nameOf(font, 'Encoding') === 'Identity-H' &&
          nameOf(descendant, 'CIDToGIDMap') === 'Identity' &&
          textOf(system, 'Registry') === 'Adobe' &&
          textOf(system, 'Ordering') === 'Identity'
        return identity ? [] : ['a font has another encoding']
      }),
  },
  {
    name: 'glyphs',
    says: '6.2.11.4.1, 6.2.11.8: every glyph shown is in its program and none is .notdef',
    faults: (subject) =>
      shown(subject).flatMap((it) =>
        [...it.codes].filter((code) => !isGlyph(it, code)).map((code) => `glyph ${code}`),
      ),
  },
  {
    name: 'fonts-unicode',
    says: '6.2.11.7: every glyph shown says which letters it stands for',
    faults: (subject) =>
      shown(subject).flatMap((it) => {
        const map = streamOf(it.font, 'ToUnicode')
        const letters = map ? parseToUnicode(decoded(map)) : new Map<number, string>()
        return [...it.codes]
          .filter(
            (code) => isGlyph(it, code) && !/^[^\0\ufeff\ufffe]+$/u.test(letters.get(code) ?? ''),
          )
          .map((code) => `glyph ${code}`)
      }),
  },
  {
    name: 'font-widths',
    says: '6.2.11.5: the widths in the file are those of the program, to a thousandth',
    faults: (subject) => shown(subject).flatMap(wrongWidths),
  },
  {
    name: 'cid-set',
    says: '6.2.11.4.2: a list of glyphs, where there is one, lists every glyph of the program',
    faults: (subject) => shown(subject).flatMap(unlisted),
  },
]

const SHOWS = new Set(['Tj', 'TJ', "'", '"'])

function shown(subject: Subject): Shown[] {
  const used = new Map<PDFDict, Set<number>>()
  for (const drawing of subject.drawings) collect(drawing, used)
  return [...used].map(([font, codes]) => {
    const [first] = arrayOf(font, 'DescendantFonts')
    const descendant = first instanceof PDFDict ? first : undefined
    return { font, descendant, descriptor: dictOf(descendant, 'FontDescriptor'), codes }
  })
}

/** Adds the fonts of a drawing, and the codes that it shows of them. */
function collect({ resources, operations }: Drawing, used: Map<PDFDict, Set<number>>): void {
  const fonts = dictOf(resources, 'Font')
  for (const name of fonts?.keys() ?? []) {
    const font = fonts?.lookup(name)
    if (font instanceof PDFDict && !used.has(font)) used.set(font, new Set())
  }
  let current: Set<number> | undefined
  for (const { name, args } of operations) {
    const font = name === 'Tf' ? dictOf(fonts, String(args[0]).slice(1)) : undefined
    if (font !== undefined) current = used.get(font)
    if (SHOWS.has(name)) for (const code of codesIn(args)) current?.add(code)
  }
}

/** Two bytes a code. */
function codesIn(args: readonly Operand[]): number[] {
  return args.flatMap((arg) =>
    Buffer.isBuffer(arg)
      ? Array.from({ length: arg.length >> 1 }, (_, at) => arg.readUInt16BE(at * 2))
      : [],
  )
}

const programs = new WeakMap<PDFDict, fontkit.Font>()

/** The font program; undefined when there is none or it cannot be read. */
function program({ descriptor }: Shown): fontkit.Font | undefined {
  const stream = streamOf(descriptor, 'FontFile2')
  if (stream === undefined || descriptor === undefined) return undefined
  const known = programs.get(descriptor)
  if (known !== undefined) return known
  try {
    const font = fontkit.create(decoded(stream))
    if (!('layout' in font)) return undefined
    programs.set(descriptor, font)
    return font
  } catch {
    return undefined
  }
}

function isGlyph(it: Shown, code: number): boolean {
  return code > 0 && code < (program(it)?.numGlyphs ?? Number.POSITIVE_INFINITY)
}

function wrongWidths(it: Shown): string[] {
  const font = program(it)
  if (font === undefined) return []
  const widths = widthsOf(it.descendant)
  return [...it.codes].flatMap((code) => {
    const glyph = isGlyph(it, code) ? font.getGlyph(code) : null
    if (glyph === null) return []
    const real = (glyph.advanceWidth * 1000) / font.unitsPerEm
    return Math.abs(real - (widths.get(code) ?? DEFAULT_WIDTH)) <= 1 ? [] : [`glyph ${code}`]
  })
}

/** Source: ISO 32000-1, table 117. */
const DEFAULT_WIDTH = 1000

/** The form `code [width …]` of a font's widths. Source: ISO 32000-1, 9.7.4.3. */
function widthsOf(descendant: PDFDict | undefined): Map<number, number> {
  const widths = new Map<number, number>()
  const entries = arrayOf(descendant, 'W')
  for (const [at, entry] of entries.entries()) {
    const first = entries[at - 1]
    if (!(entry instanceof PDFArray) || !(first instanceof PDFNumber)) continue
    for (const [offset, width] of entry.asArray().entries())
      if (width instanceof PDFNumber) widths.set(first.asNumber() + offset, width.asNumber())
  }
  return widths
}

function unlisted(it: Shown): string[] {
  const list = streamOf(it.descriptor, 'CIDSet')
  const font = program(it)
  if (list === undefined || font === undefined) return []
  const bits = decoded(list)
  const codes = Array.from({ length: font.numGlyphs }, (_, code) => code)
  return codes
    .filter((code) => (((bits[code >> 3] ?? 0) >> (7 - (code & 7))) & 1) === 0)
    .map((code) => `glyph ${code}`)
}
