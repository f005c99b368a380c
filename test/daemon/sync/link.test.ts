import t from 'tap'
import type { Life, OfficeLife, PublicBoard } from '../../../daemon/sync/messages.ts'
import { testBroker } from './broker.ts'
import { clock, makeParties, officeMemory, openStore, runBox, runOffice, until } from './parties.ts'

const parties = await makeParties()
const CANARY = 'Specimen Een Kanarie'
const board: PublicBoard = { rev: 4, tickets: [], estimates: {} }

t.test(
  'births, deaths, queue and board reach the other side; a broker that forgot hears them again',
  async (t) => {
    const broker = await testBroker()
    const store = openStore(t.testdir())
    const lives: Life[] = []
    const queues: number[] = []
    const office = runOffice(broker.url, parties, officeMemory(), {
      onLife: (_box, life) => void lives.push(life),
      onQueue: (_box, { rev }) => void queues.push(rev),
    })
    office.link.publishBoard(board)
    const boards: number[] = []
    const offices: (OfficeLife | null)[] = []
    let rev = 1
    const box = runBox(broker.url, parties, store, {
      queue: () => ({ rev, tickets: [] }),
      onBoard: (next) => void boards.push(next.rev),
      onOffice: (life) => void offices.push(life),
    })
    t.ok(await until(() => lives.length === 1 && queues.length === 1 && boards.length >= 1))
    rev = 2
    box.link.publishQueue()
    t.ok(await until(() => queues.at(-1) === 2))
    await broker.kill()
    t.ok(await until(() => offices.at(-1) === null && !box.link.connected))
    t.equal(await box.link.publishView('visit', 'v', {}), false, 'nobody there')
    await broker.restart()
    t.ok(await until(() => lives.length === 2 && offices.at(-1)?.state === 'up'))
    t.ok((lives[1]?.incarnation ?? 0) > (lives[0]?.incarnation ?? 0))
    await box.stop()
    t.ok(await until(() => lives.at(-1)?.state === 'down'), 'it says goodbye')
    await office.stop()
    await broker.close()
    store.close()
  },
)

t.test(
  'a box that vanishes is heard of through its will, and never after its own return',
  async (t) => {
    const broker = await testBroker()
    const store = openStore(t.testdir())
    const states: string[] = []
    const office = runOffice(broker.url, parties, officeMemory(), {
      onLife: (_box, { state }) => void states.push(state),
    })
    await until(() => office.link.connected)
    const first = runBox(broker.url, parties, store)
    await until(() => states.length === 1)
    // A second connection under its name: the broker throws the first one out and publishes its will.
    const second = runBox(broker.url, parties, store, { reconnect: () => 'idle' })
    await first.stop()
    t.ok(await until(() => states.at(-1) === 'up' && states.length >= 2))
    await clock.sleep(50)
    t.equal(states.at(-1), 'up')
    await Promise.all([second.stop(), office.stop()])
    await broker.close()
    store.close()
  },
)

t.test(
  'views arrive in order, and a listener at the broker sees neither them nor a command',
  async (t) => {
    const broker = await testBroker()
    const store = openStore(t.testdir())
    const views: unknown[] = []
    const office = runOffice(broker.url, parties, officeMemory(), {
      onView: (...view) => void views.push(view),
    })
    const commanded: string[] = []
    const box = runBox(broker.url, parties, store, {
      onCommand: async ({ commandId, body }) => {
        commanded.push(JSON.stringify(body))
        return { commandId, ok: true }
      },
    })
    await until(() => box.link.connected && office.link.connected)
    const sent = Array.from({ length: 20 }, (_, rev) =>
      box.link.publishView('visit', 'v', { rev, surname: CANARY }),
    )
    t.same(new Set(await Promise.all(sent)), new Set([true]))
    t.ok(await until(() => views.length === 20))
    t.same(
      views,
      Array.from({ length: 20 }, (_, rev) => ['genk-1', 'v', 'visit', { rev, surname: CANARY }]),
    )
    const edit = { name: 'draft.edit', rev: 1, text: CANARY } as const
    const body = { name: 'visit', visitId: 'v', command: edit } as const
    await office.link.sendCommand('genk-1', 'c', body, { expiresMs: 2000, term: 1 })
    t.match(commanded[0], CANARY)
    const seen = Buffer.concat(broker.traffic.map(({ payload }) => payload)).toString('latin1')
    const halves = seen
      .split(/[^A-Za-z0-9_-]+/)
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    for (const text of [seen, ...halves]) t.notOk(text.includes('Kanarie'))
    t.ok(broker.traffic.length > 20, `${broker.traffic.length} messages looked at`)
    t.ok(
      halves.some((text) => text.includes('"visitId":"v"')),
      'the search does see into envelopes',
    )
    await Promise.all([box.stop(), office.stop()])
    await broker.close()
    store.close()
  },
)

t.test('a store that fails ends the link with its error', async (t) => {
  const broker = await testBroker()
  const store = openStore(t.testdir())
  const box = runBox(broker.url, parties, {
    ...store,
    outbox: () => {
      throw new RangeError('no store')
    },
  })
  await t.rejects(
    box.stop().then(() => {}),
    { message: 'no store' },
  )
  await broker.close()
  store.close()
})
