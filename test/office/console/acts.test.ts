import t from 'tap'
import { createActs } from '../../../office/console/acts.ts'
import type { Answer, ConsoleAct } from '../../../office/gateway/protocol.ts'

function setUp() {
  const sent: ConsoleAct[] = []
  let count = 0
  const acts = createActs(
    (act) => sent.push(act),
    () => `id-${++count}`,
  )
  return { acts, sent }
}

t.test(
  'an act is repeated under the same id at each connection until it is answered',
  async (t) => {
    const { acts, sent } = setUp()
    const answers: Answer[] = []
    acts.send({ do: 'next' }, (answer) => answers.push(answer))
    acts.connected()
    acts.connected()
    t.same(
      sent.map((act) => act.id),
      ['id-1', 'id-1', 'id-1'],
    )
    t.equal(acts.answered('id-1', { ok: true }), true)
    acts.connected()
    t.equal(sent.length, 3)
    t.same(answers, [{ ok: true }])
  },
)

t.test('exactly one answer reaches the maker', async (t) => {
  const { acts } = setUp()
  const answers: Answer[] = []
  acts.send({ do: 'seat.take' }, (answer) => answers.push(answer))
  t.equal(acts.answered('id-1', { ok: false, code: 'no_seat_free' }), true)
  t.equal(acts.answered('id-1', { ok: true }), false)
  t.equal(acts.answered('unknown', { ok: true }), false)
  t.same(answers, [{ ok: false, code: 'no_seat_free' }])
})

t.test('what is unanswered goes out again in the order it was made', async (t) => {
  const { acts, sent } = setUp()
  for (const what of ['seat.take', 'next', 'undo'] as const) acts.send({ do: what }, () => {})
  acts.answered('id-2', { ok: true })
  sent.length = 0
  acts.connected()
  t.same(
    sent.map((act) => act.do),
    ['seat.take', 'undo'],
  )
  t.equal(acts.waiting, 2)
  acts.clear()
  t.equal(acts.waiting, 0)
})
