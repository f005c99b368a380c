import t from 'tap'
import { until } from './clients.ts'
import { testDemo } from './demo.ts'
import * as play from './play.ts'

t.setTimeout(120_000)

t.test('without paper the number is shown large, and the loket still serves', async (t) => {
  const demo = await testDemo()
  const cast = await play.gather(demo)
  t.teardown(async () => {
    cast.leave()
    await demo.end()
  })
  const { hand, citizen, inspector } = cast
  const loket = () => inspector.board?.lokets[0]
  await hand.do({ do: 'fault', fault: 'slip_paper_out', on: true })
  await until('a known fault', () => loket()?.parts['slip_printer'] === 'down')
  t.equal(loket()?.state, 'degraded')
  await hand.do({ do: 'button.press' })
  const number = await until('the number on the screen', () => citizen.info?.unprinted)
  await until('the board', () => inspector.board?.tickets.some((row) => row.number === number))
  await inspector.act({ do: 'seat.take' })
  t.same(await inspector.act({ do: 'next' }), { ok: true })
  await inspector.sees('the visit', (visit) => visit.ticket.number === number)
  await hand.do({ do: 'fault', fault: 'slip_paper_out', on: false })
  await until('the paper', () => loket()?.parts['slip_printer'] === 'simulated')
  t.pass('and paper makes it whole again')
})
