import { connect, createServer, type Socket } from 'node:net'

export interface WireTap {
  readonly port: number
  traffic(): Buffer
  close(): Promise<void>
}

/** Stands between clients and a server on loopback and keeps every byte of both directions. */
export async function wireTap(target: number): Promise<WireTap> {
  const heard: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true })
    const pair = [client, upstream] as const
    for (const socket of pair) {
      sockets.add(socket)
      socket.on('data', (bytes) => heard.push(bytes))
      socket.on('error', () => {})
      socket.on('close', () => {
        for (const each of pair) each.destroy()
        sockets.delete(socket)
      })
    }
    client.pipe(upstream)
    upstream.pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    traffic: () => Buffer.concat(heard),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
