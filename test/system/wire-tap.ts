import { connect, createServer, type Socket } from 'node:net'

export interface WireTap {
  readonly port: number
  /** Stream after stream, each whole: what was cut into packets is together again. */
  traffic(): Buffer
  close(): Promise<void>
}

/** Stands between clients and a server on loopback and keeps every byte of both directions. */
export async function wireTap(target: number): Promise<WireTap> {
  const heard: Buffer[][] = []
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true })
    const pair = [client, upstream] as const
    for (const socket of pair) {
      const stream: Buffer[] = []
      heard.push(stream)
      sockets.add(socket)
      socket.on('data', (bytes) => stream.push(bytes))
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
    traffic: () => Buffer.concat(heard.flatMap((stream) => [...stream, Buffer.from('\n')])),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Shorter runs hide no word that is looked for. */
const BASE64_RUN = /[\w+/-]{8,}/g
/** An envelope's part, and what is base64 inside it. */
const LAYERS = 2

/**
 * Traffic as text, with everything that is base64 or base64url in it decoded after it: a signed envelope is a compact
 * JWS, so its words are in no byte of the wire. Source: RFC 7515 section 7.1.
 */
export function readable(traffic: Buffer): string {
  const layers = [traffic]
  for (let layer = 0; layer < LAYERS; layer++) layers.push(decoded(layers.at(-1) ?? traffic))
  return layers.map((bytes) => bytes.toString('utf8')).join('\n')
}

/** Every run at its four alignments: bytes of MQTT before it may look as if they belonged to it. */
function decoded(bytes: Buffer): Buffer {
  const runs = bytes.toString('latin1').match(BASE64_RUN) ?? []
  const parts = runs.flatMap((run) =>
    [0, 1, 2, 3].flatMap((skip) => [Buffer.from(run.slice(skip), 'base64'), Buffer.from('\n')]),
  )
  return Buffer.concat(parts)
}
