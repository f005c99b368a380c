import t from 'tap'
import { cardRequests } from '../../../daemon/identity/card-requests.ts'
import { presence } from '../../../daemon/identity/presence.ts'
import type { CardOrder, CardReport } from '../../../daemon/identity/protocol.ts'
import { GET_FEATURES } from '../../../hw/card/pinpad.ts'
import { type CardReader, ReaderRefusedError } from '../../../hw/card/port.ts'
import { eidChip } from '../../../hw/card/virtual/card.ts'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import { transmitTo } from '../../../hw/card/virtual/in-process.ts'
import { cards, until } from '../../hw/card/bench.ts'
import { freshContext } from './specimen.ts'

/** The requests of a child at a card that is in, with every command and report. `at` is called before a command. */
function atCard(at: (count: number) => void = () => {}) {
  const chip = transmitTo(eidChip(loadCard(cards, 'specimen-een')))
  const card = presence(() => {})
  card.set(true)
  const seen = { commands: 0, reports: [] as CardReport[] }
  const reader: CardReader = {
    ...{ kind: 'pcsc', name: 'A reader with keys', run: async () => {} },
    transmit: async (command) => {
      seen.commands += 1
      at(seen.commands)
      return await chip(command)
    },
    control: async (code) => {
      if (code === GET_FEATURES) return Buffer.from('060442330006', 'hex')
      throw new ReaderRefusedError('the reader refuses the control')
    },
  }
  const { take } = cardRequests({
    ...{ reader, presence: card, fields: ['names', 'birth'], stuck: () => {} },
    pin: { pinpadRequired: false },
    reading: freshContext(),
    report: (message) => seen.reports.push(message),
  })
  return { take, seen }
}
const read = { type: 'card.read', requestId: 'r1', waitMs: 2000 } as const

t.test('a read that is called off on the way stops at the command it is at', async (t) => {
  const { take, seen } = atCard((count) => {
    if (count === 6) take({ type: 'card.cancel', requestId: 'r1' })
  })
  take(read)
  take({ ...read, requestId: 'r2' })
  take({ type: 'card.cancel', requestId: 'r2' })
  await until(() => seen.commands >= 6)
  await new Promise((resolve) => setTimeout(resolve, 50))
  t.equal(seen.commands, 6)
  t.same(
    seen.reports.filter(
      (message) => message.type === 'card.read' || message.type === 'card.failed',
    ),
    [],
  )
  t.notOk(
    seen.reports.some((message) => 'requestId' in message && message.requestId === 'r2'),
    'and the one behind it does not begin',
  )
})

t.test('a reader that refuses its own keys fails the entry and nothing else', async (t) => {
  const { take, seen } = atCard()
  take(read)
  const answered = (requestId: string) =>
    seen.reports.find(
      (message) =>
        (message.type === 'card.read' || message.type === 'pin.answered') &&
        message.requestId === requestId,
    )
  await until(() => answered('r1') !== undefined)
  const found = answered('r1')
  const card = found?.type === 'card.read' ? found.card : { chip: '' }
  const order: CardOrder = {
    ...{ type: 'pin.prove', requestId: 'p1', waitMs: 2000, visitId: 'v1', nonce: 'd'.repeat(64) },
    ...{ card, insist: false, language: 'nl' },
  }
  take(order)
  await until(() => answered('p1') !== undefined)
  t.match(answered('p1'), { outcome: { state: 'failed', failure: 'failed' } })
})
