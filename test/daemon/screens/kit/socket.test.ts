import { once } from 'node:events'
import t from 'tap'
import { WebSocketServer } from 'ws'
import { delayMs, openSocket, socketAddress } from '../../../../daemon/screens/kit/socket.ts'

async function listen(port = 0) {
  const server = new WebSocketServer({ host: '127.0.0.1', port })
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' && address ? address.port : 0 }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}

t.test('the socket is on the page’s own origin', async (t) => {
  t.equal(socketAddress('/api/info', 'http://127.0.0.1:81'), 'ws://127.0.0.1:81/api/info')
  t.equal(socketAddress('/api/info', 'https://loket.test'), 'wss://loket.test/api/info')
})

t.test('the delay doubles up to five seconds and a quarter', async (t) => {
  t.equal(delayMs(0, 0), 250)
  t.equal(delayMs(1, 0), 500)
  t.equal(delayMs(40, 1), 6_250)
})

t.test('states come in, acts go out, and what is not JSON is dropped', async (t) => {
  const { server, port } = await listen()
  const pushes: unknown[] = []
  const heard: string[] = []
  server.on('connection', (socket) => {
    socket.on('message', (data) => heard.push(String(data)))
    for (const text of ['{', Buffer.from([1]), '{"screen":"idle"}']) socket.send(text)
  })
  const socket = openSocket<unknown, { act: string }>('/x', {
    origin: `http://127.0.0.1:${port}`,
    onPush: (push) => pushes.push(push),
  })
  t.equal(socket.send({ act: 'too early' }), false)
  await until(() => pushes.length === 1)
  t.same(pushes, [{ screen: 'idle' }])
  t.equal(socket.send({ act: 'rights.confirm' }), true)
  await until(() => heard.length === 1)
  t.same(heard, ['{"act":"rights.confirm"}'])
  socket.close()
  server.close()
})

t.test('server-gone: it says so, and comes back by itself', async (t) => {
  const first = await listen()
  let opened = 0
  const socket = openSocket<unknown>('/x', {
    origin: `http://127.0.0.1:${first.port}`,
    onPush: () => {},
    onOpen: () => {
      opened += 1
    },
  })
  await until(() => socket.connected.value)
  for (const client of first.server.clients) client.terminate()
  first.server.close()
  await until(() => !socket.connected.value)
  const second = await listen(first.port)
  await until(() => socket.connected.value)
  t.equal(opened, 2)
  socket.close()
  second.server.close()
})
