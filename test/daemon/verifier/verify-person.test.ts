import t from 'tap'
import { explain, plainText } from '../../../daemon/verifier/explain.ts'
import { checking, nameOf } from './checking.ts'

t.setTimeout(180_000)
const { rig, text, altered, places: PLACES } = await checking(t.testdir(), 0)
const { at: AT } = rig
t.teardown(rig.drop)
const [signed, signedByAnother, older] = await Promise.all([
  rig.signedByCard('specimen-een'),
  rig.signedByCard('specimen-een', 'specimen-twee'),
  rig.text('specimen-een', 0),
])

for (const { place, trust, verifyDossier, check, found } of PLACES) {
  t.test(
    `${place}, a signature is that of the card that was read, or it is nobody's`,
    async (t) => {
      t.equal((await check(signed)).holds, true)
      const { claims } = await check(signedByAnother)
      t.match(
        claims.filter(({ verdict }) => verdict === 'broken'),
        [{ name: 'signer', evidence: ['other_card'] }],
      )
    },
  )

  t.test(`${place}, without its test root a test card proves nobody`, async (t) => {
    const strict = { ...trust, test: { ...trust.test, roots: [] } }
    const { claims } = await verifyDossier(text, strict, AT)
    t.match(
      claims.find(({ name }) => name === 'card'),
      { verdict: 'broken', evidence: ['signer'] },
    )
  })

  t.test(`${place}, without the seal nobody knows what the counter said`, async (t) => {
    const { claims } = await check(altered(({ body }) => (body.record.clock.source = 'gps')))
    t.same(
      claims.filter(({ verdict }) => verdict === 'stated'),
      [],
    )
    t.match(claims.at(-1), { name: 'clock', verdict: 'not_checked', evidence: ['no_seal'] })
  })

  t.test(`${place}, what the card's issuer said is told as the counter's word`, async (t) => {
    const revoked = (verdict: string, code: string) =>
      check(
        altered(({ body }) => {
          const checks: { name: string }[] = body.record.identity.checks
          const evidence = { code, values: { at: '2026-11-25T08:00' } }
          Object.assign(checks.find(({ name }) => name === 'revocation') ?? {}, {
            verdict,
            evidence,
          })
        }),
      )
    const claimOf = ({ claims }: Awaited<ReturnType<typeof check>>) =>
      claims.find(({ name }) => name === 'card_revocation')
    t.match(claimOf(await revoked('broken', 'revoked')), { verdict: 'broken' })
    t.match(claimOf(await revoked('holds', 'not_revoked')), { evidence: ['no_seal'] })
    t.match(claimOf(await revoked('not_checked', 'unanswered')), { evidence: ['unanswered'] })
  })

  t.test(`${place}, an older card is genuine, and may be a copy`, async (t) => {
    const { claims } = await check(older)
    const card = claims.find(({ name }) => name === 'card')
    t.match(card, { verdict: 'holds', evidence: ['copy_unproven'] })
    const newer = (await found()).claims.find(({ name }) => name === 'card')
    t.same(newer?.evidence, [], 'a newer one proved itself')
  })

  t.test(`${place}, who has no card is established by the inspector's word`, async (t) => {
    const findings = await check(
      altered(({ body }) => {
        const { person, at } = body.record.identity
        const seen = { assurance: 'visual', shown: 'passport', noCardReason: 'stolen' }
        body.record.identity = { person, at, ...seen, checks: [], checkedBy: '1' }
      }),
    )
    const names = findings.claims.map(nameOf)
    t.ok(names.includes('established'))
    t.notOk(names.includes('card'), 'nothing is said of a card')
    t.match(plainText(explain(findings, 'nl'), 'X'), 'De identiteitskaart is gestolen.')
  })

  t.test(`${place}, where people only try, every dossier is a test`, async (t) => {
    const noCard = altered(({ body }) => delete body.record.identity)
    const trial = { ...trust, forTests: true }
    t.equal((await verifyDossier(noCard, trial, AT)).test, true)
    t.equal((await verifyDossier(noCard, trust, AT)).test, false)
  })
}
