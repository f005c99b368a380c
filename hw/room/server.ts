import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join, resolve } from 'node:path'
import type { Duplex } from 'node:stream'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import { headerBytes, maxPayloadBytes } from '../av/cable.ts'
import type { RoomConfig } from './config.ts'

/** The web server of a virtual room. */
export interface RoomServer {
  readonly url: string
  stop(): Promise<void>
}
export interface RoomSockets {
  readonly hand: (page: WebSocket) => void
  readonly av: (page: WebSocket) => void
  readonly paper: (job: number) => Uint8Array | undefined
}

const HAND_LIMIT_BYTES = 131_072
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

export async function startServer(config: RoomConfig, sockets: RoomSockets): Promise<RoomServer> {
  const { host, port, tls } = config.http
  const https = tls ? { key: readFileSync(tls.key), cert: readFileSync(tls.cert) } : null
  const app: FastifyInstance = https ? fastify({ https }) : fastify({})
  app.addHook('onRequest', async (request, reply) => {
    if (!ours(request.raw, config)) await reply.code(403).send({ error: 'forbidden' })
  })
  secure(app, config)
  await app.register(fastifyStatic, {
    root: resolve(join(config.pages, 'room')),
    cacheControl: false,
  })
  app.get<{ Params: { file: string } }>('/tray/:file', async (request, reply) => {
    const job = /^(\d{1,9})\.pdf$/.exec(request.params.file)?.[1]
    const pdf = job === undefined ? undefined : sockets.paper(Number(job))
    if (!pdf) return reply.code(404).send({ error: 'not_found' })
    return reply.header('cache-control', 'no-store').type('application/pdf').send(Buffer.from(pdf))
  })
  const hand = new WebSocketServer({ noServer: true, maxPayload: HAND_LIMIT_BYTES })
  const av = new WebSocketServer({ noServer: true, maxPayload: headerBytes + maxPayloadBytes })
  hand.on('connection', sockets.hand)
  av.on('connection', sockets.av)
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const server = { '/hand': hand, '/av': av }[request.url ?? '']
    if (!server || !ours(request, config)) {
      socket.end(`HTTP/1.1 ${server ? '403 Forbidden' : '404 Not Found'}\r\n\r\n`)
      return
    }
    server.handleUpgrade(request, socket, head, (page) => {
      page.on('error', () => {})
      server.emit('connection', page)
    })
  })
  const url = await app.listen({ host, port })
  return {
    url,
    async stop() {
      for (const page of [...hand.clients, ...av.clients]) page.terminate()
      app.server.closeAllConnections()
      await app.close()
    },
  }
}

/** The page frames the two screens of the box, which lie at origins of their own. */
function secure(app: FastifyInstance, { screens }: RoomConfig): void {
  const framed = [screens.info, screens.reading].map((address) => new URL(address).origin)
  const policy = [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "connect-src 'self' ws: wss:",
    `frame-src 'self' ${[...new Set(framed)].join(' ')}`,
    "frame-ancestors 'self'",
  ].join('; ')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', policy)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
  })
  app.setErrorHandler<FastifyError>(async ({ statusCode = 500 }, _request, reply) => {
    const theirs = statusCode >= 400 && statusCode < 500
    await reply.code(theirs ? statusCode : 500).send({ error: theirs ? 'refused' : 'unavailable' })
  })
  app.setNotFoundHandler(async (_request, reply) => {
    await reply.code(404).send({ error: 'not_found' })
  })
}

/** Only this room's own page may ask, and without TLS only under a loopback name: no other site's script can. */
function ours({ headers }: IncomingMessage, { http }: RoomConfig): boolean {
  const { host = '', origin } = headers
  const scheme = http.tls ? 'https' : 'http'
  if (!http.tls && !LOOPBACK.has(host.replace(/:\d+$/, ''))) return false
  return origin === undefined || origin === `${scheme}://${host}`
}
