import { globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { until } from './clients.ts'
import { testDemo } from './demo.ts'
import * as play from './play.ts'

t.setTimeout(170_000)
/** A box without a visit takes its time to connect again, and a blank one has everything to make anew. */
const BACK_MS = 40_000
const demo = await testDemo()
const cast = await play.gather(demo)
t.teardown(async () => {
  cast.leave()
  await demo.end()
})
const { inspector } = cast

/** What somebody at the disk may take away from under a running visit. */
const losses: Record<string, string> = {
  'the key of the visit': 'visits/*.key',
  'the database of the box': 'box.db*',
}

for (const [what, pattern] of Object.entries(losses))
  t.test(`a visit that lost ${what} ends, and the next one can begin`, async (t) => {
    const number = await play.takeTicket(cast)
    await play.call(cast)
    t.equal(inspector.me?.state, 'in_visit')
    const files = globSync(join(demo.folder, 'state/genk-1', pattern))
    t.ok(files.length > 0, 'there is something to lose')
    for (const file of files) rmSync(file)
    const pid = demo.processes.get('genk-1')?.pid
    if (pid) process.kill(pid, 'SIGKILL')
    await until(
      'a free inspector',
      () => !inspector.visit && inspector.me?.state === 'ready',
      BACK_MS,
    )
    await until(
      'the ticket to end',
      () => inspector.board && !inspector.board.tickets.some((row) => row.number === number),
    )
    await until('a free loket', () =>
      ['idle', 'degraded'].includes(inspector.board?.lokets[0]?.state ?? ''),
    )
    await cast.citizen.sees('idle')
  })

t.test('and a whole visit follows', async (t) => {
  await play.takeTicket(cast)
  await play.call(cast)
  t.equal(inspector.me?.state, 'in_visit')
})
