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
export interface Advance {
  readonly plain: number
  readonly kerned: number
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
  readonly bytes: Uint8Array
  readonly codes: ReadonlySet<number>
  readonly advances: (text: string) => readonly Advance[]
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
    const scale = 1000 / font.unitsPerEm
    return {
      bytes,
      codes: new Set(font.characterSet),
      advances: (text) => {
        const { glyphs, positions } = font.layout(text)
        const isSpace = (at: number) => glyphs[at]?.codePoints[0] === SPACE
        return glyphs.map((glyph, at) => {
          const plain = glyph.advanceWidth * scale
          // Words are measured one by one, and a space kerned away is not read back as a space.
          const loose = isSpace(at) || isSpace(at + 1)
          return { plain, kerned: loose ? plain : (positions?.[at]?.xAdvance ?? 0) * scale }
        })
      },
    }
  } catch (cause) {
    throw new FontError(`the font ${FACES[face]} cannot be read`, { cause })
  }
}

/** The bytes of a font file, to be embedded. @throws FontError */
export function fontBytes(face: Face): Uint8Array {
  return load(face).bytes
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

/** The advances of a run's glyphs, kerning included. */
export function advances(run: Run): readonly Advance[] {
  return load(run.face).advances(run.text)
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
  for (const run of runs(word, weight)) for (const glyph of advances(run)) width += glyph.kerned
  if (widths.size >= REMEMBERED) widths.clear()
  widths.set(key, width)
  return width
}

/** Forgets the words that were measured: they are somebody's. */
export function forgetWords(): void {
  widths.clear()
}
