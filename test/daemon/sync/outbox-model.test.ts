import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { manualClock } from '../../../daemon/runtime/clock.ts'
import { contiguous, type InboxRow } from '../../../daemon/sync/event-inbox.ts'
import type { MqttSession } from '../../../daemon/sync/mqtt-session.ts'
import { outboxSender } from '../../../daemon/sync/outbox-sender.ts'
import { faultsOf } from './checker.ts'
import { issue, openStore } from './parties.ts'

/** What can happen between a box and an office: `lossy` loses and swaps what passes until it is turned off. */
type Act =
  | { readonly do: 'issue' | 'connect' | 'cut' | 'wait' | 'restart' }
  | { readonly do: 'pass'; readonly keep: readonly boolean[]; readonly reverse: boolean }
  | { readonly do: 'ack'; readonly arrives: boolean }

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('issue' as const) }) },
    fc.record({ do: fc.constantFrom('connect' as const, 'cut', 'wait', 'restart') }),
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('pass' as const),
        keep: fc.array(fc.boolean(), { maxLength: 6 }),
        reverse: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('ack' as const), arrives: fc.boolean() }) },
  ),
  { minLength: 5, maxLength: 40 },
)

const event = { kind: 'audit.head', n: 1, hash: '' } as const
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A box, an office and the unreliable way between them; `mutant` deletes at the broker's PUBACK. */
function world(folder: string, mutant: boolean) {
  const clock = manualClock('2026-11-23T10:00:00Z')
  const issued: string[] = []
  const office = { last: 0, applied: [] as { seq: number; ticket: string }[] }
  let way: InboxRow[] = []
  let store = openStore(folder)
  let open = false
  const session: MqttSession = {
    get open() {
      return open
    },
    closed: new Promise(() => {}),
    publish: async (_topic, payload) => {
      way.push({ seq: Number(payload), event })
      if (mutant) sender.acknowledged(Number(payload))
      return true
    },
    close: async () => {},
  }
  const make = () =>
    outboxSender({
      store,
      clock,
      sign: ({ seq }) => ({ topic: 'ev', payload: String(seq) }),
      onAck: () => {},
      onFailure: (cause) => {
        throw cause
      },
    })
  let sender = make()
  const cut = () => {
    open = false
    sender.stop()
    way = []
  }
  const connect = () => {
    if (open) return
    open = true
    sender.start(session)
  }
  const take = (rows: readonly InboxRow[]) => {
    const next = contiguous(office.last, rows)
    for (const { seq } of next.apply) office.applied.push({ seq, ticket: `t${seq}` })
    office.last = next.last
  }
  const restart = () => {
    cut()
    store.close()
    store = openStore(folder)
    sender = make()
  }
  const pass = (keep: readonly boolean[], reverse: boolean) => {
    const rows = way.filter((_, index) => keep[index] ?? true)
    way = []
    take(reverse ? rows.toReversed() : rows)
  }
  const add = () => {
    issued.push(issue(store))
    sender.poke()
  }
  const simple = { issue: add, connect, cut, restart, wait: () => clock.advance(1300) }
  const run = async (act: Act) => {
    if (act.do === 'pass') pass(act.keep, act.reverse)
    else if (act.do !== 'ack') await simple[act.do]()
    else if (act.arrives && open) sender.acknowledged(office.last)
    await settled()
  }
  const finish = async () => {
    connect()
    for (let turn = 0; turn < 6; turn += 1) {
      await clock.advance(1300)
      await run({ do: 'pass', keep: [], reverse: false })
      await run({ do: 'ack', arrives: true })
    }
    await clock.advance(1300)
    const left = store.outbox(0, 1000).length
    cut()
    store.close()
    return { ...faultsOf(issued, office.applied), left }
  }
  return { run, finish }
}

async function outcome(folder: string, list: readonly Act[], mutant = false) {
  const { run, finish } = world(mkdtempSync(join(folder, 'w-')), mutant)
  for (const act of list) await run(act)
  return await finish()
}

const clean = { lost: 0, twice: 0, disorder: 0, left: 0 }

t.test('whatever is lost, swapped, cut or restarted: all arrives, once, in order', async (t) => {
  const folder = t.testdir()
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      t.same(await outcome(folder, list), clean)
    }),
    { numRuns: 60 },
  )
})

t.test('the checker finds a box that deletes at the PUBACK', async (t) => {
  const list: Act[] = [
    { do: 'connect' },
    { do: 'issue' },
    { do: 'pass', keep: [false], reverse: false },
    { do: 'issue' },
  ]
  t.same(await outcome(t.testdir(), list), clean)
  t.ok((await outcome(t.testdir(), list, true)).lost > 0)
})
