import t from 'tap'
import { Citizen, Hand, Inspector, until } from './clients.ts'
import { testDemo } from './demo.ts'
import * as play from './play.ts'

t.setTimeout(120_000)
const demo = await testDemo({ lokets: ['genk-1', 'genk-2'] })
const cast = await play.gather(demo, 'genk-1')
const second = demo.rooms.find((room) => room.box === 'genk-2')
const hand = new Hand(second?.url ?? '')
const citizen = new Citizen(second?.screens ?? '')
const bert = await Inspector.logIn(demo.console, 'bert', 'loket-bert')
t.teardown(async () => {
  cast.leave()
  for (const each of [hand, citizen, bert]) each.close()
  await demo.end()
})

t.test('two lokets of one site never give the same number, and show one row', async (t) => {
  const first = await play.takeTicket(cast)
  const other = await play.takeTicket({ ...cast, hand, citizen })
  t.not(first, other)
  await until('one row on both screens', () =>
    [cast.citizen, citizen].every((each) => each.info?.queue.length === 2),
  )
  t.pass('both screens show both tickets')
  await play.takeTicket(cast)
})

t.test('a visit is held at whichever loket of the site is free', async (t) => {
  await play.call(cast)
  const held = cast.inspector.visit
  await bert.act({ do: 'seat.take' })
  t.match(await bert.act({ do: 'next' }), { ok: true })
  const visit = await until('the second visit', () => bert.visit)
  t.not(visit.box, held?.box, 'the other loket')
  t.not(visit.ticket.id, held?.ticket.id, 'the other ticket')
  const { number } = visit.ticket
  for (const each of [cast.citizen, citizen])
    await until('the call on both screens', () =>
      each.info?.queue.some((row) => row.number === number && row.room === 'lokaal 2'),
    )
  t.pass('both screens send the citizen to lokaal 2')
})

t.test('a ticket of the busy loket is held at the free one', async (t) => {
  const returned = bert.visit?.ticket.number
  await bert.insist({ name: 'visit.return' })
  await until('its old place', () =>
    bert.board?.tickets.some((row) => row.number === returned && row.state === 'waiting'),
  )
  const mine = cast.inspector.visit?.ticket.number
  // The returned ticket keeps its place; taking it and sending it away brings the third one, issued at genk-1.
  t.match(await bert.act({ do: 'next' }), { ok: true })
  await until('a visit', () => bert.visit)
  await bert.insist({ name: 'visit.not_here' })
  await until('no visit', () => bert.visit === null)
  await until('next', async () => (await bert.act({ do: 'next' })).ok)
  const visit = await until('the third visit', () => bert.visit)
  t.match(visit, { box: 'genk-2', ticket: { box: 'genk-1' } })
  t.not(visit.ticket.number, mine)
})

t.test('its end is told to the box that issued the ticket', async (t) => {
  await citizen.act({ act: 'language.choose', language: 'fr' })
  await bert.insist({ name: 'visit.kind', kind: 'talk' })
  const number = bert.visit?.ticket.number
  await bert.insist({ name: 'visit.wrap', outcome: 'referred' })
  await bert.insist({ name: 'visit.close' })
  for (const each of [cast.citizen, citizen])
    await until('the row without it', () => !each.info?.queue.some((row) => row.number === number))
  t.pass('the row is shorter on both screens')
})
