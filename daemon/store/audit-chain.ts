import { hash } from 'node:crypto'

/** One row of the audit: what happened, when, bound to everything before it. No personal data. */
export interface AuditRow {
  /** Counts from 1 without gaps. */
  readonly n: number
  readonly at: string
  readonly event: string
  readonly fields: AuditFields
  /** SHA-256, hex, over this row and the hash before it; before the first stands the hash of the epoch. */
  readonly hash: string
}
export type AuditFields = Readonly<Record<string, string | number | boolean>>
export type AuditCheck =
  | { readonly ok: true; readonly rows: number }
  | { readonly ok: false; readonly at: number }

/** What the first row of a chain is bound to. */
export function chainStart(epoch: string): string {
  return sha256(`loket audit ${epoch}`)
}

/** The row that follows `prev`. */
export function chainRow(
  prev: { readonly n: number; readonly hash: string },
  row: { readonly at: string; readonly event: string; readonly fields: AuditFields },
): AuditRow {
  const n = prev.n + 1
  const fields = sorted(row.fields)
  const canonical = JSON.stringify([n, row.at, row.event, fields])
  return {
    n,
    at: row.at,
    event: row.event,
    fields,
    hash: sha256(`${prev.hash}\n${canonical}`),
  }
}

/** Recomputes a run of rows that follows `before`; `at` is the first row that does not hold. */
export function checkChain(
  before: { readonly n: number; readonly hash: string },
  rows: Iterable<AuditRow>,
): AuditCheck {
  let last = before
  for (const row of rows) {
    const expected = chainRow(last, row)
    if (row.n !== expected.n || row.hash !== expected.hash) return { ok: false, at: last.n + 1 }
    last = row
  }
  return { ok: true, rows: last.n }
}

export function sha256(text: string): string {
  return hash('sha256', text)
}

function sorted(fields: AuditFields): AuditFields {
  return Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
