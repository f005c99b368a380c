import { TICKET_ENDS } from '../../daemon/core/ticket.ts'
import type { Life, PublicBoard } from '../../daemon/sync/messages.ts'
import type { Board, BoardLoket, BoardTicket } from '../gateway/protocol.ts'
import { type Estimate, estimateWait } from './estimate.ts'
import { compareTickets, type PlacedTicket } from './order.ts'
import type { Seat } from './seat.ts'

/** A box of the registry. */
export interface RegisteredBox {
  readonly id: string
  readonly site: string
  readonly siteName: string
  readonly room: string
}

/** Everything that the boards are made from. */
export interface Floor {
  readonly boxes: readonly RegisteredBox[]
  readonly lives: ReadonlyMap<string, Life>
  readonly tickets: readonly PlacedTicket[]
  /** Box where the visit of a ticket is held, by ticket id. */
  readonly hosts: ReadonlyMap<string, string>
  readonly seats: readonly { readonly seat: string; readonly name?: string; readonly state: Seat }[]
  /** Durations of recent visits in minutes. */
  readonly recentMinutes: readonly number[]
}

const UNDER_WAY: ReadonlySet<string> = new Set(['called', 'serving'])
const WORKING: ReadonlySet<string> = new Set(['ready', 'reserved', 'in_visit', 'wrap_up'])

/** Open tickets in the one order, called and serving ones first. */
export function openTickets(tickets: readonly PlacedTicket[]): PlacedTicket[] {
  const rank = ({ ticket }: PlacedTicket) => (UNDER_WAY.has(ticket.state) ? 0 : 1)
  return tickets
    .filter(({ ticket }) => !TICKET_ENDS.includes(ticket.state))
    .toSorted((a, b) => rank(a) - rank(b) || compareTickets(a, b))
}

/** What the consoles see of every loket, ticket and seat. */
export function makeBoard(floor: Floor, rev: number, at: string): Board {
  return {
    rev,
    at,
    tickets: openTickets(floor.tickets).map((placed) => boardTicket(floor, placed)),
    lokets: floor.boxes.map((box) => boardLoket(box, floor.lives.get(box.id))),
    seats: floor.seats.map(({ seat, name, state }) => ({
      seat,
      ...(name === undefined ? {} : { name }),
      state: state.phase,
    })),
  }
}

/** What every info screen may show. */
export function makePublicBoard(floor: Floor, rev: number): PublicBoard {
  return {
    rev,
    tickets: openTickets(floor.tickets).map((placed) => {
      const { number, site, state, since } = placed.ticket
      const { siteName, room } = place(floor, placed)
      return { number, site, siteName, state, since, ...(room === undefined ? {} : { room }) }
    }),
    estimates: estimates(floor),
  }
}

function boardTicket(floor: Floor, placed: PlacedTicket): BoardTicket {
  const { id, number, site, state, since, issuedAt, seat } = placed.ticket
  const { siteName, room } = place(floor, placed)
  return {
    id,
    number,
    site,
    siteName,
    state,
    since,
    issuedAt,
    ...(seat === undefined ? {} : { seat }),
    ...(room === undefined ? {} : { room }),
  }
}

function place({ boxes, hosts }: Floor, { ticket }: PlacedTicket) {
  const issuer = boxes.find((box) => box.id === ticket.box)
  const hostId = UNDER_WAY.has(ticket.state) ? (hosts.get(ticket.id) ?? ticket.loket) : undefined
  const host = boxes.find((box) => box.id === hostId)
  return { siteName: issuer?.siteName ?? ticket.site, room: host?.room ?? ticket.room }
}

function boardLoket(box: RegisteredBox, life: Life | undefined): BoardLoket {
  return {
    box: box.id,
    site: box.site,
    siteName: box.siteName,
    room: box.room,
    state: life?.state === 'up' ? life.loket : 'down',
    parts: life?.state === 'up' ? life.parts : {},
  }
}

function estimates({ boxes, tickets, seats, recentMinutes }: Floor): Record<string, Estimate> {
  const working = seats.filter(({ state }) => WORKING.has(state.phase)).length
  const row = openTickets(tickets).filter(({ ticket }) => ticket.state === 'waiting')
  const found: Record<string, Estimate> = {}
  for (const site of new Set(boxes.map((box) => box.site))) {
    const ahead = row.findLastIndex(({ ticket }) => ticket.site === site) + 1
    const estimate = estimateWait(ahead, working, recentMinutes)
    if (estimate) found[site] = estimate
  }
  return found
}
