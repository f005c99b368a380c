import t from 'tap'
import { links } from './links.ts'

t.test('a slice of the campaign: links one after the other in one media child', async (t) => {
  const { count, failures, note } = await links({ count: 5, seed: 1, progress: () => {} })
  t.equal(count, 5)
  t.same(failures, [], note ?? '')
})
