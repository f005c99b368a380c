import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as fontkit from '@cantoo/fontkit'

/** Regular and semibold; each comes as two files, the second with the letters of eastern Latin alphabets. */
export type Weight = 'regular' | 'bold'
export type Face = `${Weight}-${'latin' | 'ext'}`

/** A stretch of text in one font file. */
export interface Run {
  readonly face: Face
  readonly text: string
}

/** A glyph's advance and the advance after kerning, both in thousandths of the size. */
export interface Shaped {
  readonly glyph: number
  /** What the glyph stands for. */
  readonly text: string
  readonly plain: number
  readonly kerned: number
}

/** Measures of a face in thousandths of the size. Source: ISO 32000-1, table 122. */
export interface Metrics {
  readonly box: readonly [left: number, bottom: number, right: number, top: number]
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly italicAngle: number
}

/** A font file that is not installed, or is no font: the box cannot make paper. */
export class FontError extends Error {
  readonly code = 'FONT'
  readonly scope = 'system'
}

const FACES: Readonly<Record<Face, string>> = {
  'regular-latin': 'latin-400-normal',
  'regular-ext': 'latin-ext-400-normal',
  'bold-latin': 'latin-600-normal',
  'bold-ext': 'latin-ext-600-normal',
}
const PACKAGE = '@fontsource/atkinson-hyperlegible-next'
/** Code points below this are controls: some fonts claim them. */
const FIRST_PRINTED = 0x20
const NOT_A_CHARACTER = 0xffff
const SPACE = 0x20

interface Loaded {
  readonly font: fontkit.Font
  readonly codes: ReadonlySet<number>
  /** What a glyph stands for: the lowest of its code points, whatever was printed before. */
  readonly meaning: ReadonlyMap<number, string>
}
const loaded = new Map<Face, Loaded>()

function load(face: Face): Loaded {
  const known = loaded.get(face)
  if (known !== undefined) return known
  const fresh = read(face)
  loaded.set(face, fresh)
  return fresh
}

function read(face: Face): Loaded {
  try {
    const resolve = createRequire(import.meta.url).resolve
    const bytes = readFileSync(
      resolve(`${PACKAGE}/files/atkinson-hyperlegible-next-${FACES[face]}.woff`),
    )
    const font = fontkit.create(bytes)
    if (!('layout' in font)) throw new FontError(`${FACES[face]} holds more than one font`)
    const meaning = new Map<number, string>()
    for (const code of [...font.characterSet].sort((a, b) => b - a)) {
      const glyph = font.glyphForCodePoint(code)
      if (glyph !== null) meaning.set(glyph.id, String.fromCodePoint(code))
    }
    return { font, codes: new Set(font.characterSet), meaning }
  } catch (cause) {
    throw new FontError(`the font ${FACES[face]} cannot be read`, { cause })
  }
}

/** A new, empty subset of a face's program. @throws FontError */
export function newSubset(face: Face): fontkit.Subset {
  return load(face).font.createSubset()
}

/** The measures of a face. */
export function metricsOf(face: Face): Metrics {
  const { font } = load(face)
  const { unitsPerEm, bbox, ascent, descent, capHeight, italicAngle } = font
  const scaled = (units: number) => Math.round((units * 1000) / unitsPerEm)
  return {
    box: [scaled(bbox.minX), scaled(bbox.minY), scaled(bbox.maxX), scaled(bbox.maxY)],
    ascent: scaled(ascent),
    descent: scaled(descent),
    capHeight: scaled(capHeight || ascent),
    italicAngle,
  }
}

/** Whether either file of the font has a code point. */
export function hasGlyph(code: number): boolean {
  if (code < FIRST_PRINTED || code === NOT_A_CHARACTER) return false
  return load('regular-latin').codes.has(code) || load('regular-ext').codes.has(code)
}

/** Splits printable text into stretches of one font file each. */
export function runs(text: string, weight: Weight): Run[] {
  const found: { face: Face; text: string }[] = []
  for (const char of text) {
    const latin = load(`${weight}-latin`).codes.has(char.codePointAt(0) ?? 0)
    const face: Face = latin ? `${weight}-latin` : `${weight}-ext`
    const last = found.at(-1)
    if (last?.face === face) last.text += char
    else found.push({ face, text: char })
  }
  return found
}

/** The glyphs of a run, kerned. */
export function shape(run: Run): readonly Shaped[] {
  const { font, meaning } = load(run.face)
  const { glyphs, positions } = font.layout(run.text)
  const scale = 1000 / font.unitsPerEm
  const isSpace = (at: number) => glyphs[at]?.codePoints[0] === SPACE
  return glyphs.map((glyph, at) => {
    const plain = glyph.advanceWidth * scale
    // Words are measured one by one, and a space kerned away is not read back as a space.
    const loose = isSpace(at) || isSpace(at + 1)
    return {
      glyph: glyph.id,
      text: meaning.get(glyph.id) ?? String.fromCodePoint(...glyph.codePoints),
      plain,
      kerned: loose ? plain : (positions?.[at]?.xAdvance ?? 0) * scale,
    }
  })
}

const widths = new Map<string, number>()
/** Words to remember; a statement has fewer, and nothing personal should stay for long. */
const REMEMBERED = 4096

/** The width of printable text in points. */
export function textWidth(text: string, size: number, weight: Weight = 'regular'): number {
  const words = text.split(' ')
  const spaces = (words.length - 1) * wordWidth(' ', weight)
  return ((words.reduce((sum, word) => sum + wordWidth(word, weight), 0) + spaces) * size) / 1000
}

function wordWidth(word: string, weight: Weight): number {
  const key = `${weight}:${word}`
  const known = widths.get(key)
  if (known !== undefined) return known
  let width = 0
  for (const run of runs(word, weight)) for (const glyph of shape(run)) width += glyph.kerned
  if (widths.size >= REMEMBERED) widths.clear()
  widths.set(key, width)
  return width
}

/** Forgets the words that were measured: they are somebody's. */
export function forgetWords(): void {
  widths.clear()
}
