import { connect } from 'node:net'
import { connectAsync, type IClientOptions } from 'mqtt'
import t, { type Test } from 'tap'
import { makeLog } from '../../daemon/runtime/log.ts'
import { boxTopic } from '../../daemon/sync/topics.ts'
import { makeAccounts, startBroker } from '../../office/broker.ts'

const log = makeLog({ name: 'broker', level: 'silent' })

async function started(t: Test) {
  const accounts = makeAccounts({ office: 'right', 'genk-1': 'own' })
  const broker = await startBroker({ host: '127.0.0.1', port: 0 }, accounts, log)
  t.teardown(() => broker.close())
  const join = async (username: string, password: string, clientId = username) => {
    const options: IClientOptions = {
      ...{ clientId, username, password, protocolVersion: 4 },
      ...{ reconnectPeriod: 0, connectTimeout: 3000 },
    }
    return await connectAsync(`mqtt://127.0.0.1:${broker.port}`, options)
  }
  return { port: broker.port, join }
}

t.test('a name that every object has is nobody, and the broker goes on', async (t) => {
  const { join } = await started(t)
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
    await t.rejects(join(name, 'x'), /Not authorized/, name)
  const office = await join('office', 'right')
  t.ok(office.connected, 'the office still gets in')
  await office.endAsync(true)
})

t.test('only a known name with its own password under its own name gets in', async (t) => {
  const { join } = await started(t)
  await t.rejects(join('office', 'own'), /Not authorized/)
  await t.rejects(join('office', ''), /Not authorized/)
  await t.rejects(join('genk-1', 'own', 'office'), /Not authorized/)
  const box = await join('genk-1', 'own')
  t.ok(box.connected)
  await box.endAsync(true)
})

t.test(
  'a stranger cannot make the broker keep much, a member sends as much as before',
  async (t) => {
    const { port, join } = await started(t)
    const stranger = connect(port, '127.0.0.1')
    stranger.on('error', () => {})
    const closed = new Promise((resolve) => stranger.once('close', resolve))
    // A CONNECT that announces 256 MB and never ends.
    stranger.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]))
    stranger.write(Buffer.alloc(1_000_000))
    await closed
    t.pass('its socket is closed')
    const box = await join('genk-1', 'own')
    await box.publishAsync(boxTopic('genk-1', 'ev'), Buffer.alloc(200_000), { qos: 1 })
    t.ok(box.connected)
    await box.endAsync(true)
  },
)
