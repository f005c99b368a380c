import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { boxConfig } from '../../daemon/config.ts'
import { readSettings } from '../../daemon/runtime/settings.ts'
import { boxSettings } from './box-settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'loket-'))
t.teardown(() => rmSync(folder, { recursive: true }))
const good = await boxSettings(folder)
const { mqtt, screens, site } = good

/** What is wrong, and the key and reason that the message must give. */
const faults: Record<string, readonly [settings: unknown, says: string | RegExp]> = {
  'an unknown key': [{ ...good, colour: 'red' }, /Unrecognized key: "colour"/],
  'an unknown key further down': [{ ...good, mqtt: { ...mqtt, qos: 2 } }, /mqtt: .*"qos"/],
  'a wrong type': [{ ...good, dayStartsAtHour: '4' }, /dayStartsAtHour: .*expected int|number/],
  'an hour out of range': [{ ...good, dayStartsAtHour: 24 }, /dayStartsAtHour: .*<=23/],
  'a zone that is nowhere': [{ ...good, timeZone: 'Europe/Genk' }, /timeZone: is no time zone/],
  'a port out of range': [
    { ...good, screens: { ...screens, port: 70_000 } },
    /screens.port: .*65535/,
  ],
  'a missing key': [{ ...good, box: undefined }, /box: /],
  'a name with other letters': [{ ...good, box: 'Genk/1' }, /box: /],
  'a prefix with digits': [{ ...good, site: { ...site, prefix: 'A1' } }, /site.prefix: /],
  'a broker that is no broker': [{ ...good, mqtt: { ...mqtt, url: 'http://x' } }, /mqtt.url: /],
  'a button of no kind': [{ ...good, button: { input: 'bell' } }, /button.input: /],
  'two faults at once': [{ ...good, box: 1, state: '' }, /box: .*; state: /],
  'no object at all': [[], /\(the whole file\): /],
}

for (const [name, [settings, says]] of Object.entries(faults))
  t.test(`names file, key and reason: ${name}`, async (t) => {
    const file = join(t.testdir(), 'box.json')
    writeFileSync(file, JSON.stringify(settings))
    t.throws(() => readSettings(file, boxConfig), { code: 'BAD_CONFIG', message: says })
    t.throws(() => readSettings(file, boxConfig), { message: new RegExp(`^${file}: `) })
  })

t.test('a file that is not there, or no JSON, is named without its content', async (t) => {
  const folder = t.testdir({ 'bad.json': '{"box": "GEHEIM' })
  for (const [name, says] of Object.entries({ none: /cannot be read/, 'bad.json': /is not JSON/ }))
    t.throws(() => readSettings(join(folder, name), boxConfig), { message: says })
  t.throws(() => readSettings(join(folder, 'bad.json'), boxConfig), { message: /^(?!.*GEHEIM)/ })
})

t.test('what may be left out has a default', async (t) => {
  const { timeZone, dayStartsAtHour, simulated, logLevel, ...least } = good
  const file = join(t.testdir(), 'box.json')
  writeFileSync(file, JSON.stringify(least))
  t.match(readSettings(file, boxConfig), {
    timeZone: 'Europe/Brussels',
    dayStartsAtHour: 4,
    simulated: [],
    logLevel: 'info',
  })
})
