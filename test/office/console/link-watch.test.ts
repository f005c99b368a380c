import t from 'tap'
import { isMissing, type Sight } from '../../../office/console/link-watch.ts'

const visit = { phase: 'live', link: { state: 'up', linkId: 'one' } } as const
const good: Sight = { visit, state: 'up', linkId: 'one' }

t.test(
  'a link is missing when it is lost, was never there, or is not the one of the visit',
  async (t) => {
    t.equal(isMissing(good), false)
    t.equal(isMissing({ ...good, state: 'joining' }), false)
    t.equal(isMissing({ ...good, state: 'lost' }), true)
    t.equal(isMissing({ ...good, state: 'none', linkId: undefined }), true)
    t.equal(isMissing({ ...good, linkId: 'old' }), true)
    t.equal(isMissing({ ...good, state: 'away' }), false, 'it tries by itself')
    const gone = { ...visit, link: { state: 'lost', linkId: 'one' } } as const
    t.equal(isMissing({ visit: gone, state: 'joining', linkId: 'one' }), true)
    t.equal(isMissing({ visit: gone, state: 'away', linkId: 'one' }), false)
  },
)

t.test('nothing is missing without a visit, or at its end', async (t) => {
  t.equal(isMissing({ ...good, visit: null, state: 'none' }), false)
  t.equal(isMissing({ ...good, visit: { ...visit, phase: 'wrapping' }, state: 'lost' }), false)
  t.equal(isMissing({ ...good, visit: { ...visit, phase: 'closed' }, state: 'lost' }), false)
})
