import t from 'tap'
import { bitFlips, cardFaults } from './campaign.ts'
import { filesOf } from './specimen.ts'

/** The slice that every run of the tests takes; `npm run soak` takes more, and every bit. */
const FAULTS = 160
const STRIDE = 97

t.test('a card that fails anywhere gives a typed failure or its own identity', async (t) => {
  const { runs, outcomes, violations } = await cardFaults(FAULTS)
  t.same(violations, [])
  t.comment(`${runs} faults: ${JSON.stringify(outcomes)}`)
  for (const each of ['broken', 'removed', 'timeout', 'unreadable']) t.ok(outcomes[each], each)
})

for (const id of ['specimen-een', 'specimen-drie', 'specimen-vier'])
  t.test(`a flipped bit anywhere in what is signed is told: ${id}`, async (t) => {
    const { runs, violations } = bitFlips(filesOf(id), STRIDE)
    t.same(violations, [])
    t.ok(runs > 300, `${runs} bits`)
  })
