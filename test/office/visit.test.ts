import { randomUUID } from 'node:crypto'
import t from 'tap'
import { until } from './console-client.ts'
import { makeRig } from './rig.ts'

t.setTimeout(90_000)

t.test('a ticket becomes a visit and goes back to its box', async (t) => {
  const rig = await makeRig(t.testdir(), [
    ['genk-1', 'genk'],
    ['genk-2', 'genk'],
  ])
  t.teardown(rig.stop)
  const box = rig.box('genk-1')
  const an = await rig.console('an')
  t.same(await an.act({ do: 'next' }), { ok: false, code: 'no_seat' })
  t.same(await an.act({ do: 'seat.take' }), { ok: true })
  await until(() => an.state.me?.state === 'ready', 'ready')
  t.equal(an.state.me?.seat, '1')
  t.same(await an.act({ do: 'next' }), { ok: false, code: 'nobody_waiting' })

  const ticket = box.press()
  await until(() => an.state.board?.tickets[0]?.id === ticket.id, 'on the board')
  await until(() => an.state.board?.lokets[0]?.state === 'idle', 'loket idle')
  const act = randomUUID()
  t.same(await an.act({ do: 'next' }, act), { ok: true })
  t.same(await an.act({ do: 'next' }, act), { ok: true }, 'the same act, the same answer')
  await until(() => an.state.visit, 'the visit is shown')
  t.equal(box.grants.length, 1)
  await until(() => an.state.me?.state === 'in_visit', 'in visit')
  t.equal(an.state.board?.tickets[0]?.room, 'lokaal 1')

  const visitId = an.state.visit?.visitId ?? ''
  const edit = { name: 'draft.edit', rev: 1, text: 'CANARY Specimen Een' } as const
  t.same(await an.act({ do: 'visit', visitId, command: edit }), { ok: true, draftRev: 1 })
  await until(() => an.state.visit?.draft.text === edit.text, 'the draft comes back')
  box.offer({ linkId: 'l1', sdp: 'v=0' })
  await until(() => an.offers[0]?.linkId === 'l1', 'offer')
  const flow = { loss: 0.02, jitterMs: 4, fps: 30, kbps: 900 }
  const stats = { linkId: 'l1', path: 'relayed', bufferMs: 60, in: flow, out: flow }
  box.links({ links: 'many' })
  box.links({ links: [{ ...stats, address: '192.0.2.9' }] })
  await until(() => an.links.length > 0, 'how the link does')
  t.same(an.links, [[stats]], 'no more than that, and nothing of what was no statistics')
  t.same(await an.act({ do: 'seat.leave' }), { ok: false, code: 'in_visit' })
  await an.act({ do: 'visit', visitId, command: { name: 'visit.wrap', outcome: 'signed' } })
  await until(() => an.state.me?.state === 'wrap_up', 'wrap up')
  await an.act({ do: 'visit', visitId, command: { name: 'visit.close' } })
  await until(() => an.state.visit === null && an.state.me?.state === 'ready', 'closed')
  await until(() => box.ticket(ticket.id)?.state === 'served', 'served at the issuer')
  t.notMatch(rig.officeLog(), /CANARY|Specimen Een/)
})
