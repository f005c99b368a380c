import t from 'tap'
import { until } from './console-client.ts'
import { makeRig } from './rig.ts'
import type { ScriptedBox } from './scripted-box.ts'

/** A hundred visits from ticket to end; 10 s on a quiet machine. */
t.setTimeout(90_000)

async function finish(box: ScriptedBox, ticketId: string) {
  await until(() => box.visit()?.ticketId === ticketId, 'the visit sits down')
  box.phaseIs('closed', 'served')
  await until(() => box.ticket(ticketId)?.state === 'served', 'the ticket has ended')
}

t.test('two inspectors race for one ticket a hundred times: one gets it each time', async (t) => {
  const rig = await makeRig(t.testdir(), [
    ['genk-1', 'genk'],
    ['genk-2', 'genk'],
  ])
  t.teardown(rig.stop)
  const box = rig.box('genk-1')
  rig.box('genk-2')
  const [an, bert] = await Promise.all([rig.console('an'), rig.console('bert')])
  await Promise.all([an, bert].map((each) => each.act({ do: 'seat.take' })))
  await until(() => an.state.board?.lokets.every(({ state }) => state === 'idle'), 'both idle')
  for (let round = 1; round <= 100; round++) {
    const ticket = box.press()
    await until(() => an.state.board?.tickets.some(({ id }) => id === ticket.id), 'on the board')
    const answers = await Promise.all([an.act({ do: 'next' }), bert.act({ do: 'next' })])
    const won = answers.filter(({ ok }) => ok).length
    if (won !== 1 || box.grants.length !== round)
      t.fail(`round ${round}: ${JSON.stringify(answers)}`)
    const loser = answers.find(({ ok }) => !ok)
    if (loser?.ok !== false || loser.code !== 'nobody_waiting') t.fail(`round ${round}`)
    await finish(box, ticket.id)
    const free = () => [an, bert].every((each) => each.state.me?.state === 'ready')
    await until(free, 'both ready')
    await until(() => an.state.board?.lokets[0]?.state === 'idle', 'idle')
  }
  t.equal(box.grants.length, 100)
  t.equal(new Set(box.grants.map(({ ticketId }) => ticketId)).size, 100)
})
