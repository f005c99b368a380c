import { writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { connectAsync, type MqttClient } from 'mqtt'
import { boxTopic } from '../../daemon/sync/topics.ts'
import { makeAccounts } from '../../office/broker.ts'
import { freePorts } from '../../provisioning/demo/plan.ts'
import { keep } from '../../provisioning/demo/process.ts'

/** A broker of its own, and two clients that throw a ball to each other. */
export interface RoundTrip {
  /** From one client through the broker to the other and back, QoS 1; milliseconds. */
  once(): Promise<number>
  close(): Promise<void>
}

const BOX = 'bench-1'
const PASSWORD = 'loopback only'
/** As large as the signed event of a ticket. */
const PAYLOAD = Buffer.alloc(900, 'x')

export async function mqttRoundTrip(folder: string): Promise<RoundTrip> {
  const [port = 0] = await freePorts(0)
  const accounts = join(folder, 'bench-accounts.json')
  writeFileSync(accounts, JSON.stringify(makeAccounts({ office: PASSWORD, [BOX]: PASSWORD })))
  const settings = join(folder, 'bench-broker.json')
  writeFileSync(settings, JSON.stringify({ host: '127.0.0.1', port, accounts, logLevel: 'warn' }))
  const broker = keep({
    name: 'bench broker',
    args: [join(import.meta.dirname, '../../office/broker.ts'), settings],
    log: join(folder, 'bench-broker.log'),
  })
  await broker.ready
  const office = await client(port, 'office')
  const box = await client(port, BOX)
  const there = boxTopic(BOX, 'ev')
  const back = boxTopic(BOX, 'ack')
  await office.subscribeAsync(boxTopic('+', 'ev'), { qos: 1 })
  await box.subscribeAsync(back, { qos: 1 })
  office.on('message', () => office.publish(back, PAYLOAD, { qos: 1 }))
  return {
    once: async () => {
      const startedMs = performance.now()
      await new Promise<void>((resolve) => {
        box.once('message', () => resolve())
        box.publish(there, PAYLOAD, { qos: 1 })
      })
      return performance.now() - startedMs
    },
    close: async () => {
      await Promise.all([office.endAsync(true), box.endAsync(true)])
      await broker.stop()
    },
  }
}

async function client(port: number, user: string): Promise<MqttClient> {
  const connected = await connectAsync(`mqtt://127.0.0.1:${port}`, {
    clientId: user,
    username: user,
    password: PASSWORD,
    reconnectPeriod: 0,
  })
  if (connected.stream instanceof Socket) connected.stream.setNoDelay(true)
  return connected
}
