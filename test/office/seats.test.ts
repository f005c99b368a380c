import t from 'tap'
import { until } from './console-client.ts'
import { makeRig } from './rig.ts'

t.setTimeout(90_000)

t.test('eight inspectors want four seats at once: four get one, four are refused', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const names = ['an', 'bert', 'cas', 'dina', 'els', 'fien', 'gust', 'hanne']
  const consoles = await Promise.all(names.map((name) => rig.console(name)))
  const answers = await Promise.all(consoles.map((each) => each.act({ do: 'seat.take' })))
  t.equal(answers.filter(({ ok }) => ok).length, 4)
  t.equal(answers.filter((each) => !each.ok && each.code === 'no_seat_free').length, 4)
  const [first] = consoles
  const holders = () => first?.state.board?.seats.filter(({ state }) => state === 'ready') ?? []
  await until(() => holders().length === 4, 'four on the board')

  const held = consoles.find((each) => each.state.me?.seat === '3')
  t.same(await held?.act({ do: 'break.start' }), { ok: true })
  t.same(await held?.act({ do: 'next' }), { ok: false, code: 'not_now' })
  t.same(await held?.act({ do: 'break.end' }), { ok: true })
  t.same(await held?.act({ do: 'seat.leave' }), { ok: true })
  t.same(await held?.act({ do: 'seat.leave' }), { ok: false, code: 'no_seat' })
  const waiting = consoles.find((_each, n) => !answers[n]?.ok)
  t.same(await waiting?.act({ do: 'seat.take' }), { ok: true }, 'a left seat is free again')

  await rig.killOffice()
  await rig.startOffice()
  await until(() => holders().length === 4, 'the seats are kept over a kill')
})

t.test('a chief holds no seat', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const chris = await rig.console('chris')
  t.same(await chris.act({ do: 'seat.take' }), { ok: false, code: 'not_allowed' })
  t.same(await chris.act({ do: 'next' }), { ok: false, code: 'not_allowed' })
  t.equal(chris.state.me?.role, 'chief')
})

t.test('of two tabs the newer counts, and the older takes over when it goes', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const older = await rig.console('an')
  const newer = await rig.console('an')
  await until(() => older.pushes.includes('elsewhere'), 'the older is told')
  t.same(await older.act({ do: 'seat.take' }), { ok: false, code: 'not_allowed' })
  t.same(await newer.act({ do: 'seat.take' }), { ok: true })
  newer.close()
  await until(() => older.state.me?.seat === '1', 'the older counts again')
  t.same(await older.act({ do: 'seat.leave' }), { ok: true })
})
