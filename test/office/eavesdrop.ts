import { connect, createServer, type Socket } from 'node:net'

/** A wire tap: passes everything to the broker and keeps a copy of both directions. */
export async function tap(broker: string) {
  const { hostname, port } = new URL(broker)
  const seen: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.setNoDelay(true)
      from.on('data', (bytes) => {
        seen.push(bytes)
        to.write(bytes)
      })
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `mqtt://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    bytes: () => Buffer.concat(seen),
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
