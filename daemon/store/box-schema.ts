import Database from 'better-sqlite3'
import { guarded, StoreCorruptError, StoreIoError } from './store-error.ts'

const VERSION = 1
/** 1 GiB of 4 KiB pages: more than a year of tickets offline, and a quota that leaves room to drain the outbox. */
const MAX_PAGES = 262_144

/** Few pages per ticket: each index and each AUTOINCREMENT costs one more in every transaction. */
const TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE number (day TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (day, n)) STRICT, WITHOUT ROWID;
CREATE TABLE ticket (
  id TEXT PRIMARY KEY, day TEXT NOT NULL, number TEXT NOT NULL, open INTEGER NOT NULL, rev INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE visit (
  one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, phase TEXT NOT NULL, ticket TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
CREATE TABLE blob (
  visit TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (visit, name)
) STRICT;
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE command (id TEXT PRIMARY KEY, answer TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE audit (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, fields TEXT NOT NULL,
  prev TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
`

/** Opens the file, makes the tables of a new one, and has SQLite check the pages. @throws StoreError */
export function openBoxFile(file: string, newEpoch: () => string): Database.Database {
  return guarded(() => {
    const db = openFile(file)
    try {
      settle(db)
      make(db, newEpoch)
      check(db)
      return db
    } catch (cause) {
      db.close()
      throw cause
    }
  })
}

function openFile(file: string): Database.Database {
  try {
    return new Database(file)
  } catch (cause) {
    throw new StoreIoError('the store cannot be opened', { cause })
  }
}

function settle(db: Database.Database): void {
  db.pragma('journal_mode = WAL')
  // NORMAL would lose the newest commits, that is printed tickets, in a power cut.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 2000')
  db.pragma('trusted_schema = OFF')
  db.pragma('secure_delete = ON')
  // A ticket writes four pages: a checkpoint after about a thousand of them, and a log that is not cut and regrown.
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('journal_size_limit = 20971520')
  db.pragma(`max_page_count = ${MAX_PAGES}`)
}

function make(db: Database.Database, newEpoch: () => string): void {
  const version = db.pragma('user_version', { simple: true })
  if (version === VERSION) return
  if (version !== 0) throw new StoreCorruptError(`the store has layout ${version}, not ${VERSION}`)
  db.transaction(() => {
    db.exec(TABLES)
    db.prepare("INSERT INTO meta VALUES ('epoch', ?)").run(newEpoch())
    db.pragma(`user_version = ${VERSION}`)
  }).immediate()
}

function check(db: Database.Database): void {
  const verdict = db.pragma('quick_check(1)', { simple: true })
  if (verdict !== 'ok') throw new StoreCorruptError('the pages of the store do not hold')
}
