import t from 'tap'
import { type Board, type InfoInput, infoState } from '../../../daemon/core/info-state.ts'
import type { Ticket } from '../../../daemon/core/ticket.ts'

const AT = '2026-11-23T10:00:00.000Z'
const own = (n: number, more: Partial<Ticket> = {}): Ticket => ({
  id: `t${n}`,
  number: `A00${n}`,
  box: 'genk-1',
  site: 'genk',
  state: 'waiting',
  rev: 1,
  issuedAt: AT,
  since: AT,
  ...more,
})
const row = (number: string, site: string, more: Partial<Board['tickets'][number]> = {}) =>
  ({ number, site, siteName: site.toUpperCase(), state: 'waiting', since: AT, ...more }) as const
const board = (...tickets: Board['tickets']): NonNullable<InfoInput['board']> => ({
  at: AT,
  board: { tickets, estimates: { genk: { fromMinutes: 5, toMinutes: 10 } } },
})
const state = (more: Partial<InfoInput>) =>
  infoState({
    site: { id: 'genk', name: 'Genk' },
    room: 'lokaal 1',
    now: AT,
    timeZone: 'Europe/Brussels',
    own: [],
    office: 'reached',
    ...more,
  })
const numbers = (shown: ReturnType<typeof state>) => shown.queue.map(({ number }) => number)

t.test("everybody's tickets stand in the office's order", async (t) => {
  const shown = state({
    own: [own(1), own(2)],
    board: board(row('B001', 'bree'), row('A002', 'genk'), row('A001', 'genk')),
  })
  t.same(numbers(shown), ['B001', 'A002', 'A001'])
  t.same(shown.queue[0], {
    number: 'B001',
    site: 'bree',
    siteName: 'BREE',
    state: 'waiting',
    own: false,
  })
  t.same(shown.estimate, { fromMinutes: 5, toMinutes: 10 })
  t.equal(shown.boardAt, AT)
})

t.test('a ticket that the board does not know yet stands at the end', async (t) => {
  t.same(numbers(state({ own: [own(1), own(3)], board: board(row('A001', 'genk')) })), [
    'A001',
    'A003',
  ])
})

t.test('of its own tickets the box knows best', async (t) => {
  const shown = state({
    own: [own(1, { state: 'served' }), own(2, { state: 'called', room: 'lokaal 2' })],
    board: board(row('A001', 'genk'), row('A002', 'genk')),
  })
  t.same(numbers(shown), ['A002'], 'one that has ended is not shown again')
  t.match(shown.queue[0], { state: 'called', room: 'lokaal 2', own: true })
})

t.test("a site's other loket issues tickets too", async (t) => {
  const shown = state({
    own: [own(1)],
    board: board(row('A002', 'genk', { state: 'called', room: 'lokaal 2' }), row('A001', 'genk')),
  })
  t.match(shown.queue[0], { number: 'A002', own: true, room: 'lokaal 2' })
  t.same(shown.called, { number: 'A002', room: 'lokaal 2', since: AT })
})

t.test('the one called last is announced, in its room', async (t) => {
  const later = '2026-11-23T10:01:00.000Z'
  const called = { state: 'called', since: AT } as const
  const first = state({ own: [own(1, called), own(2, { state: 'called', since: later })] })
  t.same(
    first.called,
    { number: 'A002', room: 'lokaal 1', since: later },
    'here when no room is said',
  )
  const other = state({ own: [own(2, { state: 'called', since: later }), own(1, called)] })
  t.equal(other.called?.number, 'A002')
  t.notOk('called' in state({ own: [own(1)], board: board(row('B001', 'bree', called)) }))
})

t.test('without the office only what is known for certain is shown', async (t) => {
  const shown = state({
    own: [own(1), own(2, { state: 'cancelled' })],
    board: board(row('B001', 'bree')),
    office: 'lost',
    unprinted: 'A001',
  })
  t.same(numbers(shown), ['A001'])
  t.equal(shown.office, 'lost')
  t.equal(shown.boardAt, AT, 'and how old the rest would be')
  t.equal(shown.unprinted, 'A001')
  t.notOk('estimate' in shown)
  const fresh = state({ own: [own(1)] })
  t.same(numbers(fresh), ['A001'], 'reached, but no board came yet')
  for (const field of ['boardAt', 'estimate', 'unprinted']) t.notOk(field in fresh, field)
})
