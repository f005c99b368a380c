import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { LANGUAGES, type Language } from '../../../daemon/core/language.ts'
import { makeAttestation } from '../../../daemon/documents/attestation.ts'
import { makeInjuredPerson } from '../../../daemon/documents/injured-person.ts'
import { makeLossAttestation } from '../../../daemon/documents/loss-attestation.ts'
import { verifyPades } from '../../../daemon/documents/pades/verify.ts'
import { makePages } from '../../../daemon/documents/pages.ts'
import { checkPdfA } from '../../../daemon/documents/pdfa.ts'
import { onPaper } from '../../../daemon/documents/people.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { sealPaper } from '../../../daemon/documents/sign.ts'
import { judges } from './judges.ts'
import { specimenAttestation, specimenInjured, specimenLoss } from './specimen-letters.ts'
import { specimenSeal } from './specimen-seal.ts'

const pages = makePages()
t.teardown(() => pages.wipe())
const MAKERS = {
  attestation: (language: Language) => makeAttestation(specimenAttestation({ language })),
  'loss-attestation': (language: Language) => makeLossAttestation(specimenLoss({ language })),
  'injured-person': (language: Language) => makeInjuredPerson(specimenInjured({ language })),
} as const

t.test('each paper keeps every rule and fits one page, in every language', async (t) => {
  for (const [name, make] of Object.entries(MAKERS))
    for (const language of LANGUAGES) {
      const pdf = await make(language)
      const broken = (await checkPdfA(pdf)).filter(({ holds }) => !holds)
      t.same(broken, [], `${name} ${language}`)
      t.equal(await pages.pageCount(pdf), 1, `${name} ${language}`)
    }
})

t.test('each has its own record inside, and qpdf finds nothing wrong', async (t) => {
  for (const [name, make] of Object.entries(MAKERS)) {
    const pdf = await make('nl')
    t.equal(sha256(await make('nl')), sha256(pdf), 'the same bytes again')
    const judge = judges(t.testdir(), pdf)
    t.match(await judge.qpdf(), /No syntax or stream encoding errors/)
    t.equal(await judge.attachedName(), `${name}.json`)
    const record = JSON.parse((await judge.attached()).toString())
    t.match(record, { v: 1, document: name, reference: 'LKT-2026-0017', language: 'nl' })
    const { identity } = specimenAttestation()
    if (identity === undefined) throw new TypeError('the specimen has an identity')
    t.same(record.identity, onPaper(identity))
  }
})

t.test(
  'the box seals a paper without a mark on its page, and every rule still holds',
  async (t) => {
    const seal = await specimenSeal(t.testdir())
    const at = new Date().toISOString()
    const roots = [
      Uint8Array.from(new X509Certificate(readFileSync(join(t.testdirName, 'root.pem'))).raw),
    ]
    for (const [name, make] of Object.entries(MAKERS)) {
      const paper = await make('fr')
      const sealed = await sealPaper(paper, { language: 'fr', at }, seal)
      t.same(
        Buffer.from(sealed.subarray(0, paper.length)),
        Buffer.from(paper),
        'it stays as it was',
      )
      t.same(
        (await checkPdfA(sealed)).filter(({ holds }) => !holds),
        [],
        name,
      )
      t.match(await judges(t.testdir(), sealed).qpdf(), /No syntax or stream encoding errors/)
      const { signatures } = await verifyPades(sealed, { roots, now: at })
      t.same(
        signatures[0]?.checks.filter(({ verdict }) => verdict === 'broken'),
        [],
      )
      t.equal(signatures[0]?.signer?.certificateSha256, seal.key.fingerprint)
      t.same(await pages.pageText(sealed, 1), await pages.pageText(paper, 1))
    }
  },
)

/** Quicker than to hear it, for what needs no order of structure. */
async function seen(pdf: Uint8Array): Promise<string> {
  return (await pages.pageText(pdf, 1)).replace(/\s+/g, ' ')
}
async function spoken(folder: string, pdf: Uint8Array): Promise<string> {
  return await judges(folder, pdf).spoken()
}

t.test(
  'an attestation names service, author and a provisional reference, never a number',
  async (t) => {
    const text = await spoken(t.testdir(), await MAKERS.attestation('nl'))
    for (const words of [
      'Attest van klachtneerlegging',
      'Klager Specimen, Een Zoë',
      'Feiten Diefstal van een fiets zaterdag 21 november 2026',
      'Dienst Politiezone Testland Opsteller Test Inspecteur',
      'Referentie LKT-2026-0017 Voorlopige referentie. Het nummer van het proces-verbaal volgt later.',
      'Wat gebeurt er nu? 1. De politie maakt een proces-verbaal op.',
      'Hulp voor slachtoffers',
      'gratis kopie van uw verklaring',
    ])
      t.ok(text.includes(words), words)
    t.equal(await judges(t.testdir(), await MAKERS.attestation('nl')).fieldToSign(), undefined)
  },
)

t.test('a loss attestation tells how to block the document, in every language', async (t) => {
  for (const language of LANGUAGES) {
    const text = await seen(await MAKERS['loss-attestation'](language))
    t.match(text, /DOCSTOP .*00800 2123 2123 .*\+32 2 518 21 23 .*docstop\.be/, language)
  }
  const told = specimenLoss({ how: 'stolen', what: 'passport', docstopTold: true })
  const text = await seen(await makeLossAttestation(told))
  t.match(text, /^Virtueel politieloket Attest van diefstal van een identiteitsdocument /)
  t.match(text, /Document Paspoort Nummer 000-0000000-00 Diefstal zaterdag/)
  t.match(text, /U hebt het document al gemeld bij DOCSTOP\./)
  t.notMatch(text, /Bel DOCSTOP/)
  const { number: _number, ...unknown } = specimenLoss()
  t.match(await seen(await makeLossAttestation(unknown)), /Identiteitskaart Verlies/)
})

t.test(
  'a declaration of injured person is filed, declined or left for later, over a signature',
  async (t) => {
    const filed = await makeInjuredPerson(specimenInjured())
    const text = await spoken(t.testdir(), filed)
    t.match(text, /Schade of belang Fiets ter waarde van 1 249,00 € Parket Parket Testland/)
    t.match(text, /Verklaring Ik verklaar dat ik schade heb geleden .* Handtekening, of vermelding/)
    t.equal(await judges(t.testdir(), filed).fieldToSign(), 'signature')
    const declined = specimenInjured({ choice: 'declined' })
    t.match(
      await spoken(t.testdir(), await makeInjuredPerson(declined)),
      /Ik wens dat niet te doen\./,
    )
    const {
      damage: _damage,
      prosecutor: _prosecutor,
      ...offered
    } = specimenInjured({ choice: 'offered' })
    const later = await seen(await makeInjuredPerson(offered))
    t.match(later, /Ik beslis later of ik ze afleg\./)
    t.match(later, /met een aangetekende brief aan het parket/)
    t.notMatch(later, /Schade of belang|Parket Parket/)
  },
)

t.test(
  'without an identity nobody is named, and long facts go over the page in order',
  async (t) => {
    const { identity: _identity, ...nobody } = specimenAttestation()
    t.match(await seen(await makeAttestation(nobody)), /Klager – Feiten/)
    const facts = Array.from({ length: 70 }, (_, at) => `feit ${at + 1}`)
    const long = await makeInjuredPerson(specimenInjured({ facts }))
    t.ok((await pages.pageCount(long)) > 1)
    t.same(
      (await checkPdfA(long)).filter(({ holds }) => !holds),
      [],
    )
    t.match(await spoken(t.testdir(), long), new RegExp(facts.join(' ')))
  },
)
