import { TICKET_ENDS, type Ticket } from '../core/ticket.ts'
import type { BoxEvent, CommandResult } from '../sync/messages.ts'
import { MAX_PAYLOAD } from '../sync/topics.ts'
import { type AuditFields, chainRow } from './audit-chain.ts'
import type { AuditHead, BoxHeads } from './box-heads.ts'
import { type BoxQueries, outboxDigest, readBytes, readText, type VisitRow } from './box-rows.ts'
import { StoreConflictError, StoreTooLargeError } from './store-error.ts'
import { ticketKey } from './ticket-key.ts'

/** What can be changed, inside one transaction. Every method may throw a `StoreError`, which undoes all of it. */
export interface BoxTransaction {
  /** @throws StoreConflictError for an older `rev`, and for a number that is on another ticket of its day. */
  putTicket(ticket: Ticket): void
  /**
   * Takes the next free number of the day of a moment: `first`, then by `step`, so that lokets of a site share its numbers. Put
   * its ticket in the same transaction: a number is taken by being on one.
   */
  nextNumber(issuedAt: string, first: number, step: number): number
  /** @throws StoreConflictError while another visit is open. */
  putVisit(visit: VisitRow): void
  dropVisit(visitId: string): void
  /** Keeps a document, sealed under the visit's key. */
  putBlob(visitId: string, name: string, sealed: Uint8Array): void
  blob(visitId: string, name: string): Uint8Array | null
  /** Drops every document of the visit; returns how many there were. */
  dropBlobs(visitId: string): number
  /** Puts an event in the outbox; returns its sequence number, never used twice within an epoch. */
  append(event: BoxEvent): number
  /** The office has committed everything up to `seq`: deletes those rows. Older positions change nothing. */
  acknowledge(seq: number): void
  /** Keeps the answer to a command, once. */
  answer(commandId: string, result: CommandResult): void
  /** Adds a row to the audit chain. No personal data in `fields`. */
  audit(event: string, fields: AuditFields): void
  /** Where the audit stands, with what this transaction has added: for `audit.head`. */
  auditHead(): AuditHead
  setMeta(key: string, value: string): void
}

export const META_ACKED = 'acked'

export function boxTransaction(
  q: BoxQueries,
  context: {
    readonly heads: BoxHeads
    readonly now: () => string
    readonly dayOf: (iso: string) => string
  },
): BoxTransaction {
  const { heads } = context
  return {
    ...ticketWrites(q, heads, context.dayOf),
    ...visitWrites(q),
    ...outboxWrites(q, heads),
    answer: (commandId, result) => {
      q.answer.run(commandId, JSON.stringify(result), context.now())
    },
    audit: (event, fields) => {
      const row = chainRow(heads.audit, { at: context.now(), event, fields })
      q.audit.run(row.n, row.at, row.event, JSON.stringify(row.fields), row.hash)
      heads.audit = { n: row.n, hash: row.hash }
    },
    auditHead: () => heads.audit,
    setMeta: (key, value) => {
      q.setMeta.run(key, value)
    },
  }
}

function ticketWrites(q: BoxQueries, heads: BoxHeads, dayOf: (iso: string) => string) {
  return {
    putTicket(ticket: Ticket): void {
      const { id, number, state, rev, issuedAt } = ticket
      const open = TICKET_ENDS.includes(state) ? 0 : 1
      const key = ticketKey(dayOf(issuedAt), number)
      const { changes } = q.putTicket.run(key, id, open, rev, JSON.stringify(ticket))
      if (changes === 0)
        throw new StoreConflictError('a newer revision is stored, or its number is on another')
    },
    nextNumber(issuedAt: string, first: number, step: number): number {
      const day = dayOf(issuedAt)
      const last = heads.number(day)
      // The smallest of first, first + step, … that is above every number taken, whatever they were stepped by.
      const n = last < first ? first : first + step * (Math.floor((last - first) / step) + 1)
      heads.tookNumber(day, n)
      return n
    },
  }
}

function visitWrites(q: BoxQueries) {
  return {
    putVisit({ visitId, phase, ticketId, sealed }: VisitRow): void {
      const { changes } = q.putVisit.run(visitId, phase, ticketId, sealed)
      if (changes === 0) throw new StoreConflictError('another visit is open')
    },
    dropVisit(visitId: string): void {
      q.dropVisit.run(visitId)
    },
    putBlob(visitId: string, name: string, sealed: Uint8Array): void {
      q.putBlob.run(visitId, name, sealed)
    },
    blob: (visitId: string, name: string) => readBytes(q.blob.get(visitId, name)),
    dropBlobs: (visitId: string) => q.dropBlobs.run(visitId).changes,
  }
}

/** Base64 of the signed envelope takes four bytes for three; the rest of it fits in the margin. */
const ENVELOPE_BYTES = 2048
const BODY_SHARE = 3 / 4

function outboxWrites(q: BoxQueries, heads: BoxHeads) {
  return {
    append(event: BoxEvent): number {
      const body = JSON.stringify(event)
      const limit = event.kind === 'dossier.sealed' ? MAX_PAYLOAD.dossier : MAX_PAYLOAD.other
      if (Buffer.byteLength(body) > limit * BODY_SHARE - ENVELOPE_BYTES)
        throw new StoreTooLargeError(`an event ${event.kind} is too large for the link`)
      const row = { seq: heads.seq + 1, kind: event.kind, body }
      q.append.run(row.seq, row.kind, row.body, outboxDigest(row))
      heads.seq = row.seq
      return row.seq
    },
    acknowledge(seq: number): void {
      if (seq > heads.seq) throw new StoreConflictError('acknowledged beyond the last event')
      q.acknowledge.run(seq)
      const acked = q.meta.get(META_ACKED)
      if (seq > ackedOf(acked)) q.setMeta.run(META_ACKED, String(seq))
    },
  }
}

function ackedOf(row: unknown): number {
  return Number(readText(row) ?? 0)
}
