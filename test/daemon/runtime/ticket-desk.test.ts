import { join } from 'node:path'
import t, { type Test } from 'tap'
import { stepTicket } from '../../../daemon/core/ticket-step.ts'
import { manualClock } from '../../../daemon/runtime/clock.ts'
import { endEarlierDays, siteDay } from '../../../daemon/runtime/day-end.ts'
import { ticketDesk } from '../../../daemon/runtime/ticket-desk.ts'
import { openBoxStore } from '../../../daemon/store/box-store.ts'
import type { PrintOutcome, Slip } from '../../../hw/slip-printer/port.ts'
import { AT } from '../core/letters.ts'
import { silent } from './keeper-rig.ts'

const HOUR_MS = 3_600_000

/** A desk on a real store, whose printer answers when the test says so. */
function desk(t: Test, place = 1) {
  const folder = t.testdir()
  const clock = manualClock(AT)
  const store = openBoxStore(join(folder, 'box.db'), {
    now: clock.now,
    dayOf: (iso) => siteDay(iso, { timeZone: 'Europe/Brussels', dayStartsAtHour: 4 }),
  })
  const slips: { slip: Slip; outcome: (outcome: PrintOutcome) => void; fail: () => void }[] = []
  let changes = 0
  const counter = ticketDesk({
    box: `genk-${place}`,
    site: { id: 'genk', name: 'Genk', prefix: 'A', lokets: 2, place },
    timeZone: 'Europe/Brussels',
    dayStartsAtHour: 4,
    store,
    clock,
    log: silent,
    slipLines: ['wacht op uw nummer'],
    print: (slip) => {
      t.equal(store.tickets().at(-1)?.number, slip.number, 'on disk before it is on paper')
      return new Promise((resolve, reject) =>
        slips.push({ slip, outcome: resolve, fail: () => reject(new TypeError('printer')) }),
      )
    },
    onChange: () => {
      changes += 1
    },
  })
  return { clock, store, slips, counter, changes: () => changes }
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

t.test('one press is one ticket, one event and one line in the audit', async (t) => {
  const { store, slips, counter, changes } = desk(t)
  counter.press()
  t.match(slips[0]?.slip, { number: 'A001', site: 'Genk', lines: ['wacht op uw nummer'] })
  t.match(slips[0]?.slip.printedAt, /23 november 2026.*11:00/)
  t.match(store.tickets(), [{ number: 'A001', box: 'genk-1', site: 'genk', state: 'waiting' }])
  t.equal(store.lastSeq(), 1)
  t.match(store.auditRows(), [{ event: 'ticket.issued', fields: { number: 'A001' } }])
  t.equal(changes(), 1)
  store.close()
})

t.test('a press while the slip is coming out is the same citizen', async (t) => {
  const { store, slips, counter } = desk(t)
  for (let n = 0; n < 20; n += 1) counter.press()
  t.equal(store.tickets().length, 1)
  slips[0]?.outcome('printed')
  await settle()
  counter.press()
  t.same(
    store.tickets().map(({ number }) => number),
    ['A001', 'A003'],
    'the other loket of the site takes the even ones',
  )
  t.equal(counter.unprinted, undefined)
  store.close()
})

t.test('a number that may not be on paper is shown large, for a time', async (t) => {
  const { clock, store, slips, counter, changes } = desk(t, 2)
  counter.press()
  slips[0]?.outcome('unknown')
  await settle()
  t.equal(counter.unprinted, 'A002')
  await clock.advance(59_000)
  t.equal(counter.unprinted, 'A002')
  const before = changes()
  await clock.advance(1000)
  t.equal(counter.unprinted, undefined)
  t.equal(changes(), before + 1, 'and the screen hears of it')
  store.close()
})

t.test('the newest number is the one that is shown, for its whole time', async (t) => {
  const { clock, store, slips, counter } = desk(t)
  counter.press()
  slips[0]?.outcome('not_printed')
  await clock.advance(40_000)
  counter.press()
  slips[1]?.outcome('not_printed')
  await clock.advance(30_000)
  t.equal(counter.unprinted, 'A003', 'the time of the first one is over')
  store.close()
})

t.test(
  'a printer that breaks does not keep the next citizen waiting, nor hide the number',
  async (t) => {
    const { store, slips, counter } = desk(t)
    counter.press()
    slips[0]?.fail()
    await settle()
    t.equal(counter.unprinted, 'A001')
    counter.press()
    t.equal(store.tickets().length, 2)
    store.close()
  },
)

t.test('the first ticket of a day ends what still waits from the days before', async (t) => {
  const { clock, store, slips, counter } = desk(t)
  const press = async () => {
    counter.press()
    slips.at(-1)?.outcome('printed')
    await settle()
  }
  await press()
  await press()
  const [first, second] = store.tickets()
  t.ok(first && second)
  if (!first || !second) return
  const claim = { seat: '1', visitId: 'v1', loket: 'genk-1', room: 'lokaal 1', undo: false }
  const called = stepTicket(second, { type: 'ticket.claimed', at: clock.now(), ...claim })
  store.transact((tx) => tx.putTicket(called))
  await clock.advance(16 * HOUR_MS)
  await press()
  t.equal(store.ticket(first.id)?.state, 'waiting', 'past midnight it is still the same day')
  await clock.advance(2 * HOUR_MS)
  const before = store.lastSeq()
  await press()
  t.match(store.ticket(first.id), { state: 'expired', rev: 2, since: clock.now() })
  t.equal(store.ticket(second.id)?.state, 'called', 'somebody sees to it')
  t.same(
    store.tickets().map(({ number, state }) => [number, state]),
    [
      ['A003', 'called'],
      ['A001', 'waiting'],
    ],
  )
  const told = store.outbox(before, 10).map(({ body }) => JSON.parse(body).ticket)
  t.match(told, [
    { number: 'A001', state: 'expired' },
    { number: 'A005', state: 'expired' },
    { number: 'A001', state: 'waiting' },
  ])
  t.same(
    store
      .auditRows()
      .slice(-3)
      .map(({ event }) => event),
    ['ticket.expired', 'ticket.expired', 'ticket.issued'],
  )
  const after = store.lastSeq()
  await press()
  t.equal(store.lastSeq(), after + 1, 'once a day')
  store.close()
})

t.test('a box that starts on another day ends what waits first', async (t) => {
  const { clock, store, slips, counter } = desk(t)
  counter.press()
  slips[0]?.outcome('printed')
  const site = { timeZone: 'Europe/Brussels', dayStartsAtHour: 4 }
  const start = () => store.transact((tx) => endEarlierDays(tx, store, clock.now(), site))
  start()
  t.match(store.tickets(), [{ state: 'waiting' }], 'on the same day it waits on')
  await clock.advance(24 * HOUR_MS)
  start()
  t.same(store.tickets(), [])
  t.match(store.auditRows().at(-1), { event: 'ticket.expired', fields: { number: 'A001' } })
  const last = store.lastSeq()
  start()
  t.equal(store.lastSeq(), last, 'once')
  store.close()
})
