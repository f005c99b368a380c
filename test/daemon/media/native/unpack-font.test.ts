import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fontkit from '@cantoo/fontkit'
import t from 'tap'
import { unpackFont } from '../../../../daemon/media/native/unpack-font.ts'

const woff = readFileSync(
  createRequire(import.meta.url).resolve(
    '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-600-normal.woff',
  ),
)

t.test('the unpacked font has the letters of the packed one', async (t) => {
  const [packed, plain] = [fontkit.create(woff), fontkit.create(unpackFont(woff))]
  if (!('layout' in packed && 'layout' in plain)) throw new Error('more than one font')
  t.equal(plain.familyName, packed.familyName)
  t.same(plain.characterSet, packed.characterSet)
  const widths = (font: typeof plain) =>
    font.layout('Eén ogenblik, ça Größe').glyphs.map((glyph) => glyph.advanceWidth)
  t.same(widths(plain), widths(packed))
})

t.test('every table holds what its checksum says', async (t) => {
  const font = unpackFont(woff)
  const count = font.readUInt16BE(4)
  t.ok(count > 8)
  for (let index = 0; index < count; index++) {
    const entry = 12 + 16 * index
    const tag = font.toString('latin1', entry, entry + 4)
    if (tag === 'head') continue // its own field is left out of the sum
    const [offset, length] = [font.readUInt32BE(entry + 8), font.readUInt32BE(entry + 12)]
    let sum = 0
    for (let at = offset; at < offset + ((length + 3) & ~3); at += 4)
      sum = (sum + font.readUInt32BE(at)) >>> 0
    t.equal(sum, font.readUInt32BE(entry + 4), tag)
  }
})
