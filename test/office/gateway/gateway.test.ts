import { request } from 'node:http'
import t from 'tap'
import { logIn, post, until } from '../console-client.ts'
import { makeRig } from '../rig.ts'

t.setTimeout(90_000)

t.test('the gateway lets in who may and says little to others', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const url = rig.url()
  const get = (path: string, headers = {}) => fetch(new URL(path, url), { headers })

  t.test('pages come with a strict policy', async (t) => {
    const page = await get('/')
    t.equal(page.status, 200)
    t.match(page.headers.get('content-security-policy'), /default-src 'none'; script-src 'self';/)
    t.notMatch(page.headers.get('content-security-policy'), /unsafe/)
    t.equal(page.headers.get('x-content-type-options'), 'nosniff')
    const policyOf = async (path: string) =>
      (await get(path)).headers.get('content-security-policy')
    t.match(await policyOf('/assets/matte-worker-aZ_-9.js'), /'self' 'wasm-unsafe-eval'; connect/)
    for (const path of ['/assets/index-aZ9.js', '/api/x/assets/matte-worker-a.js', '/?/assets/'])
      t.notMatch(await policyOf(path), /unsafe/, 'nothing but that worker runs WebAssembly')
    t.equal((await get('/api/test-sentence.wav')).headers.get('content-type'), 'audio/wav')
  })

  t.test('an unknown path is 404, a large body 413, a broken one 400', async (t) => {
    for (const path of ['/api/none', '/none', '/../main.ts', '/api/dossiers']) {
      const answer = await get(path)
      t.equal(answer.status, 404, path)
      t.same(await answer.json(), { error: 'not_found' })
    }
    const large = await post(url, '/api/login', { user: 'an', password: 'x'.repeat(20_000) })
    t.equal(large.status, 413)
    t.same(await large.json(), { error: 'too_large' })
    for (const body of [{}, { user: 'an' }, { user: 'an', password: 'an', more: 1 }, [], 'x'])
      t.equal((await post(url, '/api/login', body)).status, 400)
  })

  t.test('a log-in from another origin is refused', async (t) => {
    const from = { origin: 'https://elsewhere.example' }
    t.equal((await post(url, '/api/login', { user: 'an', password: 'an' }, from)).status, 403)
  })

  t.test('the cookie is out of reach of scripts and other sites', async (t) => {
    const answer = await post(url, '/api/login', { user: 'an', password: 'an' })
    t.match(answer.headers.get('set-cookie'), /HttpOnly; SameSite=Strict/)
    t.match(await answer.json(), { user: 'an', role: 'inspector', state: 'off' })
  })

  t.test('a log-out ends the log-in', async (t) => {
    const cookie = await logIn(url, 'bert')
    t.equal((await get('/api/me', { cookie })).status, 200)
    await post(url, '/api/logout', {}, { cookie })
    t.equal((await get('/api/me', { cookie })).status, 401)
  })

  t.test('the access log is for the chief', async (t) => {
    t.equal((await get('/api/access-log')).status, 401)
    t.equal((await get('/api/access-log', { cookie: await logIn(url, 'an') })).status, 403)
    const chief = await get('/api/access-log', { cookie: await logIn(url, 'chris') })
    t.match(await chief.json(), { rows: [{ user: 'chris', act: 'login' }] })
  })

  t.test('the verifier is given to whoever is logged in, with whom it believes', async (t) => {
    t.equal((await get('/api/verifier.html')).status, 401)
    const page = await get('/api/verifier.html', { cookie: await logIn(url, 'an') })
    t.match(page.headers.get('content-disposition'), /^attachment; filename="verifier.html"/)
    t.match(await page.text(), '>{"v":1,"boxes":[],"seals":[]}</script>')
  })

  t.test('guessing a password is slowed down', async (t) => {
    for (let n = 0; n < 5; n++)
      t.equal((await post(url, '/api/login', { user: 'gust', password: 'no' })).status, 401)
    const sixth = await post(url, '/api/login', { user: 'gust', password: 'gust' })
    t.equal(sixth.status, 429)
    t.ok(Number(sixth.headers.get('retry-after')) > 0)
    t.equal((await post(url, '/api/login', { user: 'els', password: 'els' })).status, 200)
  })

  t.test('the socket wants a log-in, its own path and its own origin', async (t) => {
    const cookie = await logIn(url, 'an')
    const { origin, host } = new URL(url)
    t.equal(await upgrade(url, '/api/console', { cookie, origin }), 101)
    t.equal(await upgrade(url, '/api/console', { origin }), 401)
    t.equal(await upgrade(url, '/api/console', { cookie }), 403)
    t.equal(await upgrade(url, '/api/console', { cookie, origin: `http://x.${host}` }), 403)
    t.equal(await upgrade(url, '/api/other', { cookie, origin }), 404)
  })

  t.test('every message of a console is checked', async (t) => {
    const cas = await rig.console('cas')
    cas.raw('{"do":"seat.take","id":"no-uuid"}')
    await until(() => cas.closeCode() === 1008, 'closed')
    cas.close()
    const dina = await rig.console('dina')
    const visitId = '3f1f0a4e-8f5c-4a53-9d0e-0b8a3f0d0001'
    const command = { name: 'visit.kind', kind: 'talk' } as const
    t.same(await dina.act({ do: 'visit', visitId, command }), { ok: false, code: 'not_in_visit' })
    const odd: object = { name: 'visit.kind', kind: 'party' }
    t.same(await dina.act({ do: 'visit', visitId, command: odd as typeof command }), {
      ok: false,
      code: 'malformed',
    })
  })
})

/** The status of an upgrade request. */
function upgrade(url: string, path: string, headers: Record<string, string>): Promise<number> {
  const key = Buffer.alloc(16).toString('base64')
  const own = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' }
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), {
      headers: { ...own, 'sec-websocket-key': key, ...headers },
    })
    sent.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode ?? 0)
    })
    sent.on('response', (response) => resolve(response.statusCode ?? 0))
    sent.on('error', reject)
    sent.end()
  })
}
