import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Aedes } from 'aedes'
import { mayPublish, maySubscribe } from '../../../daemon/sync/broker-rights.ts'

/** A real aedes on loopback, with the rights of the table, that can be killed and come back on its port. */
export interface TestBroker {
  readonly url: string
  readonly port: number
  /** Every payload that went through it. */
  readonly traffic: { readonly topic: string; readonly payload: Buffer }[]
  /** Cuts every connection and forgets everything. */
  kill(): Promise<void>
  /** Back on the same port, with an empty memory. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function testBroker(options: { rights?: boolean } = {}): Promise<TestBroker> {
  const traffic: TestBroker['traffic'] = []
  let running = await start(0, traffic, options.rights ?? true)
  const { port } = running
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    traffic,
    kill: () => running.stop(),
    restart: async () => {
      running = await start(port, traffic, options.rights ?? true)
    },
    close: () => running.stop(),
  }
}

async function start(port: number, traffic: TestBroker['traffic'], rights: boolean) {
  const sockets = new Set<Socket>()
  const users = new WeakMap<object, string>()
  const aedes = await Aedes.createBroker({
    authenticate: (client, username, _password, done) => {
      users.set(client, username ?? '')
      done(null, username === client.id)
    },
    authorizePublish: (client, packet, done) => {
      const user = client ? users.get(client) : undefined
      const allowed = !rights || (user !== undefined && mayPublish(user, packet.topic))
      done(allowed ? null : new Error('refused'))
    },
    authorizeSubscribe: (client, subscription, done) => {
      const allowed = !rights || maySubscribe(users.get(client) ?? '', subscription.topic)
      done(null, allowed ? subscription : null)
    },
  })
  aedes.on('publish', ({ topic, payload }) => {
    if (!topic.startsWith('$SYS')) traffic.push({ topic, payload: Buffer.from(payload) })
  })
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    aedes.handle(socket)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address: AddressInfo | string | null = server.address()
  if (typeof address !== 'object' || address === null) throw new TypeError('no address')
  return {
    port: address.port,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
      await new Promise<void>((resolve) => aedes.close(() => resolve()))
    },
  }
}
