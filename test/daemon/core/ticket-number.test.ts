import fc from 'fast-check'
import t from 'tap'
import { businessDay, ticketCount, ticketNumber } from '../../../daemon/core/ticket-number.ts'

t.test('a number has the prefix of its site and at least three digits', async (t) => {
  t.equal(ticketNumber('B', 14), 'B014')
  t.equal(ticketNumber('HH', 1), 'HH001')
  t.equal(ticketNumber('B', 1000), 'B1000', 'a long day does not begin anew')
})

t.test('what was counted is read from the number again', async (t) => {
  for (const n of [1, 14, 999, 1000]) t.equal(ticketCount(ticketNumber('HH', n)), n)
})

t.test('a business day begins at its hour', async (t) => {
  const on = (day: number, hour: number) => businessDay({ year: 2026, month: 11, day, hour }, 4)
  t.equal(on(23, 3), '2026-11-22', 'a number at night belongs to the evening before')
  t.equal(on(23, 4), '2026-11-23')
  t.equal(on(23, 23), '2026-11-23')
  t.equal(on(24, 0), '2026-11-23')
  t.equal(on(1, 0), '2026-10-31', 'over the end of a month')
  t.equal(businessDay({ year: 2027, month: 1, day: 1, hour: 1 }, 4), '2026-12-31')
  t.equal(businessDay({ year: 2028, month: 3, day: 1, hour: 0 }, 4), '2028-02-29')
  t.equal(businessDay({ year: 2026, month: 11, day: 23, hour: 0 }, 0), '2026-11-23')
})

t.test('a later hour never belongs to an earlier day', async (t) => {
  const hour = fc.integer({ min: 0, max: 24 * 365 * 4 })
  const dayOf = (hours: number, startsAt: number) => {
    const at = new Date(Date.UTC(2026, 0, 1, hours))
    const local = {
      year: at.getUTCFullYear(),
      month: at.getUTCMonth() + 1,
      day: at.getUTCDate(),
      hour: at.getUTCHours(),
    }
    return businessDay(local, startsAt)
  }
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(hour, hour, fc.integer({ min: 0, max: 23 }), (one, other, startsAt) => {
        const [early, late] = one < other ? [one, other] : [other, one]
        return dayOf(early, startsAt) <= dayOf(late, startsAt)
      }),
    ),
  )
})
