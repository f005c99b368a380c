import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { openBoxStore } from '../../../daemon/store/box-store.ts'

const issuer = fileURLToPath(new URL('issuer.ts', import.meta.url))
const now = () => '2026-11-23T10:00:00.000Z'

/** Runs the issuer on `file`, kills it after a while, and gives the numbers it had said were issued. */
async function issueAndKill(file: string, afterMs: number): Promise<number[]> {
  const { NODE_OPTIONS: _, ...env } = process.env
  const child = spawn(process.execPath, [issuer, file], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
    said += text
  })
  await closed
  t.equal(child.signalCode, 'SIGKILL')
  // The last line may be cut: it was not said.
  return said.split('\n').slice(0, -1).map(Number)
}

t.test('killed at any moment, every ticket that was said to be issued is there once', async (t) => {
  const file = join(t.testdir(), 'box.db')
  const witness: number[] = []
  for (const afterMs of [3, 17, 40, 71]) witness.push(...(await issueAndKill(file, afterMs)))
  const store = openBoxStore(file, { now })
  const numbers = store.tickets().map(({ id }) => Number(id))
  const sent = store.outbox(0, 1_000_000).map(({ seq }) => seq)
  t.ok(witness.length >= 4, `${witness.length} tickets`)
  t.equal(new Set(witness).size, witness.length, 'no number twice')
  t.same(
    witness.filter((n) => !numbers.includes(n)),
    [],
    'no ticket lost',
  )
  t.same(
    sent,
    sent.map((_, index) => index + 1),
    'the outbox has no gap',
  )
  t.equal(sent.length, numbers.length, 'a ticket and its event, or neither')
  t.same(store.verifyAudit(), { ok: true, rows: numbers.length })
  store.close()
})
