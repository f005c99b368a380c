import t from 'tap'
import { LANGUAGES } from '../../../../daemon/core/language.ts'
import { sayEvidence } from '../../../../daemon/screens/kit/evidence.ts'
import {
  consoleTexts,
  infoTexts,
  readingTexts,
  roomTexts,
  urgentTexts,
} from '../../../../daemon/screens/kit/texts/texts.ts'

const citizenPages = { urgentTexts, infoTexts, readingTexts, roomTexts }
const pages = { ...citizenPages, consoleTexts }

/** Words that are the same in two languages and mean the same in both. */
const international = new Set([
  'Version 1',
  'OK',
  'Printer',
  'Ticket',
  'hier',
  'Nummer',
  'Stand',
  'Foto',
  'Photo',
  'Kleiner',
  'Kids-ID',
])

/** Path of each text, `failures.absent`, with the text or the function that makes it. */
function leaves(of: unknown, path = ''): Map<string, unknown> {
  if (typeof of !== 'object' || of === null) return new Map([[path, of]])
  return new Map(
    Object.entries(of).flatMap(([key, value]) => [...leaves(value, path ? `${path}.${key}` : key)]),
  )
}

for (const [page, texts] of Object.entries(pages))
  t.test(`${page}: every language has every text`, async (t) => {
    const dutch = [...leaves(texts.nl).keys()].sort()
    for (const language of LANGUAGES)
      t.same([...leaves(texts[language]).keys()].sort(), dutch, language)
  })

for (const [page, texts] of Object.entries(citizenPages)) {
  t.test(`${page}: every text says something`, async (t) => {
    for (const language of LANGUAGES)
      for (const [path, text] of leaves(texts[language]))
        if (typeof text === 'string') t.ok(text.trim(), `${language} ${path}`)
  })

  t.test(`${page}: no text is left in Dutch by accident`, async (t) => {
    const dutch = leaves(texts.nl)
    for (const language of LANGUAGES.filter((other) => other !== 'nl'))
      for (const [path, text] of leaves(texts[language]))
        if (typeof text === 'string' && !international.has(text))
          t.not(text, dutch.get(path), `${language} ${path}: ${text}`)
  })

  t.test(`${page}: no number or name gets lost`, async (t) => {
    for (const language of LANGUAGES)
      for (const [path, make] of leaves(texts[language])) {
        if (typeof make !== 'function') continue
        const given = Array.from({ length: make.length }, (_, at) => 71 + at)
        const made = String(Reflect.apply(make, undefined, given))
        for (const value of given)
          t.match(made, String(value), `${language} ${path} keeps what it is given`)
      }
  })

  t.test(`${page}: nobody is shouted at`, async (t) => {
    for (const language of LANGUAGES)
      for (const [path, text] of leaves(texts[language]))
        if (typeof text === 'string') t.notMatch(text, '!', `${language} ${path}`)
  })
}

t.test('an authority without a number leaves no blank before the full stop', async (t) => {
  const evidence = { code: 'holder_chain_holds', values: { authority: 'Citizen CA', number: '' } }
  t.equal(sayEvidence(evidence, consoleTexts.nl.cardWords), 'Uitgegeven door Citizen CA.')
})
