import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import t from 'tap'
import { cleanEnv } from '../room/fixture.ts'
import { noPcscd, until } from './bench.ts'

const main = join(import.meta.dirname, '../../../hw/card/virtual-eid.ts')
const noOpensc = spawnSync('opensc-tool', ['--version']).error ? 'opensc is not installed' : false

t.test('a signal ends it as its input does', { skip: noPcscd }, async (t) => {
  const eid = spawn(process.execPath, [main], {
    env: cleanEnv(),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(eid, 'exit')
  t.teardown(() => eid.kill('SIGKILL'))
  const [line] = await once(createInterface(eid.stdout), 'line')
  eid.kill('SIGTERM')
  t.same(await exited, [0, null])
  t.notOk(existsSync(dirname(JSON.parse(line).PCSCLITE_CSOCK_NAME)))
})

t.test('it serves any PC/SC program by itself', { skip: noPcscd || noOpensc }, async (t) => {
  const eid = spawn(process.execPath, [main], {
    env: cleanEnv(),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(eid, 'exit')
  t.teardown(() => eid.kill())
  const lines = createInterface(eid.stdout)[Symbol.asyncIterator]()
  const next = async () => JSON.parse(String((await lines.next()).value))
  const ask = async (act: object) => {
    eid.stdin.write(`${JSON.stringify(act)}\n`)
    return await next()
  }
  const { PCSCLITE_CSOCK_NAME, cards } = await next()
  t.ok(cards.length > 15)
  t.same(await ask({ do: 'fly' }), { refused: 'not_understood' })
  t.same(await ask({ do: 'card.insert', card: 'nobody' }), { refused: 'not_possible' })
  for (const [slot, card] of ['specimen-een', 'specimen-drie'].entries())
    t.same(await ask({ do: 'card.insert', card, slot }), { done: 'card.insert' })
  const env = { PATH: process.env['PATH'], PCSCLITE_CSOCK_NAME, HOME: t.testdir() }
  const readers = (): string =>
    spawnSync('opensc-tool', ['--list-readers'], { env, encoding: 'utf8' }).stdout
  await until(() => /^0 +Yes .*\n1 +Yes /m.test(readers()))
  const { stdout } = spawnSync('eidenv', ['--reader', '1'], { env, encoding: 'utf8' })
  t.match(stdout, 'BELPIC_FIRSTNAMES: Drie Anaïs\n')
  t.same(await ask({ do: 'card.remove', slot: 1 }), { done: 'card.remove' })
  await until(() => /^1 +No /m.test(readers()))
  eid.stdin.end()
  t.same(await exited, [0, null])
  t.notOk(existsSync(dirname(PCSCLITE_CSOCK_NAME)))
})
