import t from 'tap'
import { consoleTexts } from '../../../daemon/screens/kit/texts/texts.ts'
import { placesOf } from '../../../office/console/places.ts'
import { recordGroups } from '../../../office/console/record-groups.ts'
import { rowsOf } from '../../../office/console/record-rows.ts'
import { stableOrder } from '../../../office/console/stable-rows.ts'
import { boardOf } from '../../browser/console-visits.ts'

t.test('rows keep their place while held, and take the true order after', async (t) => {
  t.same(stableOrder(['a', 'b', 'c'], ['d', 'c', 'a'], true), ['a', 'b', 'c', 'd'])
  t.same(stableOrder(['a', 'b', 'c'], ['d', 'c', 'a'], false), ['d', 'c', 'a'])
})

t.test('a place has its lokets, its row and its longest wait', async (t) => {
  const [bilzen, genk] = placesOf(boardOf())
  t.equal(bilzen?.siteName, 'Bilzen-Hoeselt')
  t.same(
    bilzen?.waiting.map(({ number }) => number),
    ['B019'],
    'who is being served waits no more',
  )
  t.same(
    genk?.waiting.map(({ number }) => number),
    ['G015', 'G020'],
  )
  t.equal(genk?.longestSince, Date.parse(genk?.waiting[0]?.issuedAt ?? ''))
  t.equal(placesOf(boardOf(0))[0]?.longestSince, undefined)
})

t.test('a record becomes paths and values, and nothing is left out', async (t) => {
  t.same(rowsOf({ a: { b: 1, c: [true, 'x'] }, none: null }), [
    ['a.b', '1'],
    ['a.c.0', 'true'],
    ['a.c.1', 'x'],
  ])
})

t.test('each document that was exchanged is one row with all that is said of it', async (t) => {
  const at = '2026-11-23T10:00:00.000Z'
  const file = { name: 'exchanged-1.pdf', sha256: 'a'.repeat(64) }
  const exchanged = [{ name: 'Factuur', type: 'pdf', pages: 2, by: '1', at, file }]
  const [group, ...more] = recordGroups({ exchanged }, consoleTexts.nl, 'nl')
  t.same(more, [])
  t.equal(group?.name, 'exchanged')
  t.equal(group?.rows.length, 1)
  t.match(group?.rows[0], { label: 'Factuur', value: /2 bladzijden.*exchanged-1\.pdf, aaaa/ })
})

const sealed = {
  v: 1,
  clock: { synchronised: false, source: 'unknown' },
  kind: 'report',
  openedAt: '2026-11-23T23:30:00.000Z',
  text: 'Mijn fiets is weg.',
  identity: {
    person: { surname: 'Specimen' },
    assurance: 'chip',
    checkedBy: 'box',
    files: { applet: 24, chip: 'AAECAwQFBgc=', later: 'AAAA' },
    proof: { hash: 'sha256', signature: 'AAECAw==' },
    checks: [
      {
        name: 'revocation',
        verdict: 'not_checked',
        evidence: { code: 'unanswered', values: { reason: 'timeout' } },
      },
    ],
  },
  cardAttempts: {
    count: 9,
    kept: [
      { at: '2026-11-23T23:29:00.000Z', failure: 'removed' },
      {
        at: '2026-11-23T23:30:00.000Z',
        card: 'ef',
        broken: [
          { name: 'identity', evidence: { code: 'signature_broken' } },
          {
            name: 'card_dates',
            evidence: { code: 'card_not_valid', values: { from: '2010', until: '2020' } },
          },
        ],
      },
    ],
  },
  document: { ending: { state: 'signed', means: 'pad' } },
  injured: {
    ...{ choice: 'declined', facts: 'Diefstal van een fiets', revision: 2 },
    ending: { state: 'refused', at: '2026-11-23T23:31:00.000Z' },
  },
  papers: [
    {
      ...{ kind: 'loss', language: 'nl', at: '2026-11-23T23:31:00.000Z' },
      ...{ file: { name: 'loss.pdf', sha256: 'ab' }, sealSha256: 'cd' },
    },
  ],
  later: { thing: 'toString' },
  outcome: 'toString',
}

t.test('a record is told in words, group by group, and the unknown stands last', async (t) => {
  const groups = recordGroups(sealed, consoleTexts.nl, 'nl')
  t.same(
    groups.map(({ name, rows }) => [name, ...rows.map(({ label, value }) => `${label}: ${value}`)]),
    [
      ['who', 'Naam: Specimen'],
      [
        'identified',
        'Zekerheid: chip van de kaart',
        'Nagegaan door: het loket',
        'Pogingen met een kaart: 9',
        'Gestolen of ingetrokken: niet nagegaan: De uitgever gaf geen bruikbaar antwoord (timeout).',
        'Kaart zonder resultaat: 24 november 2026 om 00:29:00: ze ging er te vroeg uit',
        'Kaart zonder resultaat: 24 november 2026 om 00:30:00: Identiteit: De handtekening klopt niet: de gegevens zijn veranderd. Geldigheid van de kaart: De kaart is vandaag niet geldig (2010 tot en met 2020).; SHA-256 ef',
      ],
      [
        'cardFiles',
        'Versie van de chip: 24',
        'Chip: 8 bytes',
        'files.later: 3 bytes',
        'Hash bij de pincode: sha256',
        'Antwoord na de pincode: 4 bytes',
      ],
      ['visit', 'Soort bezoek: Aangifte'],
      ['shown', 'Verhaal: Mijn fiets is weg.'],
      ['ending', 'Uitkomst: toString', 'Document: getekend', 'Getekend op: handtekeningbord'],
      [
        'injured',
        'De burger: wenst ze niet af te leggen',
        'Feiten: Diefstal van een fiets',
        'Versie: 2',
        'Document: niet getekend',
        'Getekend of geweigerd: 24 november 2026 om 00:31:00',
      ],
      [
        'papers',
        'Attest van verlies of diefstal: Nederlands, 24 november 2026 om 00:31:00, loss.pdf, ab, Verzegeld met (SHA-256) cd',
      ],
      ['times', 'Bezoek begonnen: 24 november 2026 om 00:30:00'],
      ['clock', 'Gelijkgezet: nee', 'Bron: unknown'],
      ['marks', 'Vorm van het verslag: 1'],
      ['other', 'later.thing: toString'],
    ],
  )
})

t.test('every language tells a record, and no value is lost in any', async (t) => {
  for (const language of ['nl', 'fr', 'de', 'en'] as const) {
    const groups = recordGroups(sealed, consoleTexts[language], language)
    // The four values of a check are one row, and so are the six of a paper and those of each card.
    t.equal(groups.flatMap(({ rows }) => rows).length, rowsOf(sealed).length - 16, language)
  }
})
