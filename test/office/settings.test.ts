import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { makeRig } from './rig.ts'
import { run } from './run.ts'

t.setTimeout(90_000)

const stamping = (trust: string) => ({
  urls: ['http://a.example/'],
  trust,
  revocation: { allow: ['http://a.example/'] },
})

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
    [
      'timestamp without addresses for issuers',
      { ...good, timestamp: { urls: ['http://a.example/'], trust: rig.at('trust.json') } },
      /bad\.json: timestamp\.revocation: /,
    ],
    [
      'timestamp without an authority to believe',
      { ...good, timestamp: stamping(rig.at('trust.json')) },
      /timestamp\.trust: .*trust\.json: timestamps: names no authority/,
    ],
    ['trust', { ...good, timestamp: stamping('/nowhere.json') }, /nowhere\.json/],
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
  t.equal(code, 75)
  t.match(err, /another officed holds/)
})
