import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { makeRig, start } from './rig.ts'

const program = (name: string) => resolve(import.meta.dirname, '../../office', name)

/** Runs to its end; the exit code and what it said. */
function run(name: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { NODE_OPTIONS: _options, ...env } = process.env
  return new Promise((settle) => {
    const child = execFile(
      process.execPath,
      [program(name), ...args],
      { env },
      (_error, out, err) => settle({ code: child.exitCode ?? -1, out, err }),
    )
  })
}

t.test('settings that cannot be used are refused by file, key and reason', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const good = JSON.parse(readFileSync(rig.at('settings.json'), 'utf8'))
  const bad: [string, unknown, RegExp][] = [
    ['seats', { ...good, seats: 0 }, /bad\.json: seats: /],
    ['unknown', { ...good, colour: 'blue' }, /bad\.json: .*colour/],
    ['type', { ...good, undoMs: 'long' }, /bad\.json: undoMs: /],
    [
      'host',
      { ...good, gateway: { ...good.gateway, host: '0.0.0.0' } },
      /gateway\.host: is not loopback/,
    ],
    ['keys', { ...good, keys: '/nowhere.json' }, /nowhere\.json/],
  ]
  for (const [name, settings, says] of bad) {
    writeFileSync(rig.at('bad.json'), JSON.stringify(settings))
    const { code, err } = await run('main.ts', rig.at('bad.json'))
    t.equal(code, 78, name)
    t.match(err, says)
    t.notMatch(err, / {2}at /, 'no stack')
  }
  writeFileSync(
    rig.at('bad.json'),
    JSON.stringify({ host: '0.0.0.0', port: 0, accounts: rig.at('accounts.json') }),
  )
  const broker = await run('broker.ts', rig.at('bad.json'))
  t.equal(broker.code, 78)
  t.match(broker.err, /bad\.json: host: /)
})

t.test('a second officed on the same state does not start', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const { code, err } = await run('main.ts', rig.at('settings.json'))
  t.equal(code, 1)
  t.match(err, /another officed holds/)
})

t.test('officectl tells how the office is', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const ctl = (...args: string[]) => run('cli/main.ts', '--socket', rig.control, ...args)
  const status = JSON.parse((await ctl('--json', 'status')).out)
  t.match(status, { broker: true, term: 1, accessLogHolds: true })
  t.match((await ctl('boxes')).out, /^genk-1 {2}down {2}Gemeentehuis genk {2}lokaal 1\n$/)
  t.equal((await ctl('seats')).out.trim().split('\n').length, 4)
  t.equal((await ctl('dossiers')).out, '')
  const gone = await run('cli/main.ts', '--socket', join(rig.at('none')), 'status')
  t.equal(gone.code, 1)
  t.match(gone.err, /does not answer/)
  await rig.killOffice('SIGTERM')
  await rig.startOffice('--takeover')
  t.equal(JSON.parse((await ctl('--json', 'status')).out).term, 2, 'a takeover raises the term')
})

t.test('SIGTERM and a parent that goes both end them', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const one = await start('office/broker.ts', [rig.at('broker-free.json')])
  t.equal(await one.kill('SIGTERM'), 0)
  const two = await start('office/broker.ts', [rig.at('broker-free.json')])
  const ended = new Promise((settle) => two.child.once('exit', settle))
  two.child.disconnect()
  t.equal(await ended, 0)
})
