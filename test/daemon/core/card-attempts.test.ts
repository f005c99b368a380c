import t from 'tap'
import type { CardAttempt, CardAttempts } from '../../../daemon/core/card-attempts.ts'
import { MAX_ATTEMPTS, withAttempt } from '../../../daemon/core/card-attempts.ts'
import { stepVisit } from '../../../daemon/core/visit.ts'
import type { Visit } from '../../../daemon/core/visit-state.ts'
import { AT, CARD, PERSON } from './letters.ts'
import { after, happen } from './situations.ts'

const broken = {
  name: 'identity',
  verdict: 'broken',
  evidence: { code: 'signature_broken' },
} as const
const holds = { name: 'address', verdict: 'holds', evidence: { code: 'signature_holds' } } as const

/** A forged card lies in the reader of a visit in which the citizen agreed to have it read. */
function forged(visit: Visit): Visit {
  const requestId = visit.cardRequest ?? ''
  const read = { person: PERSON, checks: [broken, holds], card: CARD }
  return stepVisit(visit, { type: 'card.read', at: AT, requestId, ...read }).state
}
const agreed = [
  'citizen: language nl',
  'link.offered',
  'link.up',
  'identity.ask',
  'citizen: identity.agree',
]
const again = ['identity.ask', 'citizen: identity.agree']
const go = (visit: Visit, names: readonly string[]) =>
  names.reduce((now, name) => happen(now, name).state, visit)

t.test('a forged card is not forgotten when somebody is recorded without it', async (t) => {
  const { identity, cardAttempts } = go(forged(after(...agreed)), [
    'identity.record (on their word)',
  ])
  t.match(identity, { state: 'known', assurance: 'declared', checks: [] })
  const card = CARD.chip
  const attempt = { at: AT, card, broken: [{ name: 'identity', evidence: broken.evidence }] }
  t.same(cardAttempts, { count: 1, kept: [attempt] })
  t.notMatch(JSON.stringify(cardAttempts), PERSON.surname, 'nothing that it said of a person')
})

t.test('what could not be read is kept too, and a card that holds adds nothing', async (t) => {
  const visit = go(after(...agreed), ['card.failed', ...again, 'card.read'])
  t.match(visit.identity, { state: 'known', assurance: 'chip' })
  t.same(visit.cardAttempts, { count: 1, kept: [{ at: AT, failure: 'removed' }] })
  t.notOk('cardAttempts' in after(...agreed, 'card.read'))
})

const unread: CardAttempt = { at: AT, failure: 'absent' }
const bad: CardAttempt = { at: AT, broken: [broken] }
const all = (attempts: readonly CardAttempt[]) =>
  attempts.reduce<CardAttempts | undefined>(withAttempt, undefined)

t.test('many tries do not push a forged card out', async (t) => {
  const tries = Array.from({ length: 3 * MAX_ATTEMPTS }, () => unread)
  const { count, kept } = all([bad, ...tries]) ?? { count: 0, kept: [] }
  t.equal(count, tries.length + 1)
  t.equal(kept.length, MAX_ATTEMPTS)
  t.same(kept[0], bad)
  const cards = Array.from({ length: MAX_ATTEMPTS + 1 }, (_, at) => ({ ...bad, at: `${at}` }))
  t.same(all(cards)?.kept, cards.slice(1), 'of cards that were read the oldest goes')
})
