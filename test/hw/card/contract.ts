import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import type { CardEvent, CardReader } from '../../../hw/card/port.ts'
import type { VirtualReader } from '../../../hw/card/virtual-reader.ts'
import { until } from './bench.ts'

const SELECT_APPLET = Buffer.from('00A404000FA00000003029057000AD13100101FF', 'hex')
const GET_CARD_DATA = Buffer.from('80E400001C', 'hex')

/** What every driver of a card reader does, with a hand at the reader. The last part leaves the reader stuck. */
export async function cardReaderContract(
  t: Test,
  hand: VirtualReader,
  open: () => CardReader,
): Promise<void> {
  const reader = open()
  const events: CardEvent[] = []
  const stop = new AbortController()
  const running = reader.run(stop.signal, (event) => void events.push(event))
  const last = (): string | undefined => events.at(-1)?.type
  const insert = async (card: string): Promise<void> => {
    await hand.insert(card)
    await until(() => last() === 'card.inserted')
  }

  await t.test('it is ready before any card, and has none', async (t) => {
    await until(() => events.length > 0)
    t.same(events, [{ type: 'reader.ready' }])
    await t.rejects(reader.transmit(GET_CARD_DATA, 500), { code: 'CARD_GONE' })
  })

  await t.test('it tells the card and its ATR, and that it is powered', async (t) => {
    await insert('specimen-een')
    const event = events.at(-1)
    t.equal(
      event?.type === 'card.inserted' && Buffer.from(event.atr).toString('hex'),
      '3b9813400aa503010101ad1311',
    )
    t.same([...(await reader.transmit(SELECT_APPLET, 500))], [0x90, 0])
    t.ok(hand.powered)
  })

  await t.test('a status word other than 9000 is an answer', async (t) => {
    t.same([...(await reader.transmit(Buffer.from('0001000000', 'hex'), 500))], [0x6d, 0])
    t.equal((await reader.transmit(GET_CARD_DATA, 500)).length, 30)
  })

  await t.test('a pulled card fails the exchange, and the next one works', async (t) => {
    await hand.remove()
    await t.rejects(reader.transmit(GET_CARD_DATA, 500), { code: 'CARD_GONE' })
    await t.rejects(reader.transmit(GET_CARD_DATA, 500), { code: 'CARD_GONE' })
    await until(() => last() === 'card.removed')
    await insert('geen-eid')
    t.same([...(await reader.transmit(SELECT_APPLET, 500))], [0x6a, 0x82])
  })

  await t.test('a card pulled while it thinks fails the exchange at once', async (t) => {
    await hand.mute(true)
    const exchange = t.rejects(reader.transmit(GET_CARD_DATA, 4000), { code: 'CARD_GONE' })
    await sleep(20)
    const start = performance.now()
    await hand.remove()
    await exchange
    t.ok(performance.now() - start < 1000)
    await hand.mute(false)
    await until(() => last() === 'card.removed')
  })

  await t.test('a mute card is given up at the deadline', async (t) => {
    await insert('specimen-twee')
    t.equal((await reader.transmit(GET_CARD_DATA, 500)).length, 30)
    await hand.mute(true)
    const start = performance.now()
    await t.rejects(reader.transmit(GET_CARD_DATA, 200), { code: 'CARD_MUTE' })
    t.ok(performance.now() - start < 400)
    await hand.remove()
    await hand.mute(false)
  })

  await t.test('it stops when it is told to', async () => {
    await until(() => last() === 'card.removed')
    stop.abort()
    await running
  })
}
