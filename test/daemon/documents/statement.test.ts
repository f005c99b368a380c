import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { LANGUAGES } from '../../../daemon/core/language.ts'
import { VISIT_KINDS } from '../../../daemon/core/visit-view.ts'
import { makePages } from '../../../daemon/documents/pages.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { paperTexts } from '../../../daemon/documents/texts.ts'
import { dayInWords, longTime, shortTime } from '../../../daemon/documents/when.ts'
import { PARAGRAPH, specimenInput } from './specimen.ts'

const pages = makePages()
t.teardown(() => pages.wipe())

async function textOf(pdf: Uint8Array): Promise<string> {
  const count = await pages.pageCount(pdf)
  const numbers = Array.from({ length: count }, (_, at) => at + 1)
  const texts = await Promise.all(numbers.map((number) => pages.pageText(pdf, number)))
  return texts.join('\n').replace(/\s+/g, ' ')
}

t.test('the paper says who was heard, how they were identified, by whom and when', async (t) => {
  const text = await textOf(await makeStatement(specimenInput()))
  for (const words of [
    'Aangifte',
    'Gemeentehuis Genk, lokaal 2 op maandag 23 november 2026 om 16:47',
    'Specimen, Een Zoë',
    'geboren op 30 JUL 1985 in Genk',
    'Teststraat 1, 3600 Genk',
    'de gegevens op de chip werden nagekeken',
    'Kaart 000-0000000-00, geldig tot 1 februari 2031',
    'Test Inspecteur (seat-1)',
    'versie 2026-11, in het Nederlands; bevestigd op 23/11/2026 16:34',
    PARAGRAPH,
    'Tekenen is niet verplicht',
  ])
    t.ok(text.includes(words), words)
  // pdftotext takes evenly spaced signs for one spaced-out word.
  t.match(text, /1 ?\/ ?1/)
})

t.test('every language and kind makes a sound PDF of its own title', async (t) => {
  for (const [at, language] of LANGUAGES.entries()) {
    const kind = VISIT_KINDS[at % VISIT_KINDS.length] ?? 'talk'
    const pdf = await makeStatement(specimenInput({ language, kind }))
    t.ok((await textOf(pdf)).includes(paperTexts(language).title[kind]), `${language} ${kind}`)
  }
})

t.test('without a card it says what was looked at, or that nobody was identified', async (t) => {
  const { identity, ...rest } = specimenInput()
  const seen = await textOf(
    await makeStatement({
      ...rest,
      ...(identity && {
        identity: {
          ...identity,
          assurance: 'visual',
          reason: 'lost',
          shown: 'passport',
          shownNumber: 'SPECI2014',
          shownCountry: 'Frankrijk',
          basis: 'foto vergeleken',
        },
      }),
    }),
  )
  t.match(
    seen,
    /De identiteitskaart is verloren\. Bekeken: paspoort, nr\. SPECI2014, Frankrijk Waarop dat steunt: foto vergeleken/,
  )
  const nobody = await textOf(
    await makeStatement({ ...rest, rights: { state: 'presented' }, text: ' \n ' }),
  )
  t.match(nobody, /De identiteit werd niet vastgesteld/)
  t.match(nobody, /rechten werd niet bevestigd/)
  t.match(nobody, /Er werd geen tekst opgeschreven/)
})

t.test('cards that established nobody stand with how the person was identified', async (t) => {
  const at = '2026-11-23T15:33:00Z'
  const cardAttempts = {
    count: 9,
    kept: [
      { at, failure: 'unreadable' },
      { at, broken: [{ name: 'identity' }, { name: 'card_dates' }] },
      { at, broken: [{ name: 'later' }] },
    ],
  }
  const seen = await textOf(await makeStatement(specimenInput({ cardAttempts })))
  for (const words of [
    'Om 16:33 werd geen kaart gelezen: ze kon niet gelezen worden.',
    'waarvan niet alles klopt: Identiteit, Geldigheid van de kaart.',
    'waarvan niet alles klopt: later.',
    'Er waren meer pogingen dan hier staan: 9 in het geheel.',
  ])
    t.ok(seen.includes(words), words)
  for (const language of LANGUAGES)
    t.notMatch(
      await textOf(await makeStatement(specimenInput({ language, cardAttempts }))),
      /[{}]|undefined|unreadable|card_dates/,
      language,
    )
})

