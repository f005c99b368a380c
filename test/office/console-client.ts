import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { VisitView } from '../../daemon/core/visit-view.ts'
import type { LinkStats } from '../../daemon/media/link/link-stats.ts'
import type { ActBody } from '../../office/console/acts.ts'
import type { Answer, Board, DossierRow, GatewayPush, Me } from '../../office/gateway/protocol.ts'

/** Logs in and returns the cookie; throws when it is refused. */
export async function logIn(url: string, user: string, password = user): Promise<string> {
  const response = await post(url, '/api/login', { user, password })
  const [cookie] = (response.headers.get('set-cookie') ?? '').split(';')
  if (!response.ok || !cookie) throw new Error(`log-in refused: ${response.status}`)
  return cookie
}

export function post(url: string, path: string, body: unknown, headers = {}): Promise<Response> {
  return fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** A console without a page: it repeats its acts across reconnections, as the page does. */
export function consoleClient(url: () => string, cookie: string) {
  const open = new Map<string, { text: string; settle: (answer: Answer) => void }>()
  const offers: Extract<GatewayPush, { is: 'offer' }>[] = []
  const links: (readonly LinkStats[])[] = []
  const pushes: GatewayPush['is'][] = []
  const state: {
    me?: Me
    board?: Board
    visit?: VisitView | null
    dossiers?: readonly DossierRow[]
  } = {}
  let socket: WebSocket | undefined
  let closed = false
  let closeCode = 0

  const take = (push: GatewayPush) => {
    pushes.push(push.is)
    switch (push.is) {
      case 'me':
        state.me = push.me
        return
      case 'board':
        state.board = push.board
        return
      case 'visit':
        state.visit = push.visit
        return
      case 'dossiers':
        state.dossiers = push.dossiers
        return
      case 'offer':
        offers.push(push)
        return
      case 'links':
        links.push(push.links)
        return
      case 'answer': {
        const { is: _is, id, ...answer } = push
        open.get(id)?.settle(answer)
        open.delete(id)
      }
    }
  }
  const connect = () => {
    if (closed) return
    const address = new URL('/api/console', url())
    const origin = address.origin
    address.protocol = 'ws:'
    socket = new WebSocket(address, { headers: { cookie, origin } })
    socket.on('open', () => {
      for (const { text } of open.values()) socket?.send(text)
    })
    socket.on('message', (bytes) => take(JSON.parse(bytes.toString())))
    socket.on('error', () => {})
    socket.on('close', (code) => {
      closeCode = code
      setTimeout(connect, 50)
    })
  }
  connect()
  return {
    state,
    offers,
    links,
    pushes,
    closeCode: () => closeCode,
    act(body: ActBody, id: string = randomUUID()): Promise<Answer> {
      const text = JSON.stringify({ ...body, id })
      return new Promise((settle) => {
        open.set(id, { text, settle })
        if (socket?.readyState === WebSocket.OPEN) socket.send(text)
      })
    },
    raw: (text: string) => socket?.send(text),
    close() {
      closed = true
      socket?.close()
    },
  }
}
export type ConsoleClient = ReturnType<typeof consoleClient>

/** Waits until it holds; throws after the time limit. */
export async function until(holds: () => unknown, what: string, limitMs = 8000): Promise<void> {
  const start = performance.now()
  while (!holds()) {
    if (performance.now() - start > limitMs) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
