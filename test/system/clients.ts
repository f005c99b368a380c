/** The people of a visit, as clients of the real servers: an inspector, a citizen at the screen, a hand at the box. */
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { CitizenAct, VisitCommand } from '../../daemon/core/visit-command.ts'
import type { VisitView } from '../../daemon/core/visit-view.ts'
import type { InfoState, ReadingState } from '../../daemon/screens/protocol.ts'
import type { HandAct, RoomState } from '../../hw/room/protocol.ts'
import type {
  Answer,
  Board,
  ConsoleAct,
  DossierRow,
  GatewayPush,
  Me,
} from '../../office/gateway/protocol.ts'

/** The last state that a socket pushed; opened again when the server goes away. */
export class Feed<T> {
  state: T | undefined
  #socket: WebSocket | undefined
  #closed = false
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly #hear: (message: T) => void
  readonly #onOpen: () => void

  constructor(
    url: string,
    options: {
      headers?: Record<string, string>
      hear?: (message: T) => void
      onOpen?: () => void
    } = {},
  ) {
    this.#url = url
    this.#headers = options.headers ?? {}
    this.#hear = options.hear ?? (() => {})
    this.#onOpen = options.onOpen ?? (() => {})
    this.#connect()
  }
  #connect(): void {
    if (this.#closed) return
    const socket = new WebSocket(this.#url, { headers: this.#headers })
    this.#socket = socket
    socket.on('open', () => this.#onOpen())
    socket.on('message', (data) => {
      this.state = JSON.parse(String(data))
      if (this.state !== undefined) this.#hear(this.state)
    })
    socket.on('error', () => {})
    socket.on('close', () => setTimeout(() => this.#connect(), 100))
  }
  get open(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }
  send(message: object): boolean {
    if (!this.open) return false
    this.#socket?.send(JSON.stringify(message))
    return true
  }
  close(): void {
    this.#closed = true
    this.#socket?.terminate()
  }
}

export class TimeoutError extends Error {
  readonly code = 'TEST_TIMEOUT'
}

/** Waits until `find` gives something; says what it waited for when it never comes. */
export async function until<T>(
  what: string,
  find: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  timeoutMs = 15_000,
): Promise<T> {
  const end = performance.now() + timeoutMs
  while (performance.now() < end) {
    const found = await find()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new TimeoutError(`waited ${timeoutMs} ms for ${what}`)
}

/** A person at the hardware of one loket. */
export class Hand {
  readonly #feed: Feed<RoomState>
  constructor(room: string) {
    this.#feed = new Feed(`${room.replace(/^http/, 'ws')}/hand`)
  }
  get state(): RoomState | undefined {
    return this.#feed.state
  }
  async do(act: HandAct): Promise<void> {
    await until('the hand', () => this.#feed.send(act))
  }
  close(): void {
    this.#feed.close()
  }
}

/** Somebody in the chair, at the reading screen, with the info screen in sight. */
export class Citizen {
  readonly #reading: Feed<ReadingState>
  readonly #info: Feed<InfoState>
  readonly screens: string
  constructor(screens: string) {
    this.screens = screens
    this.#reading = new Feed(`${screens.replace(/^http/, 'ws')}/api/reading`)
    this.#info = new Feed(`${screens.replace(/^http/, 'ws')}/api/info`)
  }
  get reading(): ReadingState | undefined {
    return this.#reading.state
  }
  get info(): InfoState | undefined {
    return this.#info.state
  }
  async act(act: CitizenAct): Promise<void> {
    await until('the reading screen', () => this.#reading.send(act))
  }
  /** Has every page of the document shown, as the reading screen does before it can be called read. */
  async turnPages(): Promise<{ readonly sha256: string; readonly pages: number }> {
    const { sha256, pages } = await this.sees('document')
    for (let n = 1; n <= pages; n += 1) {
      const page = await fetch(`${this.screens}/api/pages/${sha256}/${n}.png`)
      if (!page.ok) throw new TimeoutError(`page ${n} is not shown`)
    }
    return { sha256, pages }
  }
  async sees<S extends ReadingState['screen']>(
    screen: S,
  ): Promise<Extract<ReadingState, { screen: S }>> {
    return await until(`screen ${screen}`, () => {
      const state = this.reading
      return state && isScreen(state, screen) ? state : undefined
    })
  }
  close(): void {
    this.#reading.close()
    this.#info.close()
  }
}
function isScreen<S extends ReadingState['screen']>(
  state: ReadingState,
  screen: S,
): state is Extract<ReadingState, { screen: S }> {
  return state.screen === screen
}

/** An inspector without a browser: repeats every act until it is answered, as the console does. */
export class Inspector {
  me: Me | undefined
  board: Board | undefined
  visit: VisitView | null = null
  dossiers: readonly DossierRow[] = []
  offer: Extract<GatewayPush, { is: 'offer' }> | undefined
  /** Another console of the same user took over. */
  elsewhere = false
  onOffer: (offer: Extract<GatewayPush, { is: 'offer' }>) => void = () => {}
  readonly gateway: string
  readonly cookie: string
  readonly #feed: Feed<GatewayPush>
  readonly #open = new Map<string, { act: ConsoleAct; settle: (answer: Answer) => void }>()

  static async logIn(gateway: string, user: string, password: string): Promise<Inspector> {
    const answer = await fetch(`${gateway}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: gateway },
      body: JSON.stringify({ user, password }),
    })
    const cookie = answer.headers.get('set-cookie')?.split(';')[0]
    if (!answer.ok || !cookie) throw new TimeoutError(`log-in refused: ${answer.status}`)
    return new Inspector(gateway, cookie)
  }
  constructor(gateway: string, cookie: string) {
    this.gateway = gateway
    this.cookie = cookie
    this.#feed = new Feed<GatewayPush>(`${gateway.replace(/^http/, 'ws')}/api/console`, {
      headers: { cookie, origin: gateway },
      hear: (push) => this.#hear(push),
      onOpen: () => {
        for (const { act } of this.#open.values()) this.#feed.send(act)
      },
    })
  }
  #hear(push: GatewayPush): void {
    if (push.is === 'links') return
    if (push.is === 'me') this.me = push.me
    else if (push.is === 'board') this.board = push.board
    else if (push.is === 'visit') this.visit = push.visit
    else if (push.is === 'dossiers') this.dossiers = push.dossiers
    else if (push.is === 'elsewhere') this.elsewhere = true
    else if (push.is === 'offer') {
      this.offer = push
      this.onOffer(push)
    } else {
      const { is, id, ...answer } = push
      this.#open.get(id)?.settle(answer)
      this.#open.delete(id)
    }
  }
  act(
    act: ConsoleAct extends infer A ? (A extends { id: string } ? Omit<A, 'id'> : never) : never,
  ): Promise<Answer> {
    const full: ConsoleAct = { ...act, id: randomUUID() }
    return new Promise((settle) => {
      this.#open.set(full.id, { act: full, settle })
      this.#feed.send(full)
    })
  }
  async visitCommand(command: VisitCommand): Promise<Answer> {
    return await this.act({ do: 'visit', visitId: this.visit?.visitId ?? '', command })
  }
  /** Repeats a command that came too early, as a person would press again. */
  async insist(command: VisitCommand): Promise<void> {
    await until(`command ${command.name}`, async () => (await this.visitCommand(command)).ok)
  }
  async sees<T>(what: string, find: (visit: VisitView) => T | undefined | false): Promise<T> {
    return await until(what, () => (this.visit ? find(this.visit) : undefined))
  }
  close(): void {
    this.#feed.close()
  }
}