t.test('the same input gives the same bytes, another revision gives others', async (t) => {
  const first = await makeStatement(specimenInput())
  t.equal(sha256(await makeStatement(specimenInput())), sha256(first))
  t.not(sha256(await makeStatement(specimenInput({ revision: 3 }))), sha256(first))
})

t.test('a long statement has numbered pages and the signature is never alone', async (t) => {
  for (const count of [8, 9, 10]) {
    const text = Array.from({ length: count }, () => PARAGRAPH).join('\n\n')
    const pdf = await makeStatement(specimenInput({ text }))
    const last = await pages.pageCount(pdf)
    const end = await pages.pageText(pdf, last)
    t.match(end, new RegExp(`${last} ?/ ?${last}`), `${count} paragraphs, ${last} pages`)
    t.match(end, /249,00 €\)\.\s/, 'the end of the text stands with the signature')
    t.match(end, /Handtekening/)
  }
})

t.test('letters, signs and accents come back from the paper as they were typed', async (t) => {
  const text = 'é è ê ë ï ö ü ç ß € £ § ° ½ – — … « » „ ” ‘ ’ Œ œ Ÿ Ł ź ș İ ő ů fi ffi fl'
  t.ok((await textOf(await makeStatement(specimenInput({ text })))).includes(text))
})

t.test('a word without end and a very long text are laid out', async (t) => {
  const pdf = await makeStatement(specimenInput({ text: 'W'.repeat(2000) }))
  t.equal((await textOf(pdf)).match(/W+/g)?.join('').length, 2000)
  const long = await makeStatement(specimenInput({ text: `${PARAGRAPH} `.repeat(200) }))
  t.ok((await pages.pageCount(long)) > 10)
})

t.test(
  'times are those of Brussels, summer and winter, and odd dates stay as they are',
  async (t) => {
    t.equal(longTime('2026-07-01T22:30:00Z', 'nl-BE'), 'donderdag 2 juli 2026 om 00:30')
    t.equal(shortTime('2026-12-31T23:30:00Z', 'fr-BE'), '01/01/2027 00:30')
    t.equal(longTime('not a time', 'nl-BE'), 'not a time')
    t.equal(dayInWords('1985', 'nl-BE'), '1985')
    t.equal(dayInWords('1985-13-99', 'nl-BE'), '1985-13-99')
    t.equal(dayInWords('1985-07-30', 'de-BE'), '30. Juli 1985')
  },
)

t.test(
  'what it says for machines is what stands on it, and nothing else of the card',
  async (t) => {
    const { identity, ...rest } = specimenInput()
    const keys = { nonce: '', boxNonce: '', certificate: '', signature: '' }
    const inner = { photo: 'AAAA', proof: { ...keys, hash: 'sha256' } } as const
    const pdf = join(t.testdir(), 'statement.pdf')
    writeFileSync(
      pdf,
      await makeStatement({
        ...rest,
        ...(identity ? { identity: { ...identity, ...inner } } : {}),
      }),
    )
    execFileSync('pdfdetach', ['-save', '1', '-o', `${pdf}.json`, pdf])
    const record = JSON.parse(readFileSync(`${pdf}.json`, 'utf8'))
    t.same(Object.keys(record.identity).toSorted(), ['assurance', 'at', 'person'])
    t.same(Object.keys(record.rights).toSorted(), ['confirmedAt', 'language', 'version'])
    t.match(record, { v: 2, document: 'statement', text: rest.text, ticket: rest.ticket })
  },
)
