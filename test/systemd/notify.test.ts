import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { writeFiles } from '../../provisioning/demo/files.ts'
import { freePorts, makePlan } from '../../provisioning/demo/plan.ts'
import { until } from '../system/clients.ts'

const root = join(import.meta.dirname, '../..')
const WATCHDOG_USEC = 1_000_000
/** Longer than the watchdog would wait: systemd would have killed it by now. */
const SILENCE_MS = 2000

function absent(): string | false {
  try {
    execFileSync('systemd-notify', ['--version'])
    return false
  } catch {
    return 'systemd-notify is not here'
  }
}

/** A socket as systemd has it; what came is in `words`. */
async function notifySocket(path: string) {
  const socat = spawn('socat', ['-u', `UNIX-RECV:${path}`, '-'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let words = ''
  socat.stdout.on('data', (bytes: Buffer) => {
    words += bytes.toString()
  })
  await sleep(200)
  return {
    count: (word: string) => words.split(word).length - 1,
    close: () => socat.kill(),
  }
}

function loketd(config: string, socket: string): ChildProcess {
  const env = {
    PATH: process.env['PATH'],
    NOTIFY_SOCKET: socket,
    WATCHDOG_USEC: String(WATCHDOG_USEC),
  }
  const args = [join(root, 'daemon/main.ts'), '--config', config]
  return spawn(process.execPath, args, { env, stdio: 'ignore' })
}

t.setTimeout(60_000)

t.test('loketd tells systemd how it is', { skip: absent() }, async (t) => {
  const run = t.testdir()
  const plan = makePlan({ lokets: 1, reader: 'sim', ports: await freePorts(1) })
  const { boxes } = await writeFiles(plan, { made: join(root, '.loket'), run })
  const path = join(run, 'notify.sock')
  const systemd = await notifySocket(path)
  const daemon = loketd(boxes.get('genk-1')?.box ?? '', path)
  const ended = once(daemon, 'exit')
  t.teardown(() => {
    daemon.kill('SIGKILL')
    systemd.close()
  })

  await until('READY=1', () => systemd.count('READY=1') === 1)
  await until('two turns of the watchdog', () => systemd.count('WATCHDOG=1') >= 2)

  daemon.kill('SIGSTOP')
  await sleep(500) // what was under way arrives
  const before = systemd.count('WATCHDOG=1')
  await sleep(SILENCE_MS)
  t.equal(systemd.count('WATCHDOG=1'), before, 'a daemon that hangs is silent')

  daemon.kill('SIGCONT')
  await until('the watchdog again', () => systemd.count('WATCHDOG=1') > before)
  daemon.kill('SIGTERM')
  const [status] = await ended
  t.equal(status, 0)
  t.equal(systemd.count('STOPPING=1'), 1)
})

t.test('bad settings end with the status that systemd does not restart on', async (t) => {
  const config = join(t.testdir(), 'box.json')
  writeFileSync(config, '{"box": 7}')
  const daemon = loketd(config, '/nowhere')
  const [status] = await once(daemon, 'exit')
  t.equal(status, 78)
})
