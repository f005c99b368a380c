import t from 'tap'
import { countCode, noCodes } from '../../../hw/av/code-count.ts'

t.test('codes read, codes broken and codes missing in between are counted', async (t) => {
  let tally = countCode(noCodes, { kind: 'none' }, 0)
  tally = countCode(tally, { kind: 'read', clockMs: 900 }, 1000)
  t.match(tally, { read: 1, unreadable: 0, lastMs: 100 }, 'nothing counts before the first code')
  tally = countCode(tally, { kind: 'unreadable' }, 1033)
  tally = countCode(tally, { kind: 'none' }, 1066)
  tally = countCode(tally, { kind: 'read', clockMs: 1060 }, 1100)
  t.match(tally, { read: 2, unreadable: 2, lastMs: 40 })
})

t.test('a sender that stops marking its pictures is not an error', async (t) => {
  let tally = countCode(noCodes, { kind: 'read', clockMs: 0 }, 0)
  for (let now = 33; now < 5000; now += 33) tally = countCode(tally, { kind: 'none' }, now)
  tally = countCode(tally, { kind: 'read', clockMs: 5000 }, 5000)
  t.match(tally, { read: 2, unreadable: 0 })
})
