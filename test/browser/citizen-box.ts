/** A box for the citizen's pages: the built pages, and states that a test pushes. It keeps what the pages send. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'

const pages = resolve(import.meta.dirname, '../../.loket/pages')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}
/** One grey pixel. */
const pagePicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

export interface CitizenBox {
  readonly origin: string
  /** JSON sent by the pages, oldest first, and the type byte of each binary packet. */
  readonly heard: unknown[]
  readonly packets: number[]
  /** Forgets what was heard, presses, and gives the first thing then heard. */
  heardAfter(press: () => Promise<unknown>): Promise<unknown>
  push(path: string, state: unknown): void
  send(path: string, packet: Uint8Array): void
  /** Everything goes; `back` brings it up again on the same port. */
  gone(): Promise<void>
  back(): Promise<void>
}

export async function citizenBox(): Promise<CitizenBox> {
  const heard: unknown[] = []
  const packets: number[] = []
  const states = new Map<string, string>()
  const open = new Map<WebSocket, string>()
  let stop = async (): Promise<void> => {}

  function greet(socket: WebSocket, { url = '' }: IncomingMessage): void {
    open.set(socket, url)
    socket.on('close', () => open.delete(socket))
    socket.on('message', (data: Buffer, binary) => {
      if (binary) packets.push(data[0] ?? 0)
      else heard.push(JSON.parse(String(data)))
    })
    const state = states.get(url)
    if (state) socket.send(state)
  }

  async function start(port: number): Promise<number> {
    const http = createServer((request, response) => void answer(request, response))
    const sockets = new WebSocketServer({ server: http })
    sockets.on('connection', greet)
    http.listen(port, '127.0.0.1')
    await once(http, 'listening')
    stop = async () => {
      for (const socket of sockets.clients) socket.terminate()
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    }
    const address = http.address()
    return typeof address === 'object' && address ? address.port : 0
  }

  const port = await start(0)
  const to = (path: string) => [...open].filter(([, url]) => url === path).map(([socket]) => socket)
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    packets,
    async heardAfter(press) {
      heard.length = 0
      await press()
      while (heard.length === 0) await setTimeout(10)
      return heard[0]
    },
    push(path, state) {
      const text = JSON.stringify(state)
      states.set(path, text)
      for (const socket of to(path)) socket.send(text)
    },
    send(path, packet) {
      for (const socket of to(path)) socket.send(packet)
    },
    gone: () => stop(),
    back: async () => {
      await start(port)
    },
  }
}

/** The room's page is at `/`, as its own process serves it. */
async function answer({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = normalize(new URL(url, 'http://box').pathname)
  if (path.startsWith('/api/pages/')) {
    const text = path.endsWith('.txt')
    response.setHeader('content-type', text ? 'text/plain; charset=utf-8' : 'image/png')
    response.end(text ? `Tekst van ${path.split('/').at(-1)}` : pagePicture)
    return
  }
  const folder = /^\/(info|reading)\//.test(path) ? pages : join(pages, 'room')
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  try {
    const bytes = await readFile(file)
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
    response.end(bytes)
  } catch {
    response.statusCode = 404
    response.end()
  }
}
