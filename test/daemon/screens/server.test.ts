import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { WebSocket } from 'ws'
import type { CitizenAct } from '../../../daemon/core/visit-command.ts'
import { makeLog } from '../../../daemon/runtime/log.ts'
import type { InfoState, ReadingState } from '../../../daemon/screens/protocol.ts'
import { screenServer } from '../../../daemon/screens/server.ts'
import { freePorts } from '../../../provisioning/demo/plan.ts'
import { AT, SHA } from '../core/letters.ts'

const log = makeLog({ name: 'test', level: 'silent' })
const site = { id: 'genk', name: 'Genk', room: 'lokaal 1' }
const info: InfoState = {
  site,
  room: 'lokaal 1',
  now: AT,
  timeZone: 'Europe/Brussels',
  queue: [],
  office: 'lost',
}
const reading: ReadingState = {
  language: 'nl',
  site,
  office: 'lost',
  personWanted: false,
  screen: 'idle',
}

/** A real server on loopback with two pages of glass. */
async function served(t: Test, tls?: { key: string; cert: string }) {
  const pages = t.testdir({
    info: { 'index.html': '<p>info</p>', 'app.js': 'go()' },
    reading: { 'index.html': '<p>reading</p>' },
    'secret.txt': 'not a page',
  })
  const [port = 0] = await freePorts(0)
  const acts: CitizenAct[] = []
  let rev = 0
  const server = screenServer({
    ...{ host: '127.0.0.1', port, pages, log, tls, framedBy: ['http://127.0.0.1:9'] },
    info: () => ({ ...info, room: `lokaal ${rev}` }),
    reading: () => reading,
    onAct: (act) => acts.push(act),
    page: async (sha256, n, form) => {
      if (sha256 !== SHA || n > 2) return null
      return form === 'png' ? Buffer.from('PNG') : `bladzijde ${n}`
    },
  })
  await server.listen()
  t.teardown(() => server.close())
  const change = () => {
    rev += 1
    server.changed()
  }
  return { base: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, acts, change, server }
}

/** The answer to a request by another name; `fetch` would put its own. */
async function status(base: string, path: string, host: string) {
  const [answer] = await once(get(`${base}${path}`, { headers: { host } }), 'response')
  answer.resume()
  return answer.statusCode
}

async function socket(host: string, path: string, origin?: string, name = host) {
  const headers = { host: name, ...(origin && { origin }) }
  const opened = new WebSocket(`ws://${host}${path}`, { headers })
  const heard: unknown[] = []
  opened.on('message', (data) => heard.push(JSON.parse(String(data))))
  const outcome = await new Promise<'open' | 'refused'>((resolve) => {
    opened.once('open', () => resolve('open'))
    opened.on('error', () => resolve('refused'))
  })
  const next = async (count: number) => {
    while (heard.length < count) await once(opened, 'message')
    return heard
  }
  return { opened, outcome, next }
}

t.test('the pages are there, and nothing else of the folder or the machine', async (t) => {
  const { base } = await served(t)
  t.equal(await (await fetch(`${base}/info/`)).text(), '<p>info</p>')
  t.equal(await (await fetch(`${base}/reading`)).text(), '<p>reading</p>', 'also without the slash')
  t.equal((await fetch(`${base}/info/app.js`)).status, 200)
  const none = [
    '/',
    '/room/',
    '/secret.txt',
    '/info/none.js',
    '/api/info/x',
    '/info/..%2fsecret.txt',
  ]
  for (const path of [...none, '/info/%2e%2e/%2e%2e/etc/passwd']) {
    const answer = await fetch(`${base}${path}`)
    t.ok(answer.status === 404 || answer.status === 403, `${path}: ${answer.status}`)
    t.notMatch(await answer.text(), /not a page|root:|\bat .*\.ts:/, 'no content, no stack')
  }
})

t.test('every answer says what the page may do', async (t) => {
  const { base } = await served(t)
  const { headers } = await fetch(`${base}/info/`)
  t.match(headers.get('content-security-policy'), /default-src 'self'/)
  t.match(headers.get('content-security-policy'), /frame-ancestors 'self' http:\/\/127.0.0.1:9/)
  t.equal(headers.get('x-content-type-options'), 'nosniff')
})

