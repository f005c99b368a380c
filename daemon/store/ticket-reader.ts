import type { Ticket } from '../core/ticket.ts'
import { ticketSchema } from '../sync/messages.ts'

/**
 * Reads lists of stored tickets, of which each differs little from the one before: a text is parsed and checked once.
 * @throws ZodError | SyntaxError for what is no ticket.
 */
export function ticketReader() {
  let known = new Map<string, Ticket>()
  return <R extends { readonly body: string }>(rows: readonly R[]) => {
    const read = new Map<string, Ticket>()
    const tickets = rows.map((row) => {
      const ticket = known.get(row.body) ?? ticketSchema.parse(JSON.parse(row.body))
      read.set(row.body, ticket)
      return { ticket, row }
    })
    known = read
    return tickets
  }
}
