import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'

/** What a person did with data of others. */
export type AccessAct =
  | 'login'
  | 'logout'
  | 'visit.begin'
  | 'dossier.open'
  | 'dossier.document'
  | 'dossier.file'
  | 'dossier.denied'

export interface AccessRow {
  readonly n: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly user: string
  readonly act: AccessAct
  /** Id of the visit or dossier; empty for a log-in. */
  readonly subject: string
}

/** Append-only: each row holds the hash of the one before, and the database refuses to change or delete one. */
export interface AccessLog {
  add(user: string, act: AccessAct, subject: string, at: string): void
  /** Newest first. */
  list(limit: number): AccessRow[]
  /** The first row whose hash does not follow from the one before; null when the chain holds. */
  firstBroken(): number | null
}

interface StoredRow extends AccessRow {
  readonly prev: string
  readonly hash: string
}

const START = '0'.repeat(64)

export function openAccessLog(db: Database.Database): AccessLog {
  const add = db.prepare<[number, string, string, string, string, string, string]>(
    'INSERT INTO access VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const last = db.prepare<[], { n: number; hash: string }>(
    'SELECT n, hash FROM access ORDER BY n DESC LIMIT 1',
  )
  const list = db.prepare<[number], AccessRow>(
    'SELECT n, at, user, act, subject FROM access ORDER BY n DESC LIMIT ?',
  )
  const all = db.prepare<[], StoredRow>('SELECT * FROM access ORDER BY n')
  return {
    add(user, act, subject, at) {
      const head = last.get()
      const row = { n: (head?.n ?? 0) + 1, at, user, act, subject }
      const prev = head?.hash ?? START
      add.run(row.n, at, user, act, subject, prev, hashOf(prev, row))
    },
    list: (limit) => list.all(limit),
    firstBroken() {
      let prev = START
      let n = 0
      for (const row of all.iterate()) {
        n += 1
        if (row.n !== n || row.prev !== prev || row.hash !== hashOf(prev, row)) return row.n
        prev = row.hash
      }
      return null
    },
  }
}

function hashOf(prev: string, { n, at, user, act, subject }: AccessRow): string {
  return createHash('sha256')
    .update(JSON.stringify([prev, n, at, user, act, subject]))
    .digest('hex')
}
