import type { WebSocket } from 'ws'
import type { Office, ToConsoles } from '../officed.ts'
import type { User } from '../users.ts'
import type { LinkOffer } from '../views.ts'
import { readAct } from './act.ts'
import type { Answer, ConsoleAct, GatewayPush } from './protocol.ts'
import type { Screens } from './screens.ts'

/** Close code of the socket after a log-out. */
export const CLOSED_LOGOUT = 4003

const POLICY_VIOLATION = 1008
const PING_MS = 5000
/** More than this waiting to be sent means that nobody reads it. */
const MOST_BUFFERED_BYTES = 8 * 1024 * 1024

/** The open consoles. Of several tabs of one user the newest counts; the others are told and wait. */
export interface Consoles extends ToConsoles {
  open(user: User, socket: WebSocket): void
  /** Ends the user's console after a log-out. */
  logout(user: string): void
  close(): void
}

interface Console {
  readonly user: User
  readonly socket: WebSocket
  push(message: GatewayPush): void
}

export interface ConsolesOptions {
  readonly office: () => Office
  readonly screens: () => Screens
  readonly act: (user: User, act: ConsoleAct) => Promise<Answer>
}

export function makeConsoles({ office, screens, act }: ConsolesOptions): Consoles {
  /** By user, the one that counts last. */
  const consoles = new Map<string, Console[]>()
  const current = (user: string) => consoles.get(user)?.at(-1)

  const pushVisit = (to: Console) => {
    const visit = office().store.visits.ofUser(to.user.user)
    const view = visit && office().views.get(visit.visitId)
    if (!visit) to.push({ is: 'visit', visit: null })
    else if (view) to.push({ is: 'visit', visit: view })
  }
  const tell = (user: string, say: (to: Console) => void) => {
    const to = current(user)
    if (to) say(to)
  }
  const tellAll = (say: (to: Console) => void) => {
    for (const user of consoles.keys()) tell(user, say)
  }
  const begin = (fresh: Console) => {
    const { user } = fresh
    fresh.push({ is: 'me', me: screens().me(user) })
    fresh.push({ is: 'board', board: screens().board() })
    fresh.push({ is: 'dossiers', dossiers: screens().dossiers(user) })
    pushVisit(fresh)
    office().askView(user.user)
  }
  const answer = async (from: Console, text: string) => {
    const read = readAct(text)
    if (!read) return from.socket.close(POLICY_VIOLATION, 'malformed')
    if ('malformed' in read)
      return from.push({ is: 'answer', id: read.malformed, ok: false, code: 'malformed' })
    if (current(from.user.user) !== from)
      return from.push({ is: 'answer', id: read.act.id, ok: false, code: 'not_allowed' })
    const done = await act(from.user, read.act)
    from.push({ is: 'answer', id: read.act.id, ...done })
    if (read.act.do !== 'visit') office().changed(from.user.user)
  }
  const forget = (gone: Console) => {
    const { user } = gone.user
    const counted = current(user) === gone
    const left = (consoles.get(user) ?? []).filter((each) => each !== gone)
    consoles.set(user, left)
    const [last] = left.slice(-1)
    if (last && counted) return begin(last)
    if (last) return
    consoles.delete(user)
    office().leases.seen(user, false)
  }
  return {
    open(user, socket) {
      const fresh = consoleOf(user, socket)
      tell(user.user, (older) => older.push({ is: 'elsewhere' }))
      consoles.set(user.user, [...(consoles.get(user.user) ?? []), fresh])
      office().leases.seen(user.user, true)
      socket.on('message', (bytes, binary) => {
        if (binary) return socket.close(POLICY_VIOLATION, 'malformed')
        void answer(fresh, bytes.toString())
      })
      socket.on('close', () => forget(fresh))
      begin(fresh)
    },
    logout(user) {
      for (const { socket } of consoles.get(user) ?? []) socket.close(CLOSED_LOGOUT, 'logged out')
    },
    close() {
      for (const { socket } of [...consoles.values()].flat()) socket.terminate()
    },
    board() {
      if (consoles.size === 0) return
      const board = screens().board()
      tellAll((to) => to.push({ is: 'board', board }))
    },
    me: (user) => tell(user, (to) => to.push({ is: 'me', me: screens().me(to.user) })),
    visit: (user) => tell(user, pushVisit),
    offer: (user, offer: LinkOffer) => tell(user, (to) => to.push(offer)),
    links: (user, push) => tell(user, (to) => to.push(push)),
    dossiers: () =>
      tellAll((to) => to.push({ is: 'dossiers', dossiers: screens().dossiers(to.user) })),
  }
}

function consoleOf(user: User, socket: WebSocket): Console {
  let alive = true
  socket.on('pong', () => {
    alive = true
  })
  const ping = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, PING_MS)
  socket.on('close', () => clearInterval(ping))
  // A broken frame or one over the limit ends the socket; there is nothing more to do about it.
  socket.on('error', () => socket.terminate())
  return {
    user,
    socket,
    push(message) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > MOST_BUFFERED_BYTES) return socket.terminate()
      socket.send(JSON.stringify(message))
    },
  }
}
