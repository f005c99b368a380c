import t from 'tap'
import { established } from '../../../daemon/core/established.ts'
import type { Check, IdentityView } from '../../../daemon/core/visit-view.ts'

const known = (...verdicts: Check['verdict'][]): IdentityView => ({
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
