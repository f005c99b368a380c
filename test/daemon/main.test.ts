import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { holdState } from '../../daemon/runtime/state-lock.ts'
import { boxSettings } from './box-settings.ts'

const main = join(import.meta.dirname, '../../daemon/main.ts')
const EX_CONFIG = 78
const EX_TEMPFAIL = 75

/** Runs loketd to its end; what it printed and its exit status. */
function run(...args: string[]): Promise<{ status: number; said: string }> {
  const { NODE_OPTIONS: _, ...env } = process.env
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { env, timeout: 60_000 }, (error, out, err) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, said: out + err })
    })
  })
}

const folder = mkdtempSync(join(tmpdir(), 'loket-'))
t.teardown(() => rmSync(folder, { recursive: true }))
const good = await boxSettings(folder)

/** One of each kind: what the schema refuses is held by the tests of the settings. */
const faults: Record<string, { settings: object; key: string }> = {
  'an unknown key': { settings: { ...good, colour: 'red' }, key: 'colour' },
  'a host beyond loopback without a certificate': {
    settings: { ...good, screens: { ...good.screens, host: '0.0.0.0' } },
    key: 'screens.host',
  },
  'keys that are not there': {
    settings: { ...good, keys: { ...good.keys, own: join(folder, 'none.json') } },
    key: 'none.json',
  },
}

/** Each file that the settings name. */
const { card, mqtt, screens, keys } = good
const none = join(folder, 'gone')
Object.assign(faults, {
  'a root of its own in a production box': {
    settings: { ...good, card: { ...card, trust: { mode: 'belgium', roots: [none] } } },
    key: 'card.trust: Unrecognized key: \\"roots\\"',
  },
  'a test root that is not there': {
    settings: { ...good, card: { ...card, trust: { mode: 'test', roots: [none] } } },
    key: `card.trust: ${none}: cannot be read`,
  },
  'a password that is not there': {
    settings: { ...good, mqtt: { ...mqtt, passwordFile: none } },
    key: `mqtt.passwordFile: ${none}`,
  },
  'a seal that is not there': {
    settings: { ...good, keys: { ...keys, seal: { ...keys.seal, key: none } } },
    key: `keys.seal.key: ${none}`,
  },
  'a seal whose key is no key': {
    settings: { ...good, keys: { ...keys, seal: { ...keys.seal, key: keys.seal.chain } } },
    key: 'keys.seal: the key of the seal is not a private key',
  },
  'a key holder that is none': {
    settings: { ...good, keys: { ...keys, handwriting: keys.own } },
    key: `keys.handwriting: ${keys.own}: not a certificate`,
  },
  'a certificate that is not there': {
    settings: { ...good, screens: { ...screens, tls: { key: none, cert: none } } },
    key: `screens.tls.key: ${none}`,
  },
})

for (const [name, { settings, key }] of Object.entries(faults))
  t.test(`refuses to start, and says why: ${name}`, async (t) => {
    const file = join(t.testdir(), 'box.json')
    writeFileSync(file, JSON.stringify(settings))
    const { status, said } = await run('--config', file)
    t.equal(status, EX_CONFIG)
    t.match(said, key)
    t.notMatch(said, /\bat .*\.ts:\d/, 'no stack trace')
  })

t.test('a file that is no JSON is named, and nothing of it is said', async (t) => {
  const folder = t.testdir({ 'bad.json': '{"box": "GEHEIM' })
  const { status, said } = await run('--config', join(folder, 'bad.json'))
  t.equal(status, EX_CONFIG)
  t.match(said, join(folder, 'bad.json'))
  t.notMatch(said, /GEHEIM|\bat .*\.ts:\d/)
})

t.test('a call that is wrong is told how it is right', async (t) => {
  for (const args of [[], ['--confg', 'x']]) {
    const { status, said } = await run(...args)
    t.equal(status, EX_CONFIG, args.join(' '))
    t.match(said, '--config FILE')
    t.notMatch(said, /\bat .*\.ts:\d|node:internal/)
  }
})

t.test('a second one beside a running one gives way, and leaves its socket alone', async (t) => {
  const own = t.testdir()
  const settings = { ...good, state: join(own, 'state'), control: join(folder, 'c.sock') }
  const file = join(own, 'box.json')
  const lock = await holdState(settings.state, 'loketd')
  writeFileSync(settings.control, 'of the running one')
  writeFileSync(file, JSON.stringify(settings))
  const { status, said } = await run('--config', file)
  t.equal(status, EX_TEMPFAIL)
  t.match(said, `another loketd holds ${settings.state}`)
  t.notMatch(said, /\bat .*\.ts:\d/, 'no stack trace')
  t.equal(readFileSync(settings.control, 'utf8'), 'of the running one')
  t.notOk(existsSync(join(settings.state, 'box.db')))
  lock.release()
})
