import t from 'tap'
import { LANGUAGES } from '../../../daemon/core/language.ts'
import { dossierRecord } from '../../../daemon/documents/record.ts'
import { explain, plainText } from '../../../daemon/verifier/explain.ts'
import { verifierTexts } from '../../../daemon/verifier/texts/texts.ts'

const AT = '2026-11-25T10:00:00Z'
const told = {
  alignment: 'aligned',
  samples: 900,
  xDeg: { median: 0.2, p95: 0.65 },
  yDeg: { median: 0.3, p95: 0.9 },
  calibration: { at: '2026-11-20T10:00:00Z', residualDeg: 0.21 },
} as const
const visit = {
  v: 1,
  dossierId: 'd-1',
  visitId: 'v-1',
  box: 'genk-1',
  ticket: { id: 't-1', number: 'A014', box: 'genk-1' },
  site: { id: 'genk', name: 'Genk', room: 'lokaal 1' },
  kind: 'talk',
  inspector: { seat: '1', name: 'Inspecteur Getuige' },
  openedAt: AT,
  madeAt: AT,
  clock: { synchronised: true, source: 'ntp' },
  outcome: 'advised',
}
const explained = (eyeContact: unknown, language: (typeof LANGUAGES)[number]) => {
  const record = dossierRecord.parse({ ...visit, ...(eyeContact ? { eyeContact } : {}) })
  const findings = { record, claims: [], proofs: [], holds: true, test: true, by: 'genk-1' }
  return plainText(explain(findings, language), 'X').replaceAll(/\s+/g, ' ')
}

t.test('a dossier tells how well people looked each other in the eyes', async (t) => {
  const said = explained({ box: told }, 'nl')
  t.match(said, 'Burger en inspecteur konden elkaar in de ogen kijken.')
  t.match(said, 'binnen 0,65° opzij en 0,9° op of neer')
  t.match(said, 'De ooglijn werd ingesteld op vrijdag 20 november 2026')
  for (const language of LANGUAGES) {
    const said = explained({ box: told }, language)
    t.match(said, verifierTexts[language].eyesOfInspector.met.aligned)
    t.notMatch(said, /undefined|\$\{/)
  }
})

t.test('a loket that nobody calibrated says so', async (t) => {
  const { calibration: _never, ...measured } = told
  const said = explained({ box: { ...measured, alignment: 'not_aligned' } }, 'nl')
  t.match(said, verifierTexts.nl.eyesOfInspector.met.not_aligned)
  t.match(said, verifierTexts.nl.eyesOfInspector.neverSet)
})

t.test('both ends are told, each as far as it was measured', async (t) => {
  for (const language of LANGUAGES) {
    const words = verifierTexts[language]
    const both = explained({ box: told, seat: { ...told, alignment: 'near' } }, language)
    t.match(both, words.eyesOfInspector.met.aligned)
    t.match(both, words.eyesOfCitizen.met.near)
    const seat = explained({ seat: told }, language)
    t.notMatch(seat, words.eyesOfInspector.met.aligned)
    t.match(seat, words.eyesOfCitizen.met.aligned)
    t.notMatch(seat, /undefined|\$\{/)
  }
  const said = explained({ seat: told }, 'nl')
  t.match(said, 'binnen 0,65° opzij en 0,9° op of neer van de camera')
  t.match(said, 'De plaats van de inspecteur werd opgemeten op vrijdag 20 november 2026')
  t.notOk(dossierRecord.safeParse({ ...visit, eyeContact: {} }).success, 'an empty one is refused')
})

t.test('where nothing was measured nothing is said', async (t) => {
  t.notMatch(explained(undefined, 'nl'), verifierTexts.nl.eyes)
})
