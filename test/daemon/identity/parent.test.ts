import t, { type Test } from 'tap'
import type { VirtualReader } from '../../../hw/card/virtual-reader.ts'
import { readerFor, until } from '../../hw/card/bench.ts'
import { childOf, type UnitBench, unitBench } from './unit-bench.ts'

async function bench(t: Test, silenceMs = 5000): Promise<UnitBench & { hand: VirtualReader }> {
  const hand = await readerFor(t, 'sim')
  const unit = unitBench({ reader: 'sim', socket: hand.socket, silenceMs })
  t.teardown(unit.stop)
  return { ...unit, hand }
}

t.test('a read waits for the child and for the card', async (t) => {
  const { hand, unit, reports, answer } = await bench(t)
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 10 })
  t.same(await answer('r1'), { type: 'card.failed', requestId: 'r1', failure: 'absent' })
  unit.send({ type: 'card.read', requestId: 'r2', waitMs: 5000 })
  await hand.insert('specimen-twee')
  t.match(await answer('r2'), { type: 'card.read', person: { givenNames: 'Twee André' } })
  t.match(
    reports.map(({ type }) => type),
    ['ready', 'card.present', 'reader.state'],
  )
})

t.test('a cancelled read is not answered', async (t) => {
  const { hand, unit, reports, answer } = await bench(t)
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 60_000 })
  unit.send({ type: 'card.cancel', requestId: 'r1' })
  await hand.insert('geen-eid')
  unit.send({ type: 'card.read', requestId: 'r2', waitMs: 5000 })
  t.match(await answer('r2'), { failure: 'not_an_eid' })
  t.notOk(reports.some((message) => 'requestId' in message && message.requestId === 'r1'))
})

t.test('a mute card is a timeout, and the reader comes back', async (t) => {
  const { hand, unit, ends, answer } = await bench(t)
  await hand.insert('specimen-een')
  await hand.mute(true)
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 5000 })
  t.match(await answer('r1'), { failure: 'timeout' })
  await hand.mute(false)
  unit.send({ type: 'card.read', requestId: 'r2', waitMs: 5000 })
  t.match(await answer('r2'), { type: 'card.read' })
  t.same(ends, ['CARD_CHILD_GONE'])
})

t.test('a killed child fails the read, and the next one works', async (t) => {
  const { hand, unit, reports, answer } = await bench(t)
  await hand.insert('specimen-een')
  await hand.mute(true)
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 5000 })
  await until(() => reports.some(({ type }) => type === 'card.reading'))
  process.kill(childOf(hand.socket), 'SIGKILL')
  t.match(await answer('r1'), { failure: 'reader_gone' })
  await hand.mute(false)
  unit.send({ type: 'card.read', requestId: 'r2', waitMs: 5000 })
  t.match(await answer('r2'), { type: 'card.read' })
})

t.test('a silent child is killed and its read times out', async (t) => {
  const { hand, unit, reports, ends, answer } = await bench(t, 2500)
  await until(() => reports.some(({ type }) => type === 'ready'))
  process.kill(childOf(hand.socket), 'SIGSTOP')
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 100 })
  t.match(await answer('r1'), { failure: 'timeout' })
  await until(() => ends.length > 0)
  t.same(ends, ['CARD_CHILD_SILENT'])
})

t.test('the PIN goes from the keys to the card', async (t) => {
  const { hand, unit, answer } = await bench(t)
  const enter = async (requestId: string, keys: readonly Parameters<VirtualReader['key']>[0][]) => {
    unit.send({ type: 'pin.verify', requestId, waitMs: 5000 })
    await until(() => hand.pin.asked)
    for (const key of keys) hand.key(key)
    const report = await answer(requestId)
    await until(() => !hand.pin.asked)
    return report.type === 'pin.verified' ? report.outcome : report
  }
  unit.send({ type: 'pin.verify', requestId: 'p0', waitMs: 5000 })
  t.match(await answer('p0'), { outcome: { state: 'failed' } }, 'there is no card')
  await hand.insert('specimen-een')
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 5000 })
  await answer('r1')
  t.same(await enter('p1', ['1', '2', '9', '9', 'ok']), { state: 'wrong', triesLeft: 2 })
  t.same(await enter('p2', ['9', 'clear', '1', 'ok', '1', '2', '3', '4', 'ok']), { state: 'ok' })
  t.same(await enter('p3', ['1', 'cancel']), { state: 'cancelled' })
  const wrong = ['9', '9', '9', '9', '9', 'ok'] as const
  await enter('p4', wrong)
  await enter('p5', wrong)
  t.same(await enter('p6', wrong), { state: 'blocked' })
})
