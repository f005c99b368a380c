import t from 'tap'
import { type ConsoleClient, until } from './console-client.ts'
import { makeRig } from './rig.ts'

t.setTimeout(90_000)

async function seated(each: ConsoleClient): Promise<void> {
  await each.act({ do: 'seat.take' })
  await until(() => each.state.me?.state === 'ready', 'seated')
}

/** Until the loket is clean it refuses the visit, and the undo can be tried again. */
async function undo(each: ConsoleClient): Promise<void> {
  const start = performance.now()
  while (!each.state.visit && performance.now() - start < 8000) {
    const answer = await each.act({ do: 'undo' })
    if (!answer.ok && answer.code !== 'not_now' && answer.code !== 'in_visit')
      throw new Error(`undo: ${answer.code}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

t.test(
  'the first in the row is called, at another loket of the site when his own is busy',
  async (t) => {
    const rig = await makeRig(t.testdir(), [
      ['genk-1', 'genk'],
      ['genk-2', 'genk'],
      ['bree-1', 'bree'],
    ])
    t.teardown(rig.stop)
    const [one, two, bree] = [rig.box('genk-1'), rig.box('genk-2'), rig.box('bree-1')]
    const all = await Promise.all([rig.console('an'), rig.console('bert'), rig.console('cas')])
    await Promise.all(all.map(seated))
    const [an, bert, cas] = all
    await until(() => an?.state.board?.lokets.every(({ state }) => state === 'idle'), 'all idle')
    const first = one.press()
    await new Promise((later) => setTimeout(later, 5))
    const second = one.press()
    await new Promise((later) => setTimeout(later, 5))
    const third = one.press()
    await new Promise((later) => setTimeout(later, 5))
    const elsewhere = bree.press()
    await until(() => an?.state.board?.tickets.length === 4, 'four in the row')
    t.same(await an?.act({ do: 'next' }), { ok: true })
    t.same(await bert?.act({ do: 'next' }), { ok: true })
    t.same(await cas?.act({ do: 'next' }), { ok: true })
    await until(() => one.visit() && two.visit() && bree.visit(), 'three sit')
    t.equal(one.visit()?.ticketId, first.id)
    t.equal(two.visit()?.ticketId, second.id, 'held next door')
    t.equal(
      bree.visit()?.ticketId,
      elsewhere.id,
      'the third waits for a loket, the other site has one',
    )
    t.equal(one.ticket(second.id)?.loket, 'genk-2')
    two.phaseIs('closed', 'served')
    await until(() => one.ticket(second.id)?.state === 'served', 'ended at the issuer')
    await until(() => an?.state.board?.lokets[1]?.state === 'idle', 'two idle')
    t.same(await bert?.act({ do: 'next' }), { ok: true })
    await until(() => two.visit()?.ticketId === third.id, 'the third sits')
  },
)

t.test('not here can be undone: the same ticket is called again', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const box = rig.box('genk-1')
  const an = await rig.console('an')
  await seated(an)
  t.same(await an.act({ do: 'undo' }), { ok: false, code: 'nothing_to_undo' })
  const ticket = box.press()
  await until(() => an.state.board?.tickets.length === 1, 'waits')
  for (const [name, end] of [
    ['visit.not_here', 'no_show'],
    ['visit.return', 'waiting'],
  ] as const) {
    if (name === 'visit.not_here') t.same(await an.act({ do: 'next' }), { ok: true })
    else await undo(an)
    await until(() => an.state.visit, 'visit')
    const visitId = an.state.visit?.visitId ?? ''
    t.same(await an.act({ do: 'visit', visitId, command: { name } }), { ok: true })
    await until(() => box.ticket(ticket.id)?.state === end, end)
    await until(() => an.state.me?.undoNumber === ticket.number, 'can be undone')
  }
  await undo(an)
  await until(() => an.state.visit, 'visit')
  t.equal(box.visit()?.ticketId, ticket.id)
  t.equal(an.state.me?.undoNumber, undefined)
})

t.test('a box that does not answer is passed over and gets its ticket back', async (t) => {
  const rig = await makeRig(t.testdir(), [
    ['genk-1', 'genk'],
    ['bree-1', 'bree'],
  ])
  t.teardown(rig.stop)
  const [deaf, hearing] = [rig.box('genk-1'), rig.box('bree-1')]
  deaf.deafTo(({ body }) => body.name === 'ticket.claim')
  const an = await rig.console('an')
  await seated(an)
  deaf.press()
  await until(() => an.state.board?.tickets.length === 1, 'one')
  const other = hearing.press()
  await until(() => an.state.board?.tickets.length === 2, 'two')
  await until(() => an.state.board?.lokets.every(({ state }) => state === 'idle'), 'idle')
  t.same(await an.act({ do: 'next' }), { ok: true })
  t.equal(hearing.grants[0]?.ticketId, other.id)
  await until(
    () => deaf.seen.some(({ body }) => body.name === 'ticket.end'),
    'told to take it back',
  )
})
