import t from 'tap'
import { LANGUAGES } from '../../../daemon/core/language.ts'
import { hasGlyph } from '../../../daemon/documents/fonts.ts'
import { printable } from '../../../daemon/documents/printable.ts'
import { rightsNotice } from '../../../daemon/documents/rights.ts'
import { attestationTexts } from '../../../daemon/documents/texts/attestation.ts'
import { injuredTexts } from '../../../daemon/documents/texts/injured.ts'
import { letterTexts } from '../../../daemon/documents/texts/letter.ts'
import { lossTexts } from '../../../daemon/documents/texts/loss.ts'
import { paperTexts } from '../../../daemon/documents/texts.ts'

/** Every sentence of a catalogue, its functions filled in. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function')
    return [String(value('een', 'twee', 'drie')), String(value('een'))]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(sentences)
  return []
}

const CATALOGUES = [paperTexts, letterTexts, attestationTexts, lossTexts, injuredTexts]

t.test('no catalogue lacks a sentence in one of the languages', async (t) => {
  for (const catalogue of CATALOGUES) {
    const counts = LANGUAGES.map((language) => sentences(catalogue(language)).length)
    t.equal(new Set(counts).size, 1, `${counts}`)
  }
})

t.test('every word on paper and of the rights can be printed, in every language', async (t) => {
  for (const language of LANGUAGES) {
    const words = CATALOGUES.flatMap((catalogue) => sentences(catalogue(language)))
    const all = [...words, rightsNotice(language).text]
    t.ok(all.length > 40, language)
    for (const text of all) t.equal(printable(text, hasGlyph), text)
  }
})

t.test(
  'the rights notice has the same rights in every language, and the emergency numbers',
  async (t) => {
    const counts = LANGUAGES.map((language) => rightsNotice(language).text.split('\n').length)
    t.equal(new Set(counts).size, 1)
    for (const language of LANGUAGES) {
      const { version, text } = rightsNotice(language)
      t.equal(version, '2026-11')
      t.match(text, /101.*112/)
    }
  },
)
