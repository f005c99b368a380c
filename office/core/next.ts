import type { Ticket } from '../../daemon/core/ticket.ts'
import { compareTickets, type PlacedTicket } from './order.ts'

/** A loket as the choice of the next ticket sees it. */
export interface LoketFacts {
  readonly box: string
  readonly site: string
  readonly room: string
  /** Its last life says up and idle, and the office holds no visit there. */
  readonly free: boolean
  /** Its last life says up: it can grant a claim. */
  readonly reachable: boolean
}

export interface Proposal {
  readonly ticket: Ticket
  readonly loket: LoketFacts
}

/** What was tried already for this `next`, so that a denial moves on. */
export interface Tried {
  readonly tickets: ReadonlySet<string>
  /** Boxes that did not answer. */
  readonly boxes: ReadonlySet<string>
}
export const NOTHING_TRIED: Tried = { tickets: new Set(), boxes: new Set() }

/**
 * Proposes the first waiting ticket whose box can grant it and whose site has a free loket; the issuing loket is
 * preferred when it is free itself. Null when there is none.
 */
export function proposeNext(
  tickets: readonly PlacedTicket[],
  lokets: readonly LoketFacts[],
  tried: Tried = NOTHING_TRIED,
): Proposal | null {
  const waiting = tickets.filter(({ ticket }) => ticket.state === 'waiting')
  for (const { ticket } of waiting.toSorted(compareTickets)) {
    if (tried.tickets.has(ticket.id)) continue
    const loket = loketFor(ticket, lokets, tried)
    if (loket) return { ticket, loket }
  }
  return null
}

/** The loket where this ticket can be served now: its own when free, else another free one of the site. */
export function loketFor(
  ticket: Ticket,
  lokets: readonly LoketFacts[],
  tried: Tried = NOTHING_TRIED,
): LoketFacts | null {
  const answers = (loket: LoketFacts) => loket.reachable && !tried.boxes.has(loket.box)
  if (!lokets.some((loket) => loket.box === ticket.box && answers(loket))) return null
  const free = lokets.filter((loket) => loket.site === ticket.site && loket.free && answers(loket))
  return free.find((loket) => loket.box === ticket.box) ?? free[0] ?? null
}
