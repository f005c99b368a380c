import t from 'tap'
import { makeMeter } from '../../../daemon/media/meter.ts'

const read = (clockMs: number) => ({ kind: 'read', clockMs }) as const

t.test('rates are per second, whatever the time since the last report', async (t) => {
  const meter = makeMeter()
  for (let count = 0; count < 33; count++) meter.count('sent')
  t.equal(meter.take(1100, 'portrait').sentFps, 30)
  t.match(meter.take(1000, 'browser'), { sentFps: 0, source: 'browser' })
})

t.test('the loudest sample is that since the last report', async (t) => {
  const meter = makeMeter()
  meter.heard(Int16Array.of(0, 3, -900, 12))
  meter.heard(Int16Array.of(5))
  t.equal(meter.take(1000, 'portrait').loudestIn, 900)
  t.equal(meter.take(1000, 'portrait').loudestIn, 0)
  meter.heard(Int16Array.of(-32_768))
  t.equal(meter.take(1000, 'portrait').loudestIn, 32_767)
})

t.test('codes are counted from the opening of the link', async (t) => {
  const meter = makeMeter()
  t.notOk(meter.coded(0, 2000))
  meter.received(read(100), 140)
  t.ok(meter.coded(2000, 2000))
  t.notOk(meter.coded(2141, 2000))
  t.same(meter.take(1000, 'portrait').codes.received, {
    read: 1,
    unreadable: 0,
    lastMs: 40,
    agesMs: [40],
  })
  t.same(meter.take(1000, 'portrait').codes.received.agesMs, [], 'each age is told once')
  meter.linkOpened()
  t.same(meter.take(1000, 'portrait').codes.received, {
    read: 0,
    unreadable: 0,
    agesMs: [],
  })
})

t.test('a picture that the room draws twice counts once', async (t) => {
  const meter = makeMeter()
  for (const clockMs of [100, 100, 133]) meter.rendered(read(clockMs), 160)
  meter.rendered({ kind: 'unreadable' }, 170)
  t.same(meter.take(1000, 'portrait').codes.rendered, {
    read: 2,
    unreadable: 1,
    lastMs: 27,
    agesMs: [60, 27],
  })
})
