import t from 'tap'
import { wireMs } from '../../../../hw/card/virtual/wire.ts'
import { cardNamed } from './sending.ts'

t.test('a card of 1.7 is slow on the wire and one of 1.8 fast', async (t) => {
  const [slow, fast] = [cardNamed('specimen-een'), cardNamed('specimen-drie')]
  const rounded = (ms: number): number => Math.round(10 * ms) / 10
  t.equal(rounded(wireMs(slow.image.cardData, 263)), 88.1, '15 ms and 263 bytes at 3600 a second')
  t.equal(rounded(wireMs(fast.image.cardData, 263)), 18.5, '8 ms and 263 bytes at 25000 a second')
})
