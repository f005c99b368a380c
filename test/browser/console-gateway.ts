import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Answer, ConsoleAct, GatewayPush, Me } from '../../office/gateway/protocol.ts'

/** A gateway of a few lines: it speaks the real protocol, holds what the test puts into it, and notes every act. */
export interface SmallGateway {
  readonly url: string
  readonly acts: ConsoleAct[]
  /** What every console gets when it connects, in this order. */
  state: GatewayPush[]
  /** Answers an act; undefined leaves it unanswered. */
  answer: (act: ConsoleAct) => Answer | undefined
  /** While true new sockets are refused. */
  deaf: boolean
  loggedIn: boolean
  push(push: GatewayPush): void
  cutSockets(): void
  close(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}
/** As strict as the office's own. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'self'"
const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

interface Reply {
  readonly status: number
  readonly of?: unknown
}

export async function startSmallGateway(pages: string, me: () => Me): Promise<SmallGateway> {
  const sockets = new Set<WebSocket>()
  const server = createServer((request, response) => {
    void serve(request, response)
  })
  const upgrades = new WebSocketServer({ noServer: true })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const route = path.startsWith('/api/dossiers/') ? '/api/dossiers/' : path
    if (path === '/api/test-sentence.wav') {
      response.writeHead(200, { 'content-type': 'audio/wav' }).end(tone())
      return
    }
    const body = await routes[route]?.(request)
    if (!body) return file(path, response)
    response.writeHead(body.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body.of ?? {}))
  }

  const routes: Readonly<Record<string, (request: IncomingMessage) => Promise<Reply>>> = {
    '/api/me': async () => (gateway.loggedIn ? { status: 200, of: me() } : { status: 401 }),
    '/api/login': async (request) => {
      const { user, password } = JSON.parse(await textOf(request))
      gateway.loggedIn = user === me().user && password === 'specimen'
      return { status: gateway.loggedIn ? 200 : 401 }
    },
    '/api/logout': async () => {
      gateway.loggedIn = false
      return { status: 200 }
    },
    '/api/dossiers/': async () => ({ status: 200, of: OPENED }),
  }

  async function file(path: string, response: ServerResponse): Promise<void> {
    const name = normalize(path === '/' ? '/index.html' : path)
    try {
      const bytes = await readFile(join(pages, name))
      const type = TYPES[extname(name)] ?? 'application/octet-stream'
      const policy = path.startsWith('/assets/matte-worker-') ? WORKER_POLICY : POLICY
      response
        .writeHead(200, { 'content-type': type, 'content-security-policy': policy })
        .end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  }

  const gateway: SmallGateway = {
    url: '',
    acts: [],
    state: [],
    answer: () => ({ ok: true }),
    deaf: false,
    loggedIn: false,
    push(push) {
      for (const socket of sockets) socket.send(JSON.stringify(push))
    },
    cutSockets() {
      for (const socket of sockets) socket.terminate()
    },
    async close() {
      gateway.cutSockets()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  server.on('upgrade', (request, socket, head) => {
    if (gateway.deaf || !gateway.loggedIn) {
      socket.destroy()
      return
    }
    upgrades.handleUpgrade(request, socket, head, (opened) => {
      sockets.add(opened)
      opened.on('close', () => sockets.delete(opened))
      opened.on('error', () => opened.terminate())
      opened.on('message', (data) => {
        const act: ConsoleAct = JSON.parse(String(data))
        gateway.acts.push(act)
        const answer = gateway.answer(act)
        if (answer) opened.send(JSON.stringify({ is: 'answer', id: act.id, ...answer }))
      })
      for (const push of [{ is: 'me', me: me() } as const, ...gateway.state])
        opened.send(JSON.stringify(push))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(gateway, { url: `http://127.0.0.1:${portOf(server.address())}` })
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address ? address.port : 0
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

/** One second of 440 Hz, 16 bit mono at 16 kHz, in a WAV. */
function tone(): Buffer {
  const samples = 16_000
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(16_000, 24)
  wav.writeUInt32LE(32_000, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let index = 0; index < samples; index++)
    wav.writeInt16LE(
      Math.round(8000 * Math.sin((index * 2 * Math.PI * 440) / 16_000)),
      44 + index * 2,
    )
  return wav
}

const OPENED = {
  dossierId: 'd-1',
  record: {
    visit: { number: 'B011', kind: 'report', outcome: 'signed' },
    identity: { assurance: 'chip', surname: 'Specimen', givenNames: 'Een' },
  },
  documents: [
    { sha256: 'ab'.repeat(32), role: 'presented', bytes: 20_000 },
    {
      ...{ sha256: 'cd'.repeat(32), role: 'signed', bytes: 24_000 },
      stamp: {
        ...{ state: 'stamped', level: 'B-LTA', at: '2026-11-23T09:14:05.000Z' },
        authority: 'Tijdstempeldienst TEST',
      },
    },
    {
      ...{ sha256: 'de'.repeat(32), role: 'attestation', bytes: 24_000 },
      stamp: {
        ...{ state: 'stamped', level: 'B-T', at: '2026-11-23T09:14:06.000Z' },
        authority: 'Tijdstempeldienst TEST',
      },
    },
    {
      ...{ sha256: 'ef'.repeat(32), role: 'loss', bytes: 24_000 },
      stamp: { state: 'waiting' },
    },
  ],
  verified: [
    { name: 'seal', verdict: 'holds', evidence: ['box:bilzen-1'] },
    { name: 'rights', verdict: 'stated', evidence: ['2026-11'] },
    { name: 'card_revocation', verdict: 'not_checked', evidence: ['not_configured'] },
  ],
}
