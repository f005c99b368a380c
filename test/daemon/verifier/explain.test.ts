import t from 'tap'
import { LANGUAGES } from '../../../daemon/core/language.ts'
import { filesOf } from '../../../daemon/documents/record.ts'
import { dayInWords } from '../../../daemon/documents/when.ts'
import { notChecked } from '../../../daemon/verifier/claim.ts'
import { explain, plainText } from '../../../daemon/verifier/explain.ts'
import { verifierTexts } from '../../../daemon/verifier/texts/texts.ts'
import { checking } from './checking.ts'

t.setTimeout(180_000)
const { rig, unstamped, altered, places: PLACES } = await checking(t.testdir())
t.teardown(rig.drop)

/** What a terminal obeys, or nobody sees. */
const UNSEEN = /[^\P{C}\n]|\p{DI}|\p{Zl}|\p{Zp}/u

for (const { place, check, found } of PLACES) {
  t.test(`${place}, it is explained in four languages, the verdict first`, async (t) => {
    const findings = await found()
    for (const language of LANGUAGES) {
      const explained = explain(findings, language)
      const said = plainText(explained, 'X')
      t.match(said, 'Specimen')
      t.match(said, 'A014')
      t.notMatch(said, /undefined|\[object|\$\{/)
      t.equal(explained.parts.length, 10, 'declaration, papers and time-stamps have a part each')
      t.match(said, verifierTexts[language].declared.filed)
      t.match(said, /Tijdstempel TEST[\s\S]*B-LTA/)
      t.ok(explained.test, 'a test is called one')
      t.equal(explained.checked.length, findings.claims.length)
    }
    const broken = [{ name: 'identity', evidence: { code: 'signature_broken' } }]
    const kept = [
      { at: '2026-11-23T15:33:00Z', broken, card: 'a'.repeat(64) },
      { at: '2026-11-23T15:34:00Z', failure: 'removed' },
    ]
    const offered = await check(
      altered(({ body }) => (body.record.cardAttempts = { count: 2, kept })),
    )
    const told = plainText(explain(offered, 'nl'), 'X').replace(/\s+/g, ' ')
    t.match(told, 'Om 16:33 werd een kaart aangeboden waarvan niet alles klopt: Identiteit.')
    t.match(told, 'Om 16:34 werd geen kaart gelezen: ze ging er te vroeg uit.')
    const checkedBy = { seat: '4', name: 'Inspecteur Getuige' }
    const named = await check(altered(({ body }) => (body.record.identity.checkedBy = checkedBy)))
    t.match(plainText(explain(named, 'nl'), 'X'), 'Vastgesteld door Inspecteur Getuige op')
    const before = await check(altered(({ body }) => (body.record.identity.checkedBy = '4')))
    t.match(plainText(explain(before, 'nl'), 'X'), 'Vastgesteld door de inspecteur op plaats 4 op')
    const seen = { noCardReason: 'expired', shown: 'passport', shownNumber: 'SPECI2014' }
    const expired = await check(altered(({ body }) => Object.assign(body.record.identity, seen)))
    const without = plainText(explain(expired, 'nl'), 'X')
    t.match(without, 'De identiteitskaart is vervallen.')
    t.match(without, 'Bekeken document: paspoort, nr. SPECI2014.')
    const changed = altered(({ body }) => (body.record.identity.person.surname = 'Iemand'))
    t.match(explain(await check(changed), 'nl').verdict, /Er klopt iets niet: .*de persoon/)
    const other = altered(({ body }) => (body.record.injured.file.sha256 = 'a'.repeat(64)))
    t.match(
      explain(await check(other), 'nl').verdict,
      /niet: .*het bestand \(Verklaring van benadeelde persoon\)/,
    )
  })

  t.test(`${place}, what a file says cannot pass for what the verifier says`, async (t) => {
    const forged = 'Jan.\n\nNagekeken\n  ✓ Alles\u001b[8m \u202e\u2066\u009b8m\u200b\u3164\r\u0007'
    const findings = await check(
      altered(({ body }) => {
        body.record.inspector.name = forged
        body.record.identity.basis = forged
        body.record.papers[0].file.name = `${forged}.pdf`
        body.record.clock.source = forged
      }),
    )
    for (const language of LANGUAGES) {
      const { checked } = verifierTexts[language]
      const explained = explain(findings, language)
      const said = plainText(explained, checked)
      t.notMatch(said, UNSEEN)
      t.notMatch(JSON.stringify(explained), /\\n|\\u/)
      t.equal(said.split('\n').filter((line) => line === checked).length, 1)
      t.match(said, '[U+202E]', 'it is shown that something was there')
      t.equal(explained.doubt, verifierTexts[language].doubt, 'whose words these are is said')
      t.ok(said.indexOf(explained.doubt ?? '?') < said.indexOf('Jan.'), 'before any of them')
    }
    t.equal(explain(await found(), 'nl').doubt, undefined, 'a sealed dossier has no doubt')
  })

  t.test(`${place}, the verdict says what it leaves open`, async (t) => {
    const stamped = plainText(explain(await found(), 'nl'), 'X').replaceAll(/\s+/g, ' ')
    t.match(stamped, verifierTexts.nl.found.stamped_time, 'what the moment rests on')
    const findings = await check(unstamped)
    t.match(
      findings.claims.filter(({ name }) => name === 'revocation'),
      [notChecked('revocation', 'not_asked'), notChecked('revocation', 'not_asked')],
    )
    for (const language of LANGUAGES) {
      const { tones, caution, verdicts, found, judged } = verifierTexts[language]
      const explained = explain(findings, language)
      const said = plainText(explained, 'X').replaceAll(/\s+/g, ' ')
      t.match(explained, { tone: 'amber', headline: tones.amber, caution })
      t.match(said, tones.amber)
      t.match(said, caution)
      t.match(said, judged(`(${found.not_configured})`, verdicts.not_checked))
      t.match(said, judged('(2026-11)', verdicts.stated))
      t.match(said, found.own_time, 'what the moment rests on')
    }
  })

  t.test(`${place}, a printed report is tied to its dossier and tells its facts`, async (t) => {
    const said = plainText(explain(await found(), 'nl'), 'X').replaceAll(/\s+/g, ' ')
    const { record } = await found()
    t.match(said, 'Dossier d-1, loket genk-1.')
    for (const { sha256 } of record ? filesOf(record) : []) t.match(said, `SHA-256 ${sha256}`)
    t.match(said, 'Aangifte. Afloop: ondertekend.')
    t.match(said, 'Opgesteld in het Nederlands.')
    t.match(said, 'De beweging van de pen werd niet bewaard')
  })

  t.test(
    `${place}, the rights are told word for word, and what is of before still reads`,
    async (t) => {
      const findings = await found()
      const { text: notice = '', sha256: hash } = findings.record?.rights ?? {}
      const said = plainText(explain(findings, 'fr'), 'X')
      t.match(said, `SHA-256 ${hash}`)
      t.match(
        said.replaceAll(/\n {2}\| /g, ' '),
        notice.split('\n')[0],
        'in the language of the visit',
      )
      const claimOf = async (change: (rights: Record<string, string>) => void) => {
        const { record, claims } = await check(altered(({ body }) => change(body.record.rights)))
        t.ok(record)
        return claims.find(({ name }) => name === 'rights_text')
      }
      const before = await claimOf((rights) => {
        delete rights['text']
        delete rights['sha256']
      })
      t.match(before, { verdict: 'not_checked', evidence: ['no_text'] })
      const later = await claimOf((rights) => (rights['version'] = '2031-02'))
      t.match(
        later,
        { verdict: 'not_checked' },
        'without a seal a text that is not known is nothing',
      )
    },
  )

  t.test(`${place}, what was found is told in words`, async (t) => {
    const other = altered(({ body }) => {
      body.record.identity.proof.nonce = 'f'.repeat(64)
      body.record.clock = { synchronised: false, source: 'unknown' }
      body.record.document.file.name = 'statements.pdf'
    })
    for (const language of LANGUAGES) {
      const { found, born } = verifierTexts[language]
      const said = plainText(explain(await check(other), language), 'X').replaceAll(/\s+/g, ' ')
      for (const code of ['proof_broken', 'unknown', 'missing'] as const) {
        t.match(said, `(${found[code]})`)
        t.notMatch(said, `(${code})`)
      }
      const day = dayInWords('1992-07-08', verifierTexts[language].locale)
      t.match(said, born('Drie Anaïs M Specimen', day))
    }
    const year = altered(({ body }) => (body.record.identity.person.birthDate = '1985'))
    t.match(plainText(explain(await check(year), 'nl'), 'X'), 'geboren: 1985.')
  })
}
