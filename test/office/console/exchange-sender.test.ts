import t from 'tap'
import { EXCHANGE_LIMITS, type ExchangedView } from '../../../daemon/core/exchange-view.ts'
import type { VisitCommand } from '../../../daemon/core/visit-command.ts'
import { createExchangeSender } from '../../../office/console/exchange-sender.ts'
import type { Answer } from '../../../office/gateway/protocol.ts'
import { visitOf } from '../../browser/console-visits.ts'

const { partBytes } = EXCHANGE_LIMITS
const bytes = Uint8Array.from({ length: 2 * partBytes + 10 }, (_, at) => at % 251)
const sha256 = 'a'.repeat(64)
const FILE = { type: 'pdf', bytes, sha256 } as const
const OK: Answer = { ok: true }
const UNREACHABLE: Answer = { ok: false, code: 'box_unreachable' }
const NOT_NOW: Answer = { ok: false, code: 'not_now' }

function exchanged(change: Partial<ExchangedView> = {}): ExchangedView {
  const facts = { sha256, place: 1, name: 'Document 1', type: 'pdf', bytes: bytes.length } as const
  return { ...facts, state: 'arriving', parts: 0, ...change }
}
const visit = (...documents: readonly ExchangedView[]) => visitOf({ exchanged: documents })

/** A sender whose every question waits until the test answers it. */
function sender() {
  const asked: { command: VisitCommand; answer: (answer: Answer) => void }[] = []
  const made = createExchangeSender({
    ask: (_visitId, command) => new Promise((answer) => asked.push({ command, answer })),
    wait: async () => {},
  })
  const answered = async (answer: Answer) => {
    asked.at(-1)?.answer(answer)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const names = () =>
    asked.map(({ command }) => ('part' in command ? `part ${command.part}` : command.name))
  return { ...made, asked, answered, names }
}

t.test('a document is announced and then comes part by part', async (t) => {
  const to = sender()
  const taken = to.add('visit-1', FILE, 'Document 1')
  to.seen(visit())
  await to.answered(OK)
  t.equal(await taken, true)
  t.ok(to.here.value.has(sha256))
  to.seen(visit(exchanged()))
  for (const _part of [0, 1, 2]) await to.answered(OK)
  t.same(to.names(), ['exchange.begin', 'part 0', 'part 1', 'part 2'])
  const sent = to.asked.flatMap(({ command }) => ('base64' in command ? command.base64 : []))
  t.same(Buffer.concat(sent.map((part) => Buffer.from(part, 'base64'))), Buffer.from(bytes))
  to.seen(visit(exchanged({ state: 'checking', parts: 3 })))
  t.notOk(to.here.value.has(sha256), 'it is no longer kept here')
})

t.test('a view on the way does not send a part twice', async (t) => {
  const to = sender()
  void to.add('visit-1', FILE, 'Document 1')
  await to.answered(OK)
  to.seen(visit(exchanged()))
  to.seen(visit(exchanged()))
  await to.answered(OK)
  to.seen(visit(exchanged({ parts: 1 })))
  t.same(to.names(), ['exchange.begin', 'part 0', 'part 1'])
})

t.test('while the box cannot be reached the same part is asked again', async (t) => {
  const to = sender()
  void to.add('visit-1', FILE, 'Document 1')
  await to.answered(UNREACHABLE)
  await to.answered(OK)
  to.seen(visit(exchanged()))
  await to.answered({ ok: false, code: 'expired' })
  await to.answered(OK)
  t.same(to.names(), ['exchange.begin', 'exchange.begin', 'part 0', 'part 0', 'part 1'])
})

t.test('a part that is not taken now waits for the view that tells where to go on', async (t) => {
  const to = sender()
  void to.add('visit-1', FILE, 'Document 1')
  await to.answered(OK)
  to.seen(visit(exchanged()))
  await to.answered(NOT_NOW)
  t.same(to.names(), ['exchange.begin', 'part 0'])
  to.seen(visit(exchanged({ parts: 2 })))
  t.equal(to.names().at(-1), 'part 2')
})

t.test('one that is not taken is not kept, and one that was taken back stops', async (t) => {
  const to = sender()
  const refused = to.add('visit-1', FILE, 'Document 1')
  await to.answered(NOT_NOW)
  t.equal(await refused, false)
  t.equal(to.here.value.size, 0)
  void to.add('visit-1', FILE, 'Document 1')
  await to.answered(OK)
  to.seen(visit(exchanged()))
  to.drop(sha256)
  await to.answered(UNREACHABLE)
  t.same(to.names(), ['exchange.begin', 'exchange.begin', 'part 0'])
})

t.test('nothing is kept of a visit that is over, nor after a log-out', async (t) => {
  for (const end of ['another', 'none', 'forget'] as const) {
    const to = sender()
    void to.add('visit-1', FILE, 'Document 1')
    await to.answered(OK)
    if (end === 'forget') to.forget()
    else to.seen(end === 'none' ? null : visitOf({ visitId: 'visit-2' }))
    t.equal(to.here.value.size, 0, end)
  }
})
