import t from 'tap'
import { simReader } from '../../../hw/card/sim.ts'
import { readerFor } from './bench.ts'
import { cardReaderContract } from './contract.ts'

t.test('the simulated reader', async (t) => {
  const hand = await readerFor(t, 'sim')
  await cardReaderContract(t, hand, () => simReader(hand.socket))
})

t.test('a slot that cannot be opened is a reader that is gone', async (t) => {
  const reader = simReader('/nowhere/at/all.sock')
  await t.rejects(
    reader.run(new AbortController().signal, () => undefined),
    { code: 'READER_GONE' },
  )
})
