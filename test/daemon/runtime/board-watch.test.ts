import t from 'tap'
import { boardWatch } from '../../../daemon/runtime/board-watch.ts'
import { manualClock } from '../../../daemon/runtime/clock.ts'
import { AT } from '../core/letters.ts'

const board = { rev: 1, tickets: [], estimates: {} }

function watched() {
  const clock = manualClock(AT)
  const seen: string[] = []
  const watch = boardWatch(clock, () => seen.push(watch.office))
  return { clock, seen, watch }
}

t.test('the office is out of reach until it is heard', async (t) => {
  const { seen, watch } = watched()
  t.equal(watch.office, 'lost')
  watch.heardOffice('up')
  t.equal(watch.office, 'reached')
  watch.heardOffice('up')
  t.same(seen, ['reached'], 'said once')
})

t.test('a short silence frightens nobody', async (t) => {
  const { clock, seen, watch } = watched()
  watch.heardOffice('up')
  watch.heardOffice(null)
  await clock.advance(2999)
  watch.heardOffice('up')
  await clock.advance(60_000)
  t.same(seen, ['reached'])
})

t.test('a long one is said, counted from its beginning', async (t) => {
  const { clock, seen, watch } = watched()
  watch.heardOffice('up')
  watch.heardOffice(null)
  await clock.advance(2000)
  watch.heardOffice('down')
  await clock.advance(1000)
  t.equal(watch.office, 'lost')
  watch.heardOffice(null)
  await clock.advance(60_000)
  t.same(seen, ['reached', 'lost'])
  watch.heardOffice('up')
  t.same(seen, ['reached', 'lost', 'reached'])
})

t.test('the last board is kept with its age, also when the office is gone', async (t) => {
  const { clock, seen, watch } = watched()
  t.equal(watch.board, undefined)
  watch.heardBoard(board, AT)
  t.same(watch.board, { board, at: AT })
  t.equal(seen.length, 1)
  watch.heardOffice('down')
  await clock.advance(3000)
  t.same(watch.board, { board, at: AT })
})
