import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { holdState } from '../../../daemon/runtime/state-lock.ts'

/** Another process that holds the folder until it is killed. */
async function holder(t: Test, folder: string): Promise<ChildProcess> {
  const module = join(import.meta.dirname, '../../../daemon/runtime/state-lock.ts')
  const script = `const { holdState } = await import(${JSON.stringify(module)})
    const lock = await holdState(${JSON.stringify(folder)}, 'loketd')
    process.send('held')
    setInterval(() => lock, 1000)`
  const { NODE_OPTIONS: _, ...env } = process.env
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  await once(child, 'message')
  return child
}

t.test('one holder at a time, and the next one when it lets go', async (t) => {
  const folder = join(t.testdir(), 'state')
  const lock = await holdState(folder, 'loketd')
  t.equal(statSync(folder).mode & 0o777, 0o700)
  await t.rejects(holdState(folder, 'loketd', 100), {
    code: 'STATE_HELD',
    message: `another loketd holds ${folder}`,
  })
  const other = await holdState(folder, 'officed', 0)
  other.release()
  lock.release()
  const next = await holdState(folder, 'loketd', 0)
  next.release()
})

t.test('one that is dying is waited for, and a kill frees the folder', async (t) => {
  const folder = join(t.testdir(), 'state')
  const child = await holder(t, folder)
  await t.rejects(holdState(folder, 'loketd', 0), { code: 'STATE_HELD' })
  setTimeout(() => child.kill('SIGKILL'), 200)
  const lock = await holdState(folder, 'loketd')
  lock.release()
})

t.test('a folder that cannot be used is no holder', async (t) => {
  const folder = t.testdir({ 'loketd.lock': {} })
  await t.rejects(holdState(folder, 'loketd'), { code: 'SQLITE_CANTOPEN' })
})
