import type Database from 'better-sqlite3'
import * as z from 'zod'

/**
 * Commands that must arrive: they are repeated until their box answers or their time is over. Nothing personal
 * stands in them; what an inspector types is repeated by the console instead and is never stored here.
 */
export const durableBody = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('ticket.claim'),
    ticketId: z.string(),
    seat: z.string(),
    visitId: z.string(),
    loket: z.string(),
    room: z.string(),
    undo: z.exactOptional(z.literal(true)),
  }),
  z.object({
    name: z.literal('ticket.end'),
    ticketId: z.string(),
    visitId: z.string(),
    end: z.enum(['served', 'referred', 'no_show', 'cancelled', 'waiting']),
  }),
  z.object({
    name: z.literal('visit.open'),
    visitId: z.string(),
    ticket: z.object({ id: z.string(), number: z.string(), box: z.string() }),
    inspector: z.object({ seat: z.string(), name: z.string() }),
  }),
  z.object({ name: z.literal('dossier.receipt'), dossierId: z.string(), sha256: z.string() }),
  z.object({
    name: z.literal('visit'),
    visitId: z.string(),
    command: z.object({ name: z.literal('visit.return') }),
  }),
])
export type DurableBody = z.infer<typeof durableBody>

export interface DurableCommand {
  readonly id: string
  readonly box: string
  readonly body: DurableBody
  /** The visit that waits for the answer. */
  readonly visitId?: string
  /** Milliseconds since 1970 when asking stops; absent: never. */
  readonly giveUpMs?: number
}

export interface Commands {
  add(command: DurableCommand): void
  get(id: string): DurableCommand | null
  /** In the order in which they were added. */
  outstanding(): DurableCommand[]
  remove(id: string): void
}

const rowSchema = z.object({
  id: z.string(),
  box: z.string(),
  visit: z.string().nullable(),
  body: z.string(),
  give_up_ms: z.number().nullable(),
})

export function openCommands(db: Database.Database): Commands {
  const add = db.prepare<[string, string, string | null, string, number | null]>(
    'INSERT INTO command (id, box, visit, body, give_up_ms) VALUES (?, ?, ?, ?, ?)',
  )
  const get = db.prepare<[string]>('SELECT * FROM command WHERE id = ?')
  const all = db.prepare('SELECT * FROM command ORDER BY n')
  const remove = db.prepare<[string]>('DELETE FROM command WHERE id = ?')
  return {
    add: ({ id, box, body, visitId, giveUpMs }) =>
      void add.run(id, box, visitId ?? null, JSON.stringify(body), giveUpMs ?? null),
    get(id) {
      const found = get.get(id)
      return found === undefined ? null : command(found)
    },
    outstanding: () => all.all().map(command),
    remove: (id) => void remove.run(id),
  }
}

function command(value: unknown): DurableCommand {
  const { id, box, visit, body, give_up_ms } = rowSchema.parse(value)
  return {
    id,
    box,
    body: durableBody.parse(JSON.parse(body)),
    ...(visit === null ? {} : { visitId: visit }),
    ...(give_up_ms === null ? {} : { giveUpMs: give_up_ms }),
  }
}
