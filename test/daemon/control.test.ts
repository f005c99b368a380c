import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'
import { controlServer } from '../../daemon/control.ts'
import { makeLog } from '../../daemon/runtime/log.ts'

const log = makeLog({ name: 'test', level: 'silent' })
const handler = {
  status: async () => ({ ok: true, box: 'genk-1' }),
  rehearse: async () => {
    throw new TypeError('out of order')
  },
  snapshot: async () => ({ ok: true }),
  snapshot_people: async () => ({ ok: true }),
}

/** The path of a unix socket holds 107 bytes: too few for a folder of tap's. Source: unix(7). */
function socketPath(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'loket-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  return join(folder, 'box.sock')
}

async function ask(path: string, ...lines: string[]): Promise<unknown[]> {
  const socket = connect(path)
  await once(socket, 'connect')
  socket.write(lines.map((line) => `${line}\n`).join(''))
  const answers: unknown[] = []
  for await (const line of createInterface({ input: socket })) {
    answers.push(JSON.parse(line))
    if (answers.length === lines.length) break
  }
  socket.destroy()
  return answers
}

t.test('the socket is for its owner alone', async (t) => {
  const path = socketPath(t)
  const umask = process.umask()
  const server = await controlServer(path, handler, log)
  t.equal(statSync(path).mode & 0o777, 0o600)
  t.equal(process.umask(), umask, 'files made later are as they were')
  await server.close()
})

t.test('each line gets one line, also one that is not understood', async (t) => {
  const path = socketPath(t)
  const server = await controlServer(path, handler, log)
  const strange = ['{', '[]', '{"ask":"reboot"}', '{"ask":"status","more":1}']
  t.match(await ask(path, '{"ask":"status"}'), [{ ok: true, box: 'genk-1' }])
  const answers = await ask(path, ...strange)
  t.same(
    answers,
    strange.map(() => ({ ok: false, error: 'not_understood' })),
  )
  await server.close()
})

t.test('a question that fails is answered without its reason', async (t) => {
  const path = socketPath(t)
  const server = await controlServer(path, handler, log)
  t.same(await ask(path, '{"ask":"rehearse"}'), [{ ok: false, error: 'internal' }])
  t.match(await ask(path, '{"ask":"status"}'), [{ ok: true }], 'and the next one is served')
  await server.close()
})

t.test(
  'what a killed process left behind is replaced; an open socket does not hold up the end',
  async (t) => {
    const path = socketPath(t)
    writeFileSync(path, '')
    const server = await controlServer(path, handler, log)
    const socket = connect(path)
    await once(socket, 'connect')
    await server.close()
    t.pass('closed')
  },
)