t.test('only pages of the document that lies there are given out, and never kept', async (t) => {
  const { base } = await served(t)
  const png = await fetch(`${base}/api/pages/${SHA}/2.png`)
  t.equal(png.headers.get('content-type'), 'image/png')
  t.equal(png.headers.get('cache-control'), 'no-store')
  t.equal(await (await fetch(`${base}/api/pages/${SHA}/1.txt`)).text(), 'bladzijde 1')
  const other = 'c'.repeat(64)
  for (const path of [
    `${other}/1.png`,
    `${SHA}/3.png`,
    `${SHA}/0.png`,
    `${SHA}/1.pdf`,
    `${SHA}/x.png`,
  ])
    t.equal((await fetch(`${base}/api/pages/${path}`)).status, 404, path)
})

t.test('a screen hears the whole state at once and at every change', async (t) => {
  const { host, change } = await served(t)
  const screen = await socket(host, '/api/info')
  t.match(await screen.next(1), [{ room: 'lokaal 0' }])
  change()
  t.match(await screen.next(2), [{}, { room: 'lokaal 1' }])
  const paper = await socket(host, '/api/reading', `http://${host}`)
  t.match(await paper.next(1), [{ screen: 'idle', language: 'nl' }])
})

t.test('another origin does not get in', async (t) => {
  const { host } = await served(t)
  for (const origin of ['http://evil.example', 'null', `http://${host}.evil.example`])
    t.equal((await socket(host, '/api/reading', origin)).outcome, 'refused', origin)
  t.equal((await socket(host, '/api/nothing')).outcome, 'refused', 'nor to a path that is none')
})

t.test('a name of another that points to this machine gets nothing', async (t) => {
  const { base, host } = await served(t)
  const { port } = new URL(base)
  for (const name of ['evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`]) {
    t.equal(await status(base, '/info/', name), 403, name)
    const outcome = (await socket(host, '/api/reading', undefined, name)).outcome
    t.equal(outcome, 'refused', name)
    const own = await socket(host, '/api/reading', `http://${name}`, name)
    t.equal(own.outcome, 'refused', `${name} as origin too`)
  }
  for (const name of [host, `localhost:${port}`, `[::1]:${port}`])
    t.equal(await status(base, '/info/', name), 200, name)
})

t.test('what is not an act is dropped, and the next act is heard', async (t) => {
  const { host, acts } = await served(t)
  const { opened, next } = await socket(host, '/api/reading')
  await next(1)
  for (const bad of ['{', '[]', '"x"', '{"act":"fly"}', '{"act":"sign.start","more":1}'])
    opened.send(bad)
  opened.send(JSON.stringify({ act: 'language.choose', language: 'xx' }))
  opened.send(JSON.stringify({ act: 'document.read', sha256: 'short' }))
  opened.send(JSON.stringify({ act: 'person.want' }))
  while (acts.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  t.same(acts, [{ act: 'person.want' }])
})

t.test('a message that is too large closes its socket and no other', async (t) => {
  const { host, acts } = await served(t)
  const other = await socket(host, '/api/reading')
  const { opened } = await socket(host, '/api/reading')
  opened.send(JSON.stringify({ act: 'sign.refuse', reason: 'x'.repeat(20_000) }))
  await once(opened, 'close')
  other.opened.send(JSON.stringify({ act: 'sign.start' }))
  while (acts.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  t.same(acts, [{ act: 'sign.start' }])
})

t.test('beyond loopback there is no server without a certificate', async (t) => {
  const options = { port: 1, pages: t.testdir(), log, framedBy: [] }
  const hooks = {
    info: () => info,
    reading: () => reading,
    onAct: () => {},
    page: async () => null,
  }
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'loket.example'])
    t.throws(() => screenServer({ ...options, ...hooks, host }), { code: 'EXPOSED_SERVER' }, host)
})

t.test('with a certificate a socket needs the origin of its own page', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'screens-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const out = ['-keyout', key, '-out', cert, '-subj', '/CN=localhost']
  execFileSync('openssl', ['req', ...made, ...out], { stdio: 'ignore' })
  const { host } = await served(t, { key, cert })
  const outcome = async (headers: Record<string, string>) => {
    const options = { headers, rejectUnauthorized: false }
    const opened = new WebSocket(`wss://${host}/api/reading`, options)
    t.teardown(() => opened.terminate())
    return await new Promise((resolve) => {
      opened.once('open', () => resolve('open'))
      opened.on('error', () => resolve('refused'))
    })
  }
  t.equal(await outcome({}), 'refused')
  t.equal(await outcome({ origin: 'https://evil.example' }), 'refused')
  t.equal(await outcome({ origin: `https://${host}` }), 'open')
})
