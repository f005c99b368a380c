import t from 'tap'
import { businessDay, manualClock, systemClock } from '../../../daemon/runtime/clock.ts'

t.test('the manual clock fires what falls due, in order, also what timers start', async (t) => {
  const clock = manualClock('2026-11-23T10:00:00Z')
  const fired: string[] = []
  clock.after(30, () => fired.push(`late ${clock.monotonicMs()}`))
  clock.after(10, () => {
    fired.push(`early ${clock.monotonicMs()}`)
    clock.after(5, () => fired.push(`inner ${clock.monotonicMs()}`))
  })
  const cancel = clock.after(20, () => fired.push('cancelled'))
  cancel()
  await clock.advance(29)
  t.same(fired, ['early 10', 'inner 15'])
  await clock.advance(1)
  t.same(fired, ['early 10', 'inner 15', 'late 30'])
  t.equal(clock.now(), '2026-11-23T10:00:00.030Z')
})

t.test('a jump of the wall clock fires nothing', async (t) => {
  const clock = manualClock('2026-11-23T10:00:00Z')
  clock.after(10, () => t.fail('fired'))
  clock.jump('2026-11-24T10:00:00Z')
  await clock.advance(5)
  t.equal(clock.now(), '2026-11-24T10:00:00.005Z')
  t.equal(clock.monotonicMs(), 5)
})

for (const [name, clock] of [
  ['manual', manualClock('2026-11-23T10:00:00Z')],
  ['system', systemClock()],
] as const)
  t.test(`sleep ends when time is up or when it is stopped: ${name}`, async (t) => {
    const stop = new AbortController()
    const short = clock.sleep(5)
    const long = clock.sleep(60_000, stop.signal)
    const signalled = clock.sleep(5, stop.signal)
    if ('advance' in clock) await clock.advance(5)
    t.equal(await short, 'elapsed')
    t.equal(await signalled, 'elapsed')
    stop.abort()
    t.equal(await long, 'aborted')
    t.equal(await clock.sleep(60_000, stop.signal), 'aborted')
  })

t.test('the system clock tells wall time and lets timers be cancelled', async (t) => {
  const clock = systemClock()
  t.match(clock.now(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  const before = clock.monotonicMs()
  const cancel = clock.after(1, () => t.fail('cancelled timers stay silent'))
  cancel()
  await clock.sleep(5)
  t.ok(clock.monotonicMs() > before)
})

t.test('the business day is local and may start after midnight', async (t) => {
  t.equal(businessDay('2026-11-22T23:30:00Z'), '2026-11-23', 'half past midnight in Brussels')
  t.equal(businessDay('2026-11-22T23:30:00Z', 'UTC'), '2026-11-22')
  t.equal(businessDay('2026-11-22T23:30:00Z', 'Europe/Brussels', 4), '2026-11-22')
  t.equal(businessDay('2026-11-23T03:00:00Z', 'Europe/Brussels', 4), '2026-11-23')
})
