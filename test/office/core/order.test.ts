import fc from 'fast-check'
import t from 'tap'
import type { Ticket, TicketState } from '../../../daemon/core/ticket.ts'
import { makeBoard, makePublicBoard, openTickets } from '../../../office/core/board.ts'
import { estimateWait } from '../../../office/core/estimate.ts'
import { type LoketFacts, proposeNext } from '../../../office/core/next.ts'
import { compareTickets, joiningTime, type PlacedTicket } from '../../../office/core/order.ts'

const at = '2026-11-23T09:00:00.000Z'
function placed(id: string, joinedMs: number, over: Partial<Ticket> = {}): PlacedTicket {
  const ticket: Ticket = {
    id,
    number: id,
    box: 'genk-1',
    site: 'genk',
    state: 'waiting',
    rev: 1,
    issuedAt: at,
    since: at,
    ...over,
  }
  return { ticket, joinedMs }
}
const loket = (box: string, site: string, over: Partial<LoketFacts> = {}): LoketFacts => ({
  box,
  site,
  room: 'lokaal 1',
  free: true,
  reachable: true,
  ...over,
})

t.test('joining time is the box time, but never in the future', async (t) => {
  t.equal(joiningTime(at, Date.parse(at) + 5000), Date.parse(at))
  t.equal(joiningTime(at, Date.parse(at) - 5000), Date.parse(at) - 5000)
  t.equal(joiningTime('nonsense', 7), 7)
})

const anyTicket = fc
  .record({
    id: fc.uuid(),
    joined: fc.nat(3),
    number: fc.constantFrom('B001', 'B002'),
    box: fc.constantFrom('genk-1', 'bree-1'),
  })
  .map(({ id, joined, number, box }) => placed(id, joined, { number, box }))

t.test('the order is total: every shuffle sorts to the same row', async () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyTicket, {
        selector: ({ ticket }) => ticket.id,
        minLength: 2,
        maxLength: 8,
      }),
      (tickets) => {
        const once = tickets.toSorted(compareTickets)
        const again = tickets.toReversed().toSorted(compareTickets)
        return once.every((each, n) => each === again[n])
      },
    ),
  )
})

t.test('the first waiting ticket with a free loket at its site is proposed', async (t) => {
  const tickets = [placed('late', 2), placed('early', 1), placed('called', 0, { state: 'called' })]
  const own = loket('genk-1', 'genk')
  const other = loket('genk-2', 'genk')
  t.equal(proposeNext(tickets, [other, own])?.ticket.id, 'early')
  t.equal(proposeNext(tickets, [other, own])?.loket, own, 'his own loket is preferred')
  const busy = { ...own, free: false }
  t.equal(proposeNext(tickets, [busy, other])?.loket, other, 'else another of the site')
  t.equal(proposeNext(tickets, [busy]), null)
  t.equal(proposeNext(tickets, [busy, loket('bree-1', 'bree')]), null, 'never at another site')
  t.equal(
    proposeNext(tickets, [{ ...own, reachable: false }, other]),
    null,
    'its box must grant it',
  )
  const tried = { tickets: new Set(['early']), boxes: new Set<string>() }
  t.equal(proposeNext(tickets, [own], tried)?.ticket.id, 'late')
  t.equal(proposeNext(tickets, [own], { tickets: new Set(), boxes: new Set(['genk-1']) }), null)
  t.equal(proposeNext([], [own]), null)
})

t.test('an estimate is given only when it is honest', async (t) => {
  t.equal(estimateWait(3, 0, [10, 10, 10, 10, 10]), null, 'nobody works')
  t.equal(estimateWait(3, 1, [10, 10]), null, 'too little to go by')
  t.equal(estimateWait(30, 1, [10, 10, 10, 10, 10]), null, 'more than two hours')
  t.same(estimateWait(4, 2, [8, 10, 12, 14, 20]), { fromMinutes: 20, toMinutes: 30 })
  t.same(estimateWait(0, 1, [10, 10, 10, 10, 10]), { fromMinutes: 0, toMinutes: 5 })
})

t.test(
  'boards show the open tickets, those under way first, and nobody by name to the public',
  async (t) => {
    const state = (each: PlacedTicket, to: TicketState) =>
      placed(each.ticket.id, each.joinedMs, { state: to, seat: '1' })
    const tickets = [
      placed('B001', 1),
      state(placed('B002', 2), 'serving'),
      state(placed('B003', 3), 'served'),
      placed('X001', 0, { site: 'gone', box: 'gone-1' }),
    ]
    t.same(
      openTickets(tickets).map(({ ticket }) => ticket.id),
      ['B002', 'X001', 'B001'],
    )
    const floor = {
      boxes: [
        { id: 'genk-1', site: 'genk', siteName: 'Genk', room: 'lokaal 1' },
        { id: 'genk-2', site: 'genk', siteName: 'Genk', room: 'lokaal 2' },
      ],
      lives: new Map([
        [
          'genk-1',
          {
            incarnation: 1,
            software: 't',
            state: 'up' as const,
            loket: 'idle' as const,
            parts: { media: 'up' as const },
          },
        ],
        [
          'genk-2',
          {
            incarnation: 1,
            software: 't',
            state: 'down' as const,
            loket: 'idle' as const,
            parts: {},
          },
        ],
      ]),
      tickets,
      hosts: new Map([['B002', 'genk-2']]),
      seats: [
        {
          seat: '1',
          name: 'Inspecteur An Specimen',
          state: { phase: 'in_visit', user: 'an', visitId: 'v' } as const,
        },
        { seat: '2', state: { phase: 'off' } as const },
      ],
      recentMinutes: [10, 10, 10, 10, 10],
    }
    const board = makeBoard(floor, 3, at)
    t.match(board.tickets[0], { number: 'B002', room: 'lokaal 2', siteName: 'Genk', seat: '1' })
    t.same(
      board.lokets.map((each) => each.state),
      ['idle', 'down'],
    )
    t.same(board.seats, [
      { seat: '1', name: 'Inspecteur An Specimen', state: 'in_visit' },
      { seat: '2', state: 'off' },
    ])
    const shown = makePublicBoard(floor, 3)
    t.same(shown.estimates, { genk: { fromMinutes: 20, toMinutes: 20 } })
    t.equal(shown.tickets[1]?.siteName, 'gone')
    t.notMatch(JSON.stringify(shown), /Specimen/)
  },
)
