import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** The database is damaged: systemd restarts us, an operator restores it. */
export class StoreDamagedError extends Error {
  readonly code = 'STORE_DAMAGED'
  readonly scope = 'system'
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inbox (
  box TEXT PRIMARY KEY, epoch TEXT NOT NULL, last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ticket (
  id TEXT PRIMARY KEY, box TEXT NOT NULL, state TEXT NOT NULL, rev INTEGER NOT NULL,
  joined_ms INTEGER NOT NULL, since_ms INTEGER NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS visit (
  id TEXT PRIMARY KEY, user TEXT NOT NULL, seat TEXT NOT NULL, ticket TEXT NOT NULL, number TEXT NOT NULL,
  issuer TEXT NOT NULL, host TEXT NOT NULL, room TEXT NOT NULL, undo INTEGER NOT NULL,
  phase TEXT NOT NULL, progress TEXT NOT NULL, act TEXT NOT NULL, claimed_ms INTEGER NOT NULL,
  opened_ms INTEGER, ended_ms INTEGER, undone INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS one_visit_a_host ON visit (host) WHERE phase <> 'ended';
CREATE UNIQUE INDEX IF NOT EXISTS one_visit_a_ticket ON visit (ticket) WHERE phase <> 'ended';
CREATE UNIQUE INDEX IF NOT EXISTS one_visit_a_user ON visit (user) WHERE phase <> 'ended';
CREATE INDEX IF NOT EXISTS visits_ended ON visit (ended_ms);
CREATE TABLE IF NOT EXISTS seat (
  seat TEXT PRIMARY KEY, phase TEXT NOT NULL DEFAULT 'off', user TEXT UNIQUE, visit TEXT UNIQUE,
  term INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS command (
  n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, box TEXT NOT NULL, visit TEXT,
  body TEXT NOT NULL, give_up_ms INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS dossier (
  id TEXT PRIMARY KEY, box TEXT NOT NULL, visit TEXT NOT NULL, number TEXT NOT NULL, kind TEXT NOT NULL,
  outcome TEXT NOT NULL, closed_at TEXT NOT NULL, user TEXT, sha256 TEXT NOT NULL, jwe TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS extension (
  dossier TEXT NOT NULL REFERENCES dossier (id), file TEXT NOT NULL, level TEXT NOT NULL, at TEXT NOT NULL,
  authority TEXT NOT NULL, until TEXT NOT NULL, jwe TEXT NOT NULL, PRIMARY KEY (dossier, file)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS extending (
  dossier TEXT PRIMARY KEY REFERENCES dossier (id), due_ms INTEGER, tries INTEGER NOT NULL DEFAULT 0,
  failure TEXT, failed_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS extending_due ON extending (due_ms);
CREATE TABLE IF NOT EXISTS login (
  hash TEXT PRIMARY KEY, user TEXT NOT NULL, until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answer (
  user TEXT NOT NULL, act TEXT NOT NULL, body TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (user, act)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS access (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL,
  prev TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS access_is_kept BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER IF NOT EXISTS access_is_fixed BEFORE UPDATE ON access BEGIN SELECT RAISE(ABORT, 'fixed'); END;
CREATE TABLE IF NOT EXISTS audit_head (
  box TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (box, n)
) STRICT, WITHOUT ROWID;
`

export interface OpenDatabase {
  readonly db: Database.Database
  close(): void
}

/** Opens `office.db` in the state folder, which this process holds. A commit is on the disk when it returns. @throws StoreDamagedError */
export function openDatabase(folder: string): OpenDatabase {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const db = new Database(join(folder, 'office.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('busy_timeout = 2000')
  if (db.pragma('quick_check', { simple: true }) !== 'ok')
    throw new StoreDamagedError(`office.db in ${folder} fails its check`)
  db.exec(SCHEMA)
  return {
    db,
    close() {
      db.close()
    },
  }
}
