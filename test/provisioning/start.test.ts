import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { ask } from '../../daemon/cli/ask.ts'
import { until } from '../system/clients.ts'
import { childOf, family, isAlive } from '../system/processes.ts'

const main = join(import.meta.dirname, '../../provisioning/demo/start.ts')
const EXIT_USAGE = 64
const EXIT_UNAVAILABLE = 69
/** Below the ports that the kernel gives out by itself, another row for each test process. */
const PORT = 12_000 + (process.pid % 1800) * 10
/** A child notices within this long that its parent is gone. */
const LEFT_MS = 10_000

interface Started {
  readonly child: ChildProcess
  readonly pid: number
  readonly run: string
  readonly said: () => string
  /** Exit status. */
  readonly ended: Promise<number | null>
}

function start(t: Test, ...args: readonly string[]): Started {
  // Short, for a path of a unix socket holds 107 bytes.
  const run = mkdtempSync(join(tmpdir(), 'loket-'))
  const env = { ...process.env, NODE_OPTIONS: '' }
  const all = [main, '--port', String(PORT), '--run', run, ...args]
  const child = spawn(process.execPath, all, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  const ended = once(child, 'exit').then(([status]) => status)
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(run, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
  })
  return { child, pid: child.pid ?? 0, run, said: () => said, ended }
}

const ready = ({ said }: Started) => until('the URLs', () => said().includes('Ctrl-C'), 60_000)
const gone = (pids: readonly number[]) => until('an end of all', () => !pids.some(isAlive), LEFT_MS)

t.setTimeout(150_000)

t.test('start tells where to look, restarts what dies, and leaves nothing', async (t) => {
  const demo = start(t)
  await ready(demo)
  t.match(demo.said(), `http://127.0.0.1:${PORT}/`)
  t.match(demo.said(), `http://127.0.0.1:${PORT + 2}/   Genk, lokaal 1`)
  t.equal((await fetch(`http://127.0.0.1:${PORT}/`)).status, 200)

  for (const [name, part] of [
    ['genk-1', 'daemon/main.ts'],
    ['genk-1.room', 'hw/room/main.ts'],
  ] as const) {
    const victim = childOf(demo.pid, part) ?? t.fail(`${name} runs`)
    const below = family(Number(victim))
    process.kill(Number(victim), 'SIGKILL')
    await until('word of it', () => demo.said().includes(`${name} was uitgevallen`))
    await gone(below)
  }
  await until('the loket again', async () => {
    const answer = ask(join(demo.run, 'genk-1.sock'), 'status').catch(() => null)
    return JSON.stringify(await answer).includes('"loket":"idle"')
  })

  const second = start(t)
  t.equal(await second.ended, EXIT_UNAVAILABLE)
  t.match(
    second.said(),
    new RegExp(`Poort ${PORT} is al in gebruik door Loket zelf, .* \\(proces ${demo.pid}\\)`),
  )

  const all = family(demo.pid)
  t.ok(all.length > 8, 'broker, office, room, box and their children')
  demo.child.kill('SIGINT')
  t.equal(await demo.ended, 0)
  await gone(all)
})

t.test('killed or stopped halfway, it leaves nothing either', async (t) => {
  const killed = start(t)
  await ready(killed)
  const all = family(killed.pid)
  killed.child.kill('SIGKILL')
  await gone(all)

  const halfway = start(t)
  await until('its children', () => family(halfway.pid).length > 4)
  const begun = family(halfway.pid)
  halfway.child.kill('SIGINT')
  t.equal(await halfway.ended, 0)
  await gone(begun)
})

t.test('a port of somebody else is named', async (t) => {
  const server = createServer()
  t.teardown(() => server.close())
  server.listen(PORT, '127.0.0.1')
  await once(server, 'listening')
  const demo = start(t)
  t.equal(await demo.ended, EXIT_UNAVAILABLE)
  t.match(demo.said(), `Poort ${PORT} is al in gebruik door node (proces ${process.pid})`)
})

t.test('what cannot be is said in a sentence', async (t) => {
  for (const [args, sentence] of [
    [['--lokets', '0'], '--lokets gaat van 1 tot 10.'],
    [['--lokets', '11'], '--lokets gaat van 1 tot 10.'],
    [['--lokets', 'x'], '--lokets gaat van 1 tot 10.'],
    [['--host', '192.0.2.77'], 'is geen adres van deze machine'],
    [['--loket'], 'Gebruik: npm start -- '],
  ] as const) {
    const demo = start(t, ...args)
    t.equal(await demo.ended, EXIT_USAGE)
    t.match(demo.said(), sentence)
    t.notMatch(demo.said(), /\n +at /, 'no stack trace')
  }
})
