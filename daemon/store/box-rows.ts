import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Ticket } from '../core/ticket.ts'
import { type CommandResult, resultSchema, ticketSchema } from '../sync/messages.ts'
import { type AuditRow, sha256 } from './audit-chain.ts'
import { StoreCorruptError } from './store-error.ts'
import type { ticketReader } from './ticket-reader.ts'

/** The open visit: its state lies sealed under the visit's key. */
export interface VisitRow {
  readonly visitId: string
  readonly phase: string
  readonly sealed: Uint8Array
  readonly ticketId: string
}

/** An event on its way to the office; `body` is the JSON of a `BoxEvent`. */
export interface OutboxRow {
  readonly seq: number
  readonly kind: string
  readonly body: string
  /** SHA-256, hex, over seq, kind and body. SQLite does not notice flipped bytes in a row. */
  readonly digest: string
}

export function outboxDigest(row: Omit<OutboxRow, 'digest'>): string {
  return sha256(`${row.seq}\n${row.kind}\n${row.body}`)
}

const ticketRow = z.object({ body: z.string() })
export function readTicket(row: unknown): Ticket {
  return decode(() => ticketSchema.parse(JSON.parse(ticketRow.parse(row).body)))
}

export function readTickets(rows: readonly unknown[], read: ReturnType<typeof ticketReader>) {
  return decode(() => read(rows.map((row) => ticketRow.parse(row))).map(({ ticket }) => ticket))
}

const visitRow = z.object({
  visitId: z.string(),
  phase: z.string(),
  sealed: z.instanceof(Uint8Array),
  ticketId: z.string(),
})
export function readVisit(row: unknown): VisitRow {
  return decode(() => visitRow.parse(row))
}

const outboxRow = z.object({ seq: z.int(), kind: z.string(), body: z.string(), digest: z.string() })
/** @throws StoreCorruptError when the digest does not fit. */
export function readOutbox(row: unknown): OutboxRow {
  const read = decode(() => outboxRow.parse(row))
  if (outboxDigest(read) !== read.digest)
    throw new StoreCorruptError(`outbox row ${read.seq} is damaged`)
  return read
}

export function readResult(row: unknown): CommandResult {
  return decode(() =>
    resultSchema.parse(JSON.parse(z.object({ answer: z.string() }).parse(row).answer)),
  )
}

const auditRow = z.object({
  n: z.int(),
  at: z.string(),
  event: z.string(),
  fields: z.string(),
  hash: z.string(),
})
const auditFields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
export function readAudit(row: unknown): AuditRow {
  return decode(() => {
    const read = auditRow.parse(row)
    return { ...read, fields: auditFields.parse(JSON.parse(read.fields)) }
  })
}

const auditHead = z.object({ n: z.int(), hash: z.string() })
/** Where the audit stands: number and hash of its last row; null before the first. */
export function readAuditHead(row: unknown): Pick<AuditRow, 'n' | 'hash'> | null {
  return row === undefined ? null : decode(() => auditHead.parse(row))
}

export function readBytes(row: unknown): Uint8Array | null {
  if (row === undefined) return null
  return decode(() => z.object({ sealed: z.instanceof(Uint8Array) }).parse(row).sealed)
}

/** The number that a plucked query gave; 0 when there is no row or no value. */
export function readCount(value: unknown): number {
  if (value === undefined || value === null) return 0
  if (Number.isSafeInteger(value)) return Number(value)
  throw new StoreCorruptError('a count in the store is no number')
}

/** The text that a plucked query gave; null when there is no row. */
export function readText(value: unknown): string | null {
  if (value === undefined) return null
  if (typeof value === 'string') return value
  throw new StoreCorruptError('a setting in the store is no text')
}

function decode<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new StoreCorruptError('a row of the store does not parse', { cause })
  }
}

/** Every statement of the store, prepared once. */
export type BoxQueries = ReturnType<typeof boxQueries>
export function boxQueries(db: Database.Database) {
  const sql = (text: string) => db.prepare<unknown[], unknown>(text)
  const value = (text: string) => sql(text).pluck()
  return {
    ticket: sql('SELECT body FROM ticket WHERE id = ?'),
    tickets: sql('SELECT body FROM ticket WHERE open = 1 OR key >= ? ORDER BY key'),
    putTicket: sql(`INSERT INTO ticket (key, id, open, rev, body) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET open = excluded.open, rev = excluded.rev, body = excluded.body
      WHERE excluded.id = ticket.id AND excluded.rev >= ticket.rev`),
    lastTicket: value('SELECT MAX(key) FROM ticket WHERE key > ? AND key < ?'),
    visit: sql('SELECT id AS visitId, phase, ticket AS ticketId, sealed FROM visit'),
    putVisit: sql(`INSERT INTO visit (one, id, phase, ticket, sealed) VALUES (1, ?, ?, ?, ?)
      ON CONFLICT (one) DO UPDATE SET phase = excluded.phase, sealed = excluded.sealed
      WHERE excluded.id = visit.id AND excluded.ticket = visit.ticket`),
    dropVisit: sql('DELETE FROM visit WHERE id = ?'),
    blob: sql('SELECT sealed FROM blob WHERE visit = ? AND name = ?'),
    putBlob: sql(`INSERT INTO blob (visit, name, sealed) VALUES (?, ?, ?)
      ON CONFLICT (visit, name) DO UPDATE SET sealed = excluded.sealed`),
    dropBlobs: sql('DELETE FROM blob WHERE visit = ?'),
    outbox: sql(`SELECT seq, kind, body, LOWER(HEX(digest)) AS digest FROM outbox WHERE seq > ?
      ORDER BY seq LIMIT ?`),
    append: sql('INSERT INTO outbox (seq, kind, body, digest) VALUES (?, ?, ?, UNHEX(?))'),
    acknowledge: sql('DELETE FROM outbox WHERE seq <= ?'),
    // Rows leave the outbox only with `acked`, so no number comes back.
    lastSeq: value(`SELECT MAX(IFNULL((SELECT MAX(seq) FROM outbox), 0),
      IFNULL((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'acked'), 0))`),
    auditCount: value('SELECT MAX(n) FROM audit'),
    forgetTickets: sql('DELETE FROM ticket WHERE open = 0 AND key < ?'),
    command: sql('SELECT answer FROM command WHERE id = ?'),
    answer: sql('INSERT INTO command (id, answer, at) VALUES (?, ?, ?)'),
    forgetCommands: sql('DELETE FROM command WHERE at < ?'),
    meta: value('SELECT value FROM meta WHERE key = ?'),
    setMeta: sql(`INSERT INTO meta (key, value) VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`),
    auditLast: sql('SELECT n, LOWER(HEX(hash)) AS hash FROM audit ORDER BY n DESC LIMIT 1'),
    audit: sql('INSERT INTO audit (n, at, event, fields, hash) VALUES (?, ?, ?, ?, UNHEX(?))'),
    auditRows: sql(`SELECT n, at, event, fields, LOWER(HEX(hash)) AS hash FROM audit WHERE n >= ?
      ORDER BY n`),
  }
}
