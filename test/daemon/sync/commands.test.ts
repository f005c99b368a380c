import t from 'tap'
import { seal } from '../../../daemon/documents/seal.ts'
import { manualClock } from '../../../daemon/runtime/clock.ts'
import type { CommandBody } from '../../../daemon/sync/command-body.ts'
import { commandInbox, type OpenedCommand } from '../../../daemon/sync/command-inbox.ts'
import { makeDrops } from '../../../daemon/sync/drops.ts'
import type { Command, CommandResult } from '../../../daemon/sync/messages.ts'
import { testBroker } from './broker.ts'
import { log, makeParties, officeMemory, openStore, runBox, runOffice, until } from './parties.ts'

const parties = await makeParties()
const show: CommandBody = { name: 'visit', visitId: 'v', command: { name: 'visit.show' } }

/** A box's inbox alone, at ten o'clock. */
function inbox(folder: string, onCommand?: (command: OpenedCommand) => Promise<CommandResult>) {
  const clock = manualClock('2026-11-23T10:00:00Z')
  const store = openStore(folder)
  const drops = makeDrops(log)
  const replies: CommandResult[] = []
  const carried: string[] = []
  const take = commandInbox({
    box: 'genk-1',
    keys: parties.genk,
    known: parties.known,
    store,
    clock,
    drops,
    log,
    onCommand:
      onCommand ??
      (async ({ commandId }) => {
        carried.push(commandId)
        return { commandId, ok: true }
      }),
    reply: (result) => void replies.push(result),
  })
  return { clock, store, drops, replies, carried, take }
}

async function command(commandId: string, more: Partial<Command> = {}, body: unknown = show) {
  const content = { purpose: 'command', box: 'genk-1', id: commandId, body }
  const jwe = await seal(parties.genk.public, content, parties.office)
  return { commandId, term: 1, expires: '2026-11-23T10:00:05.000Z', jwe, ...more }
}

t.test('a repeated command is carried out once and answered each time', async (t) => {
  const box = inbox(t.testdir())
  const same = await command('c1')
  await Promise.all([box.take(same), box.take(same)])
  await box.take(same)
  t.same(box.carried, ['c1'])
  t.same(box.replies, [
    { commandId: 'c1', ok: true },
    { commandId: 'c1', ok: true },
  ])
  box.store.close()
})

t.test(
  'late and fenced commands are refused; one that was carried out keeps its answer',
  async (t) => {
    const box = inbox(t.testdir())
    await box.take(await command('c1', { term: 2 }))
    await box.take(await command('c2', { term: 1 }))
    await box.clock.advance(10_000)
    await box.take(await command('c3', { term: 2 }))
    await box.take(await command('c1', { term: 1 }))
    t.same(box.carried, ['c1'])
    t.same(box.replies, [
      { commandId: 'c1', ok: true },
      { commandId: 'c2', ok: false, code: 'old_term' },
      { commandId: 'c3', ok: false, code: 'expired' },
      { commandId: 'c1', ok: true },
    ])
    t.same(box.drops.counters(), { old_term: 1, expired: 1 })
    t.equal(box.store.meta('term'), '2')
    box.store.close()
  },
)

t.test('a body that does not open, or is no command, has no effect', async (t) => {
  const box = inbox(t.testdir())
  const genuine = await command('c1')
  await box.take({ ...genuine, commandId: 'c2' })
  await box.take(await command('c3', {}, { name: 'box.explode' }))
  await box.take(await command('c4', {}, { ...show, more: 1 }))
  await box.take({ ...genuine, commandId: 'c5', jwe: 'noise' })
  const content = { purpose: 'command', box: 'genk-1', id: 'c6', body: show }
  await box.take({
    ...genuine,
    commandId: 'c6',
    jwe: await seal(parties.genk.public, content, parties.bree),
  })
  t.same(box.carried, [])
  t.same(box.replies, [])
  t.same(box.drops.counters(), { not_opened: 1, malformed: 3, wrong_sender: 1 })
  box.store.close()
})

t.test(
  'a command that fails is not answered, and is carried out when it comes again',
  async (t) => {
    let failures = 0
    const box = inbox(t.testdir(), async ({ commandId }) => {
      if (failures++ === 0) throw new RangeError('not this time')
      return { commandId, ok: true }
    })
    await box.take(await command('c1'))
    t.same(box.replies, [])
    await box.take(await command('c1'))
    t.same(box.replies, [{ commandId: 'c1', ok: true }])
    t.same(box.drops.counters(), { not_taken: 1 })
    box.store.close()
  },
)

t.test('the office repeats a command over a dead broker until it hears the answer', async (t) => {
  const broker = await testBroker()
  const store = openStore(t.testdir())
  const office = runOffice(broker.url, parties, officeMemory())
  const until5s = { expiresMs: 5000, term: 1 }
  await until(() => office.link.connected)
  const early = office.link.sendCommand('genk-1', 'c1', show, until5s)
  t.equal(office.link.sendCommand('genk-1', 'c1', show, until5s), early, 'one id, one command')
  await broker.kill()
  const carried: string[] = []
  const box = runBox(broker.url, parties, store, {
    onCommand: async ({ commandId, term, body }) => {
      t.same([term, body], [1, show])
      carried.push(commandId)
      return { commandId, ok: true, draftRev: 7 }
    },
  })
  await broker.restart()
  t.same(await early, { commandId: 'c1', ok: true, draftRev: 7 })
  t.same(await office.link.sendCommand('genk-1', 'c1', show, until5s), {
    commandId: 'c1',
    ok: true,
    draftRev: 7,
  })
  t.same(carried, ['c1'])
  t.match(await office.link.sendCommand('maaseik-1', 'c2', show, until5s), { code: 'unknown_box' })
  t.match(await office.link.sendCommand('bree-1', 'c3', show, { expiresMs: 50, term: 1 }), {
    ok: false,
    code: 'no_answer',
  })
  await Promise.all([box.stop(), office.stop()])
  await broker.close()
  store.close()
})
