import t from 'tap'
import type { CheckName } from '../../../daemon/core/card-view.ts'
import { fittingReason } from '../../../daemon/core/fitting-reason.ts'
import { AT } from './letters.ts'
import { after, SITUATIONS } from './situations.ts'

const broken = (...names: readonly CheckName[]) => ({
  identity: { state: 'none' } as const,
  cardAttempts: {
    count: 1,
    kept: [
      {
        at: AT,
        broken: names.map((name) => ({ name, evidence: { code: 'signature_broken' } as const })),
      },
    ],
  },
})

t.test('the card that failed last tells why, as far as a card can', async (t) => {
  t.equal(fittingReason(broken('card_dates', 'holder_dates')), 'expired')
  t.equal(fittingReason(broken('identity')), 'not_genuine')
  t.equal(fittingReason(broken('card_dates', 'copy')), 'not_genuine', 'the worse of two')
  t.equal(fittingReason(broken('card_dates', 'revocation')), undefined, 'withdrawn is genuine')
})

t.test('what only failed tells less, and who said no needs no card to tell', async (t) => {
  const failed = after(...(SITUATIONS['identity failed'] ?? []))
  t.equal(fittingReason(failed), undefined, 'taken out too early: it can be asked again')
  const kept = [{ at: AT, failure: 'timeout' }] as const
  t.equal(fittingReason({ ...failed, cardAttempts: { count: 1, kept } }), 'unreadable')
  t.equal(fittingReason(after(...(SITUATIONS['identity declined'] ?? []))), 'refuses')
  t.equal(fittingReason(after()), undefined)
})
