import t from 'tap'
import { placesOf } from '../../../office/console/places.ts'
import { rowsOf } from '../../../office/console/record-rows.ts'
import { stableOrder } from '../../../office/console/stable-rows.ts'
import { boardOf } from '../../browser/console-visits.ts'

t.test('rows keep their place while held, and take the true order after', async (t) => {
  t.same(stableOrder(['a', 'b', 'c'], ['d', 'c', 'a'], true), ['a', 'b', 'c', 'd'])
  t.same(stableOrder(['a', 'b', 'c'], ['d', 'c', 'a'], false), ['d', 'c', 'a'])
})

t.test('a place has its lokets, its row and its longest wait', async (t) => {
  const [bilzen, genk] = placesOf(boardOf())
  t.equal(bilzen?.siteName, 'Bilzen-Hoeselt')
  t.same(
    bilzen?.waiting.map(({ number }) => number),
    ['B019'],
    'who is being served waits no more',
  )
  t.same(
    genk?.waiting.map(({ number }) => number),
    ['G015', 'G020'],
  )
  t.equal(genk?.longestSince, Date.parse(genk?.waiting[0]?.issuedAt ?? ''))
  t.equal(placesOf(boardOf(0))[0]?.longestSince, undefined)
})

t.test('a record becomes paths and values, and nothing is left out', async (t) => {
  t.same(rowsOf({ a: { b: 1, c: [true, 'x'] }, none: null }), [
    ['a.b', '1'],
    ['a.c.0', 'true'],
    ['a.c.1', 'x'],
  ])
})
