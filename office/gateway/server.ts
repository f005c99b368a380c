import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import cookiePlugin from '@fastify/cookie'
import staticPlugin from '@fastify/static'
import fastify, { type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import { readTrustFile } from '../../daemon/verifier/trust-file.ts'
import type { OfficeConfig } from '../config.ts'
import type { User } from '../users.ts'
import { type ArchiveOptions, archiveRoutes } from './archive.ts'
import { type AuthOptions, COOKIE, makeAuth } from './auth.ts'
import type { Consoles } from './consoles.ts'
import { verifierRoute } from './verifier.ts'

/** Nothing but a log-in has a body. */
const MOST_BODY_BYTES = 16 * 1024
/** A long statement in one message. */
const MOST_MESSAGE_BYTES = 512 * 1024
const SOCKET_PATH = '/api/console'

/** The page may load and call only us; nobody may frame it. Source: Content Security Policy Level 3. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "object-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ')
/** The one script that runs WebAssembly is a worker of its own, so the page itself may not. */
const MATTE_WORKER = /^\/assets\/matte-worker-[\w-]+\.js$/
const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(self), geolocation=()',
}

export interface GatewayOptions extends Omit<ArchiveOptions, 'userOf' | 'cookie' | 'trust'> {
  readonly settings: OfficeConfig['gateway']
  readonly auth: Omit<AuthOptions, 'onLogout' | 'secure' | 'store' | 'nowMs'>
  readonly consoles: Consoles
  readonly me: (user: User) => unknown
  readonly log: Logger
}

export interface Gateway {
  /** Where it listens, for example `http://127.0.0.1:8600`. */
  readonly url: string
  close(): Promise<void>
}

/** Serves the console: pages, log-in, archive and the socket. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { settings, consoles, store, nowMs, log } = options
  const app = makeApp(settings)
  const auth = makeAuth({
    ...options.auth,
    store,
    nowMs,
    secure: settings.tls !== undefined,
    onLogout: consoles.logout,
  })
  await app.register(cookiePlugin)
  plainErrors(app, log)
  refuseStrangers(app)
  auth.routes(app, options.me)
  const trust = settings.verifier && readTrustFile(settings.verifier.trust)
  archiveRoutes(app, { ...options, trust, userOf: auth.userOf, cookie: COOKIE })
  verifierRoute(app, settings.verifier, ({ cookies }) => auth.userOf(cookies[COOKIE]))
  soundRoute(app, settings.testSentence)
  await app.register(staticPlugin, { root: settings.pages, prefix: '/' })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE_BYTES })
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const token = app.parseCookie(request.headers.cookie ?? '')[COOKIE]
    const user = auth.userOf(token)
    const refusal = refusalOf(request, user)
    if (refusal) return void socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`)
    if (user) sockets.handleUpgrade(request, socket, head, (opened) => consoles.open(user, opened))
  })
  const url = await app.listen({ host: settings.host, port: settings.port })
  return {
    url,
    async close() {
      consoles.close()
      sockets.close()
      await app.close()
    },
  }
}

function makeApp({ tls }: OfficeConfig['gateway']): FastifyInstance {
  const common = { bodyLimit: MOST_BODY_BYTES, logger: false, forceCloseConnections: true } as const
  if (!tls) return fastify(common)
  const https = { cert: readFileSync(tls.cert), key: readFileSync(tls.key) }
  const app: unknown = fastify({ ...common, https })
  return secured(app)
}

/** A server over TLS is used as any other; only its type differs. */
function secured(app: unknown): FastifyInstance {
  return app as FastifyInstance
}

function refusalOf(request: IncomingMessage, user: User | null): string | null {
  const [path] = (request.url ?? '').split('?')
  if (path !== SOCKET_PATH) return '404 Not Found'
  if (!sameOrigin(request.headers.origin, request.headers.host)) return '403 Forbidden'
  return user ? null : '401 Unauthorized'
}

/** A browser always sends the origin of the page with a socket and with a POST. */
function sameOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}

function refuseStrangers(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    if (MATTE_WORKER.test(request.url)) reply.header('content-security-policy', WORKER_POLICY)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    const { origin, host } = request.headers
    const writes = request.method !== 'GET' && request.method !== 'HEAD'
    if (writes && origin !== undefined && !sameOrigin(origin, host))
      return reply.code(403).send({ error: 'wrong_origin' })
  })
}

/** Answers are short and say nothing of how we are made. */
function plainErrors(app: FastifyInstance, log: Logger): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not_found' }))
  app.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error)
    if (status >= 500) log.error({ err: error }, 'request failed')
    return reply.code(status).send({ error: wordOf(status) })
  })
}
function wordOf(status: number): string {
  if (status === 413) return 'too_large'
  return status >= 500 ? 'internal' : 'malformed'
}
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500
  return typeof error.statusCode === 'number' ? error.statusCode : 500
}

function soundRoute(app: FastifyInstance, file: string | undefined): void {
  const sound = file === undefined ? null : readFileSync(file)
  app.get('/api/test-sentence.wav', async (_request, reply) => {
    if (!sound) return reply.code(404).send({ error: 'not_found' })
    return reply.type('audio/wav').header('cache-control', 'max-age=3600').send(sound)
  })
}
