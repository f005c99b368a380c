import { randomUUID } from 'node:crypto'
import { connectAsync } from 'mqtt'
import t from 'tap'
import { sign } from '../../daemon/documents/seal.ts'
import { makeKeys } from '../../daemon/runtime/keys.ts'
import { makeLog } from '../../daemon/runtime/log.ts'
import { boxTopic } from '../../daemon/sync/topics.ts'
import { makeAccounts, startBroker } from '../../office/broker.ts'
import { readable, wireTap } from './wire-tap.ts'

const CANARY = 'Noëlle'

t.test('a word in a signed envelope that is not sealed is found on the wire', async (t) => {
  const accounts = makeAccounts({ 'genk-1': 'own' })
  const log = makeLog({ name: 'broker', level: 'silent' })
  const broker = await startBroker({ host: '127.0.0.1', port: 0 }, accounts, log)
  const tap = await wireTap(broker.port)
  t.teardown(async () => {
    await tap.close()
    await broker.close()
  })
  const box = await connectAsync(`mqtt://127.0.0.1:${tap.port}`, {
    ...{ clientId: 'genk-1', username: 'genk-1', password: 'own' },
    ...{ protocolVersion: 4, reconnectPeriod: 0 },
  })
  const keys = await makeKeys('box:genk-1')
  const topic = boxTopic('genk-1', 'ev')
  const filler = 'x'.repeat(100_000)
  for (let shift = 0; shift < 3; shift++) {
    const word = `${CANARY}-${shift}`
    const text = `${'.'.repeat(shift)}${word}`
    const nested = Buffer.from(`${'.'.repeat(shift)}nested ${word}`).toString('base64')
    const envelope = { id: randomUUID(), filler, data: { text, nested } }
    await box.publishAsync(topic, sign(keys, envelope), { qos: 1 })
  }
  await box.endAsync(true)
  t.notOk(tap.traffic().includes(CANARY), 'plain bytes do not show it')
  const text = readable(tap.traffic())
  for (let shift = 0; shift < 3; shift++) {
    t.ok(text.includes(`${CANARY}-${shift}`), `in an envelope, alignment ${shift}`)
    t.ok(text.includes(`nested ${CANARY}-${shift}`), `in base64 within it, alignment ${shift}`)
  }
})
