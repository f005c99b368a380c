import t from 'tap'
import { businessDay } from '../../../daemon/core/ticket-number.ts'
import { localTime } from '../../../daemon/runtime/local-time.ts'

const BRUSSELS = 'Europe/Brussels'
const day = (iso: string) => businessDay(localTime(iso, BRUSSELS), 4)

t.test('wall time is that of the site, in summer and in winter', async (t) => {
  t.same(localTime('2026-07-01T22:30:00Z', BRUSSELS), { year: 2026, month: 7, day: 2, hour: 0 })
  t.same(localTime('2026-12-31T23:30:00Z', BRUSSELS), { year: 2027, month: 1, day: 1, hour: 0 })
  t.same(localTime('2026-07-01T22:30:00Z', 'UTC'), { year: 2026, month: 7, day: 1, hour: 22 })
  t.equal(localTime('2026-07-01T18:20:00Z', 'Asia/Kathmandu').hour, 0, 'an offset of 5:45')
})

t.test('the day begins at four on the night that has 23 hours', async (t) => {
  t.equal(day('2026-03-29T00:59:59Z'), '2026-03-28', '01:59, then it is 03:00')
  t.equal(day('2026-03-29T01:59:59Z'), '2026-03-28', '03:59')
  t.equal(day('2026-03-29T02:00:00Z'), '2026-03-29', '04:00 summer time')
})

t.test('the day begins at four on the night that has 25 hours', async (t) => {
  t.equal(day('2026-10-25T00:30:00Z'), '2026-10-24', '02:30 for the first time')
  t.equal(day('2026-10-25T01:30:00Z'), '2026-10-24', '02:30 again')
  t.equal(day('2026-10-25T02:59:59Z'), '2026-10-24', '03:59')
  t.equal(day('2026-10-25T03:00:00Z'), '2026-10-25', '04:00 winter time')
})

t.test('what is remembered of a quarter of an hour is what would be worked out anew', async (t) => {
  const start = Date.parse('2026-10-24T20:00:00Z')
  for (let minute = 0; minute < 12 * 60; minute += 1) {
    const at = new Date(start + minute * 60_000)
    const hour = new Intl.DateTimeFormat('en-GB', {
      timeZone: BRUSSELS,
      hour: '2-digit',
      hourCycle: 'h23',
    }).format(at)
    if (localTime(at.toISOString(), BRUSSELS).hour !== Number(hour)) t.fail(at.toISOString())
  }
  t.pass('twelve hours, minute by minute')
})
