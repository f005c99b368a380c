import t from 'tap'
import type { Check } from '../../../daemon/core/card-view.ts'
import { established, provable } from '../../../daemon/core/established.ts'
import type { IdentityView } from '../../../daemon/core/visit-view.ts'

const known = (...verdicts: Check['verdict'][]): Extract<IdentityView, { state: 'known' }> => ({
  state: 'known',
  assurance: 'chip',
  person: { surname: 'Specimen', givenNames: 'Een', birthDate: '1985-04-12' },
  checks: verdicts.map((verdict) => ({
    name: 'chip',
    verdict,
    evidence: { code: 'chip_matches' },
  })),
  at: '2026-11-23T09:00:00.000Z',
})

t.test('one broken check establishes nobody; what was not checked does not harm', async (t) => {
  t.equal(established(known('holds', 'not_checked')), true)
  t.equal(established(known()), true)
  t.equal(established(known('holds', 'broken')), false)
})

t.test('nobody is established before there is an identity', async (t) => {
  t.equal(established({ state: 'asked' }), false)
  t.equal(established({ state: 'failed', failure: 'removed' }), false)
})

const card = { chip: 'c'.repeat(64), authentication: 'a'.repeat(64) }

t.test('a card that holds can be proven with its PIN, where it has a key for that', async (t) => {
  t.equal(provable({ ...known('holds', 'not_checked'), card }), true)
  t.equal(provable({ ...known('holds', 'broken'), card }), false)
  const { chip } = card
  t.equal(provable({ ...known('holds'), card: { chip } }), false, 'young children have none')
  t.equal(provable({ ...known('holds'), card, assurance: 'chip+pin' }), false, 'once is enough')
  t.equal(provable({ state: 'asked' }), false)
})
