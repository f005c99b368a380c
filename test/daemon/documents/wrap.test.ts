import fc from 'fast-check'
import t from 'tap'
import { hasGlyph } from '../../../daemon/documents/fonts.ts'
import { printable } from '../../../daemon/documents/printable.ts'
import { wrap } from '../../../daemon/documents/wrap.ts'

/** Every character is one wide. */
const ruler = (text: string) => [...text].length

t.test('lines break at spaces and inside words at hyphens and slashes', async (t) => {
  t.same(wrap('de fiets is weg', 9, ruler), ['de fiets', 'is weg'])
  t.same(wrap('een café-garage', 9, ruler), ['een café-', 'garage'])
  t.same(wrap('en/of niet nu', 7, ruler), ['en/of', 'niet nu'])
  t.same(wrap('', 9, ruler), [''])
  t.same(wrap('op 23/11/2026 of 2026-11-23', 13, ruler), ['op 23/11/2026', 'of 2026-11-23'])
})

t.test('a word longer than a line is cut without a hyphen, between whole characters', async (t) => {
  t.same(wrap('BE71096123456769', 6, ruler), ['BE7109', '612345', '6769'])
  t.same(wrap('e\u0301e\u0301e\u0301', 2, ruler), ['e\u0301', 'e\u0301', 'e\u0301'])
})

t.test('no line ends inside an amount or before its unit', async (t) => {
  t.same(wrap('het kost 1 249 € of meer', 11, ruler), ['het kost', '1 249 € of', 'meer'])
  t.same(wrap('het is om 17.10 uur gebeurd', 15, ruler), ['het is om', '17.10 uur', 'gebeurd'])
  t.same(wrap('il dit « non » : fini', 11, ruler), ['il dit', '« non » :', 'fini'])
})

t.test('the last line is not one word when the others can give it company', async (t) => {
  t.same(wrap(`${'aaaa '.repeat(20)}bb`, 100, ruler).at(-1), 'aaaa bb')
})

t.test('property: no line is too wide and nothing but spaces is lost', async (t) => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 4, max: 40 }),
      (text, width) => {
        const line = text.replaceAll('\n', ' ')
        const lines = wrap(line, width, ruler)
        const tooWide = lines.filter(
          (it) => ruler(it) > width && [...new Intl.Segmenter().segment(it)].length > 1,
        )
        const bare = (it: string) => it.replaceAll(' ', '')
        return tooWide.length === 0 && bare(lines.join('')) === bare(line)
      },
    ),
  )
  t.pass()
})

t.test('what the font lacks is shown as its code point and nothing vanishes', async (t) => {
  t.equal(printable('café Ł ß € „x”', hasGlyph), 'café Ł ß € „x”')
  t.equal(
    printable('Ж🚲\u0007\ud800\u200b\u202e', hasGlyph),
    '[U+0416][U+1F6B2][U+0007][U+D800][U+200B][U+202E]',
  )
  t.equal(printable('e\u0301\r\na\rb\u2028c\td', hasGlyph), 'é\na\nb\nc    d')
  t.equal(printable('sub\u00adtiel\u202f€', hasGlyph), 'subtiel\u00a0€')
})

t.test('property: printable text holds only what the font has', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) =>
      [...printable(text, hasGlyph)].every((it) => it === '\n' || hasGlyph(it.codePointAt(0) ?? 0)),
    ),
    { numRuns: 40 },
  )
  t.pass()
})
