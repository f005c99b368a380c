import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { startRoomProcess } from './fixture.ts'

/** Every living process below `pid`. */
function descendants(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid)
  return children.flatMap((child) => [child, ...descendants(child)])
}
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? undefined : Number(parent)
  } catch {
    return undefined
  }
}
async function gone(pids: readonly number[]): Promise<number[]> {
  for (let tries = 0; tries < 150; tries++) {
    if (pids.every((pid) => parentOf(pid) === undefined)) return []
    await sleep(20)
  }
  return pids.filter((pid) => parentOf(pid) !== undefined)
}

for (const end of ['SIGTERM', 'SIGKILL', 'the parent is gone'] as const)
  t.test(`after ${end} no process is left`, async (t) => {
    const room = await startRoomProcess(t, { reader: 'pcsc' })
    const below = descendants(room.child.pid ?? 0)
    t.ok(below.length >= 3, `${below.length} processes`)
    if (end === 'the parent is gone') room.child.disconnect()
    else room.child.kill(end)
    const code = await room.exited
    t.equal(code, end === 'SIGKILL' ? null : 0)
    t.same(await gone(below), [])
    if (end !== 'SIGKILL')
      t.same(
        readdirSync(room.dir).filter((name) => name !== 'reader'),
        [],
      )
  })
