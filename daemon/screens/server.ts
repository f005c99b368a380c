import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import fastifyStatic from '@fastify/static'
import { type FastifyError, type FastifyInstance, fastify } from 'fastify'
import { WebSocket, WebSocketServer } from 'ws'
import type { CitizenAct } from '../core/visit-command.ts'
import type { Logger } from '../runtime/log.ts'
import { citizenAct } from './citizen-act.ts'
import type { InfoState, ReadingState } from './protocol.ts'

export interface ScreenServerOptions {
  readonly host: string
  readonly port: number
  /** Folder with the built pages `info` and `reading`. */
  readonly pages: string
  readonly tls?: { readonly key: string; readonly cert: string } | undefined
  /** Origins besides its own that may frame the screens. */
  readonly framedBy: readonly string[]
  readonly log: Logger
  readonly info: () => InfoState
  readonly reading: () => ReadingState
  readonly onAct: (act: CitizenAct) => void
  /** A page of the document that lies before the citizen; null for any other. */
  readonly page: (
    sha256: string,
    n: number,
    form: 'png' | 'txt',
  ) => Promise<Uint8Array | string | null>
}

/** Serves the citizen's screens of this box. */
export interface ScreenServer {
  listen(): Promise<void>
  /** Pushes the states anew to every screen. */
  changed(): void
  close(): Promise<void>
}

/** Asked to listen beyond loopback without TLS. */
export class ExposedServerError extends Error {
  readonly code = 'EXPOSED_SERVER'
  readonly scope = 'system'
}

const MAX_ACT_BYTES = 16 * 1024
const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

export function screenServer(options: ScreenServerOptions): ScreenServer {
  const { host, port, tls, log } = options
  if (!tls && !LOOPBACK.includes(host))
    throw new ExposedServerError(
      `screens.host ${host} is beyond loopback and there is no certificate`,
    )
  const app = fastify({
    bodyLimit: MAX_ACT_BYTES,
    serverFactory: (handler) =>
      tls
        ? createTlsServer({ key: readFileSync(tls.key), cert: readFileSync(tls.cert) }, handler)
        : createServer(handler),
  })
  app.addHook('onRequest', async (request, reply) => {
    if (!asksUs(request.raw, options)) await reply.code(403).send({ error: 'refused' })
  })
  secure(app, options.framedBy)
  routes(app, options)
  const info = new WebSocketServer({ noServer: true, maxPayload: MAX_ACT_BYTES })
  const reading = new WebSocketServer({ noServer: true, maxPayload: MAX_ACT_BYTES })
  info.on('connection', (socket) => greet(socket, options.info(), log))
  reading.on('connection', (socket) => {
    greet(socket, options.reading(), log)
    socket.on('message', (data) => hear(String(data), options))
  })
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const target = { '/api/info': info, '/api/reading': reading }[request.url ?? '']
    if (!target || !asksUs(request, options) || !sameOrigin(request, options)) socket.destroy()
    else target.handleUpgrade(request, socket, head, (opened) => target.emit('connection', opened))
  })
  return {
    listen: async () => {
      await app.listen({ host, port })
    },
    changed: () => {
      push(info, options.info)
      push(reading, options.reading)
    },
    close: async () => {
      for (const socket of [...info.clients, ...reading.clients]) socket.terminate()
      await app.close()
    },
  }
}

function secure(app: FastifyInstance, framedBy: readonly string[]): void {
  const policy = [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "connect-src 'self' ws: wss:",
    `frame-ancestors 'self' ${framedBy.join(' ')}`,
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
    await reply.code(404).send({ error: 'not found' })
  })
}

function routes(app: FastifyInstance, { pages, page }: ScreenServerOptions): void {
  app.register(fastifyStatic, { root: pages, serve: false })
  for (const name of ['info', 'reading']) {
    app.get(`/${name}`, async (_request, reply) => reply.redirect(`/${name}/`))
    app.get<{ Params: { '*': string } }>(`/${name}/*`, async (request, reply) =>
      reply.sendFile(`${name}/${request.params['*'] || 'index.html'}`),
    )
  }
  app.get<{ Params: { sha256: string; file: string } }>(
    '/api/pages/:sha256/:file',
    async (request, reply) => {
      const [, number, form] = /^([1-9]\d{0,3})\.(png|txt)$/.exec(request.params.file) ?? []
      const content =
        number && (form === 'png' || form === 'txt')
          ? await page(request.params.sha256, Number(number), form)
          : null
      if (content === null) return await reply.code(404).send({ error: 'not found' })
      reply.header('cache-control', 'no-store')
      reply.type(form === 'png' ? 'image/png' : 'text/plain; charset=utf-8')
      return await reply.send(typeof content === 'string' ? content : Buffer.from(content))
    },
  )
}

function greet(socket: WebSocket, state: object, log: Logger): void {
  socket.on('error', (err) => log.warn({ err }, 'screen socket'))
  socket.send(JSON.stringify(state))
}

function push(server: WebSocketServer, state: () => object): void {
  if (server.clients.size === 0) return
  const text = JSON.stringify(state())
  for (const socket of server.clients) if (socket.readyState === WebSocket.OPEN) socket.send(text)
}

function hear(text: string, { onAct, log }: ScreenServerOptions): void {
  const parsed = citizenAct.safeParse(parseJson(text))
  if (!parsed.success) {
    log.warn('a reading screen sent something that is not an act')
    return
  }
  onAct(parsed.data)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A foreign name made to point to this machine is not ours. With TLS the certificate sees to that. */
function asksUs({ headers }: IncomingMessage, { tls }: ScreenServerOptions): boolean {
  const address = `http://${headers.host ?? ''}`
  if (tls) return true
  return URL.canParse(address) && LOOPBACK.includes(hostname(new URL(address)))
}

function hostname(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/** A page of another origin must not drive the citizen's screen. On loopback a tool without an origin may. */
function sameOrigin({ headers }: IncomingMessage, { tls }: ScreenServerOptions): boolean {
  const { origin, host } = headers
  if (origin === undefined) return !tls
  return URL.canParse(origin) && new URL(origin).host === host
}
