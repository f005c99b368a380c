import fc from 'fast-check'
import t from 'tap'
import { TICKET_ENDS, type Ticket } from '../../../daemon/core/ticket.ts'
import { stepTicket, type TicketEvent } from '../../../daemon/core/ticket-step.ts'

const AT = '2026-11-23T10:00:00.000Z'
const LATER = '2026-11-23T10:05:00.000Z'
const waiting: Ticket = {
  id: 't1',
  number: 'B014',
  box: 'genk-1',
  site: 'genk',
  state: 'waiting',
  rev: 1,
  issuedAt: AT,
  since: AT,
}
const claim = (visitId: string, undo = false): TicketEvent => ({
  type: 'ticket.claimed',
  at: LATER,
  seat: '2',
  visitId,
  loket: 'genk-2',
  room: 'lokaal 2',
  undo,
})
const live = (visitId: string): TicketEvent => ({ type: 'visit.wentLive', at: LATER, visitId })
const end = (visitId: string, to: 'served' | 'no_show' | 'waiting'): TicketEvent => ({
  type: 'visit.ended',
  at: LATER,
  visitId,
  end: to,
})
const after = (...events: TicketEvent[]) => events.reduce(stepTicket, waiting)

t.test('a waiting ticket is called by one seat, and by nobody else after that', async (t) => {
  const called = after(claim('v1'))
  t.match(called, { state: 'called', seat: '2', loket: 'genk-2', room: 'lokaal 2', visitId: 'v1' })
  t.equal(called.since, LATER)
  t.equal(stepTicket(called, claim('v2')), called)
  t.equal(stepTicket(called, claim('v2', true)), called)
})

t.test('it is served once the citizen sits there', async (t) => {
  const serving = after(claim('v1'), live('v1'))
  t.equal(serving.state, 'serving')
  t.equal(after(claim('v1'), live('v9')).state, 'called', 'not by another visit')
  t.equal(after(claim('v1'), live('v1'), end('v1', 'served')).state, 'served')
  t.equal(stepTicket(waiting, live('v1')), waiting)
})

t.test('the end of a visit frees seat, loket and room', async (t) => {
  const ended = after(claim('v1'), end('v1', 'no_show'))
  t.equal(ended.state, 'no_show')
  for (const field of ['seat', 'loket', 'room']) t.notOk(field in ended, field)
  t.equal(ended.visitId, 'v1', 'by which a repeated end is recognised')
  const serving = after(claim('v1'), live('v1'))
  t.equal(stepTicket(serving, end('v9', 'served')), serving, 'the end of another visit')
})

t.test('a return and a no-show can be undone, an end not', async (t) => {
  const returned = after(claim('v1'), end('v1', 'waiting'))
  t.equal(stepTicket(returned, claim('v2')).state, 'called')
  const absent = after(claim('v1'), end('v1', 'no_show'))
  t.equal(stepTicket(absent, claim('v2')), absent)
  t.equal(stepTicket(absent, claim('v2', true)).state, 'called')
  const served = after(claim('v1'), end('v1', 'served'))
  t.equal(stepTicket(served, claim('v2', true)), served)
})

t.test('the end of the day ends what waits, and nothing else', async (t) => {
  const over: TicketEvent = { type: 'day.ended', at: LATER }
  const expired = after(over)
  t.match(expired, { state: 'expired', rev: 2, since: LATER })
  t.equal(stepTicket(expired, over), expired)
  t.equal(stepTicket(expired, claim('v1', true)), expired, 'nobody can call it')
  const returned = after(claim('v1'), end('v1', 'waiting'))
  t.equal(stepTicket(returned, over).state, 'expired')
  const called = after(claim('v1'))
  const serving = after(claim('v1'), live('v1'))
  const served = after(claim('v1'), live('v1'), end('v1', 'served'))
  for (const ticket of [called, serving, served])
    t.equal(stepTicket(ticket, over), ticket, ticket.state)
})

t.test('on any path a rev is a change, and who holds a ticket is known', async (t) => {
  const visit = fc.constantFrom('v1', 'v2')
  const event = fc.oneof(
    fc.constant<TicketEvent>({ type: 'day.ended', at: LATER }),
    fc.tuple(visit, fc.boolean()).map(([id, undo]) => claim(id, undo)),
    visit.map(live),
    fc
      .tuple(visit, fc.constantFrom('served' as const, 'no_show' as const, 'waiting' as const))
      .map(([id, to]) => end(id, to)),
  )
  const holds = (before: Ticket, now: Ticket) => {
    const held = now.state === 'called' || now.state === 'serving'
    const whole = (now.seat !== undefined) === held && (now.room !== undefined) === held
    return whole && (now === before || now.rev === before.rev + 1)
  }
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let ticket = waiting
        return events.every((each) => {
          const before = ticket
          ticket = stepTicket(before, each)
          const ended = TICKET_ENDS.includes(before.state) && before.state !== 'no_show'
          return holds(before, ticket) && (!ended || ticket === before)
        })
      }),
    ),
  )
})
