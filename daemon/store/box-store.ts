import { randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'
import type { Ticket } from '../core/ticket.ts'
import { businessDay } from '../runtime/clock.ts'
import type { CommandResult } from '../sync/messages.ts'
import { type AuditCheck, type AuditRow, chainStart, checkChain } from './audit-chain.ts'
import { boxHeads } from './box-heads.ts'
import {
  type BoxQueries,
  boxQueries,
  type OutboxRow,
  readAudit,
  readBytes,
  readCount,
  readOutbox,
  readResult,
  readText,
  readTicket,
  readTickets,
  readVisit,
  type VisitRow,
} from './box-rows.ts'
import { openBoxFile } from './box-schema.ts'
import { type BoxTransaction, boxTransaction, META_ACKED } from './box-transaction.ts'
import { guarded, StoreConflictError, StoreCorruptError } from './store-error.ts'
import { dayKey } from './ticket-key.ts'
import { ticketReader } from './ticket-reader.ts'

export type { AuditCheck, AuditFields, AuditRow } from './audit-chain.ts'
export type { OutboxRow, VisitRow } from './box-rows.ts'
export type { BoxTransaction } from './box-transaction.ts'
export * from './store-error.ts'

/** Everything a box must not forget, in one SQLite file. The box is its only writer. */
export interface BoxStore {
  /** New whenever the file is new: sequence numbers count within it. */
  readonly epoch: string
  /** BEGIN IMMEDIATE; everything in `work` is one transaction, on the disk when this returns. @throws StoreError */
  transact<T>(work: (tx: BoxTransaction) => T): T
  /** All tickets of the current business day and every open one, by day and number. */
  tickets(): Ticket[]
  ticket(id: string): Ticket | null
  /** The one open visit. */
  visit(): VisitRow | null
  blob(visitId: string, name: string): Uint8Array | null
  /** The answer that a command got. */
  command(commandId: string): CommandResult | null
  /** Events after `afterSeq`, in order. @throws StoreCorruptError when a row does not fit its digest. */
  outbox(afterSeq: number, limit: number): OutboxRow[]
  /** The last position the office has committed, and the last one given out. */
  acked(): number
  lastSeq(): number
  meta(key: string): string | null
  auditRows(from?: number): AuditRow[]
  /** Recomputes the whole chain. That its end was cut off shows against the `audit.head` the office has. */
  verifyAudit(): AuditCheck
  /** Moves the write-ahead log into the file and empties it, so that nothing deleted is left in it. For the wipe. */
  scrub(): void
  close(): void
}

export interface BoxStoreOptions {
  readonly now: () => string
  readonly epoch?: () => string
  /** The business day of a moment; default the calendar day in Europe/Brussels. */
  readonly dayOf?: (iso: string) => string
}

/** @throws StoreCorruptError when pages, the tail of the audit or an outbox row do not hold. */
export function openBoxStore(file: string, options: BoxStoreOptions): BoxStore {
  const db = openBoxFile(file, options.epoch ?? randomUUID)
  try {
    return guarded(() => boxStore(db, options))
  } catch (cause) {
    db.close()
    throw cause
  }
}

/** Older commands have expired, and older tickets that have ended are in the office's books. */
const KEPT_MS = 7 * 24 * 3600 * 1000

function boxStore(db: Database.Database, options: BoxStoreOptions): BoxStore {
  const q = boxQueries(db)
  const epoch = readText(q.meta.get('epoch'))
  if (epoch === null) throw new StoreCorruptError('the store has no epoch')
  // Made once: better-sqlite3 builds several functions for each wrapper.
  const wrapper = db.transaction((work: () => void) => work())
  const inTransaction = <T>(work: (tx: BoxTransaction) => T): T => {
    const done: { result: T }[] = []
    try {
      wrapper.immediate(() => void done.push({ result: work(tx) }))
    } catch (cause) {
      heads.forget()
      throw cause
    }
    const [first] = done
    if (first === undefined) throw new StoreConflictError('a transaction that did not run')
    return first.result
  }
  const dayOf = options.dayOf ?? ((iso: string) => businessDay(iso))
  const heads = boxHeads(q, epoch)
  const tx = boxTransaction(q, { heads, now: options.now, dayOf })
  checkTail(q, epoch)
  const keptSince = new Date(Date.parse(options.now()) - KEPT_MS).toISOString()
  q.forgetCommands.run(keptSince)
  q.forgetTickets.run(dayKey(dayOf(keptSince)))
  return {
    epoch,
    ...reads(q, () => dayOf(options.now())),
    transact: (work) => {
      if (db.inTransaction) throw new StoreConflictError('a transaction within a transaction')
      return guarded(() => inTransaction(work))
    },
    verifyAudit: () => guarded(() => verifyAudit(q, epoch)),
    scrub: () => {
      guarded(() => db.pragma('wal_checkpoint(TRUNCATE)'))
    },
    close: () => {
      db.close()
    },
  }
}

function reads(q: BoxQueries, today: () => string) {
  const read = ticketReader()
  const maybe = <T>(row: unknown, read: (row: unknown) => T) =>
    row === undefined ? null : read(row)
  return {
    tickets: () => guarded(() => readTickets(q.tickets.all(dayKey(today())), read)),
    ticket: (id: string) => guarded(() => maybe(q.ticket.get(id), readTicket)),
    visit: () => guarded(() => maybe(q.visit.get(), readVisit)),
    blob: (visitId: string, name: string) => guarded(() => readBytes(q.blob.get(visitId, name))),
    command: (id: string) => guarded(() => maybe(q.command.get(id), readResult)),
    outbox: (afterSeq: number, limit: number) =>
      guarded(() => q.outbox.all(afterSeq, limit).map(readOutbox)),
    acked: () => guarded(() => Number(readText(q.meta.get(META_ACKED)) ?? 0)),
    lastSeq: () => guarded(() => readCount(q.lastSeq.get())),
    meta: (key: string) => guarded(() => readText(q.meta.get(key))),
    auditRows: (from = 1) => guarded(() => q.auditRows.all(from).map(readAudit)),
  }
}

/** How many rows of the chain are recomputed at every start; the whole chain takes `verifyAudit`. */
const TAIL_ROWS = 10_000

function checkTail(q: BoxQueries, epoch: string): void {
  const last = readCount(q.auditCount.get())
  const check = verifyAudit(q, epoch, Math.max(1, last - TAIL_ROWS))
  if (!check.ok) throw new StoreCorruptError(`the audit does not hold at row ${check.at}`)
  const acked = Number(readText(q.meta.get(META_ACKED)) ?? 0)
  q.outbox.all(acked, TAIL_ROWS).forEach(readOutbox)
}

/** The first row from `from` is checked too when it is the first of all; otherwise it is what the others follow. */
function verifyAudit(q: BoxQueries, epoch: string, from = 1): AuditCheck {
  const rows = q.auditRows.all(from).map(readAudit)
  const before = from === 1 ? { n: 0, hash: chainStart(epoch) } : rows.shift()
  if (before === undefined) return { ok: false, at: from }
  return checkChain(before, rows)
}
