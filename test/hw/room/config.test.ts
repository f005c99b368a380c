import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t, { type Test } from 'tap'
import { cleanEnv, roomFolder } from './fixture.ts'

async function refused(t: Test, change: object): Promise<{ code: number | null; out: string }> {
  const { file } = roomFolder(t, change)
  const main = resolve(import.meta.dirname, '../../../hw/room/main.ts')
  const child = spawn(process.execPath, [main, '--config', file], { env: cleanEnv() })
  let out = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  const [code] = await once(child, 'close')
  return { code, out }
}

t.test('bad settings are refused with file, key and reason', async (t) => {
  const unknown = await refused(t, { colour: 'red' })
  t.equal(unknown.code, 78)
  t.match(unknown.out, /room\.json: .*colour/)
  const open = await refused(t, { http: { host: '0.0.0.0', port: 0 } })
  t.equal(open.code, 78)
  t.match(open.out, /http\.host: only a loopback address is served without tls/)
})

t.test('settings that are no JSON or not there are refused', async (t) => {
  const main = resolve(import.meta.dirname, '../../../hw/room/main.ts')
  const file = join(t.testdir({}), 'room.json')
  writeFileSync(file, '{')
  for (const args of [['--config', file], []]) {
    const child = spawn(process.execPath, [main, ...args], { env: cleanEnv(), stdio: 'ignore' })
    const [code] = await once(child, 'exit')
    t.equal(code, 78)
  }
})
