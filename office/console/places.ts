import type { Board, BoardLoket, BoardTicket } from '../gateway/protocol.ts'

/** A place with its lokets and its row. */
export interface PlaceRow {
  readonly site: string
  readonly siteName: string
  readonly lokets: readonly BoardLoket[]
  readonly waiting: readonly BoardTicket[]
  /** When the one who waits longest took a ticket, in milliseconds of the epoch. */
  readonly longestSince: number | undefined
}

/** The places of a board by name: a row stays where it is whatever happens at it. */
export function placesOf({ lokets, tickets }: Board): readonly PlaceRow[] {
  const names = new Map([...lokets, ...tickets].map(({ site, siteName }) => [site, siteName]))
  return [...names]
    .map(([site, siteName]) => {
      const waiting = tickets.filter(
        (ticket) =>
          ticket.site === site && (ticket.state === 'waiting' || ticket.state === 'issued'),
      )
      const since = waiting.map(({ issuedAt }) => Date.parse(issuedAt))
      return {
        site,
        siteName,
        lokets: lokets.filter((loket) => loket.site === site),
        waiting,
        longestSince: since.length > 0 ? Math.min(...since) : undefined,
      }
    })
    .sort((one, other) => one.siteName.localeCompare(other.siteName))
}
