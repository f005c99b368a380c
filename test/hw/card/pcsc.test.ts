import t from 'tap'
import { pcscReader } from '../../../hw/card/pcsc.ts'
import { endsWithItsTests, noPcscd, readerFor } from './bench.ts'
import { cardReaderContract } from './contract.ts'

endsWithItsTests(t)

t.test('the PC/SC reader, through pcscd', { skip: noPcscd }, async (t) => {
  const hand = await readerFor(t, 'pcsc')
  // The library reads it once in a process.
  process.env['PCSCLITE_CSOCK_NAME'] = hand.socket
  await cardReaderContract(t, hand, () => pcscReader(hand.socket))
})

t.test('without pcscd it waits, and stops when it is told to', async (t) => {
  const stop = new AbortController()
  const events: unknown[] = []
  const running = pcscReader('/nowhere/at/all.sock').run(stop.signal, (event) => events.push(event))
  setTimeout(() => stop.abort(), 300)
  await running
  t.same(events, [])
})
