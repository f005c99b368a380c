import { TICKET_ENDS, type Ticket, type TicketState } from './ticket.ts'

/** What the info screen shows. `now`, `boardAt` and `since` are ISO 8601, UTC. */
export interface InfoState {
  readonly site: { readonly id: string; readonly name: string }
  readonly room: string
  readonly now: string
  readonly timeZone: string
  /** The ticket called to this site last, while it is called. */
  readonly called?: { readonly number: string; readonly room: string; readonly since: string }
  /** Every open ticket, in the office's order; own tickets only when the office is out of reach. */
  readonly queue: readonly InfoTicket[]
  /** Absent when nothing honest can be said. */
  readonly estimate?: { readonly fromMinutes: number; readonly toMinutes: number }
  readonly office: 'reached' | 'lost'
  /** When the board was last known good. */
  readonly boardAt?: string
  /** The number just issued when the slip could not be printed: shown large. */
  readonly unprinted?: string
}
export interface InfoTicket {
  readonly number: string
  readonly site: string
  readonly siteName: string
  readonly state: TicketState
  readonly room?: string
  readonly own: boolean
}

export interface Board {
  readonly tickets: readonly {
    readonly number: string
    readonly site: string
    readonly siteName: string
    readonly state: TicketState
    readonly since: string
    readonly room?: string | undefined
  }[]
  readonly estimates: Readonly<
    Record<string, { readonly fromMinutes: number; readonly toMinutes: number }>
  >
}
export interface InfoInput {
  readonly site: { readonly id: string; readonly name: string }
  readonly room: string
  readonly now: string
  readonly timeZone: string
  readonly own: readonly Ticket[]
  readonly board?: { readonly at: string; readonly board: Board }
  readonly office: 'reached' | 'lost'
  readonly unprinted?: string
}

/** The box's own tickets are always the newest truth about themselves; the board adds order and the other places. */
export function infoState(input: InfoInput): InfoState {
  const { site, room, now, timeZone, board, office, unprinted } = input
  const own = input.own.filter((ticket) => !TICKET_ENDS.includes(ticket.state))
  const reached = office === 'reached' && board !== undefined
  const queue = reached
    ? merged(board.board, own, input)
    : own.map((ticket) => shown(ticket, site.name))
  const called = calledHere(own, reached ? board.board : null, site.id, room)
  const estimate = reached ? board.board.estimates[site.id] : undefined
  return {
    site,
    room,
    now,
    timeZone,
    queue,
    office,
    ...(called ? { called } : {}),
    ...(estimate ? { estimate } : {}),
    ...(board ? { boardAt: board.at } : {}),
    ...(unprinted ? { unprinted } : {}),
  }
}

function merged(board: Board, own: readonly Ticket[], { site, own: all }: InfoInput): InfoTicket[] {
  const mine = new Map(all.map((ticket) => [ticket.number, ticket]))
  const fromBoard = board.tickets.flatMap((row): InfoTicket[] => {
    const ticket = row.site === site.id ? mine.get(row.number) : undefined
    if (ticket) return TICKET_ENDS.includes(ticket.state) ? [] : [shown(ticket, site.name)]
    const { number, site: at, siteName, state, room } = row
    return [{ number, site: at, siteName, state, own: at === site.id, ...(room ? { room } : {}) }]
  })
  const known = new Set(fromBoard.filter((row) => row.own).map((row) => row.number))
  const fresh = own.filter((ticket) => !known.has(ticket.number))
  return [...fromBoard, ...fresh.map((ticket) => shown(ticket, site.name))]
}

function shown(ticket: Ticket, siteName: string): InfoTicket {
  const { number, site, state, room } = ticket
  return { number, site, siteName, state, own: true, ...(room ? { room } : {}) }
}

function calledHere(own: readonly Ticket[], board: Board | null, site: string, room: string) {
  const others = board?.tickets.filter((row) => row.site === site) ?? []
  const numbers = new Set(own.map((ticket) => ticket.number))
  return [...own, ...others.filter((row) => !numbers.has(row.number))]
    .filter((ticket) => ticket.state === 'called')
    .toSorted((a, b) => (a.since < b.since ? 1 : -1))
    .map((ticket) => ({ number: ticket.number, room: ticket.room ?? room, since: ticket.since }))[0]
}
