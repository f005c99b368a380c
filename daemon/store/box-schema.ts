import Database from 'better-sqlite3'
import { guarded, StoreCorruptError, StoreIoError } from './store-error.ts'

const VERSION = 2
/** 1 GiB of 2 KiB pages: more than a year of tickets offline, and a quota that leaves room to drain the outbox. */
const MAX_PAGES = 524_288

/**
 * What a ticket writes, each table growing at its end. The key of a ticket is its day and number (`ticketKey`), so that
 * no number is given twice; its id is looked for among the tickets of a week. SHA-256 is 32 bytes.
 */
const COUNTING = `
CREATE TABLE ticket (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, open INTEGER NOT NULL, rev INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL, digest BLOB NOT NULL
) STRICT;
CREATE TABLE audit (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, fields TEXT NOT NULL, hash BLOB NOT NULL
) STRICT;
`
/** Few pages per ticket: each index and each AUTOINCREMENT costs one more in every transaction. */
const TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE visit (
  one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, phase TEXT NOT NULL, ticket TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
CREATE TABLE blob (
  visit TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (visit, name)
) STRICT;
CREATE TABLE command (id TEXT PRIMARY KEY, answer TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
${COUNTING}`
/** Layout 1 kept the numbers given out twice, hashes as text, and in the audit each of them twice; it had an index. */
const FROM_LAYOUT_1 = `
DROP TABLE number;
ALTER TABLE ticket RENAME TO ticket1;
ALTER TABLE outbox RENAME TO outbox1;
ALTER TABLE audit RENAME TO audit1;
${COUNTING}
INSERT INTO ticket SELECT
  unixepoch(day) / 86400 * 1000000 + LTRIM(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), id, open, rev, body FROM ticket1;
INSERT INTO outbox SELECT seq, kind, body, UNHEX(digest) FROM outbox1;
INSERT INTO audit SELECT n, at, event, fields, UNHEX(hash) FROM audit1;
DROP TABLE ticket1;
DROP TABLE outbox1;
DROP TABLE audit1;
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
  // loketd alone has its state folder; nobody to share with means no shared memory and no locks at each ticket.
  // A ticket is three rows of a few hundred bytes: less is written with small pages, until they split too often.
  db.pragma('page_size = 2048')
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('journal_mode = WAL')
  // NORMAL would lose the newest commits, that is printed tickets, in a power cut.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 2000')
  db.pragma('trusted_schema = OFF')
  db.pragma('secure_delete = ON')
  // A ticket writes four pages: a checkpoint after some eight hundred of them, and a log that is not cut and regrown.
  db.pragma('wal_autocheckpoint = 3000')
  db.pragma('journal_size_limit = 20971520')
  db.pragma(`max_page_count = ${MAX_PAGES}`)
}

function make(db: Database.Database, newEpoch: () => string): void {
  const version = db.pragma('user_version', { simple: true })
  if (version === VERSION) return
  if (version !== 0 && version !== 1)
    throw new StoreCorruptError(`the store has layout ${version}, not ${VERSION}`)
  db.transaction(() => {
    db.exec(version === 1 ? FROM_LAYOUT_1 : TABLES)
    if (version === 0) db.prepare("INSERT INTO meta VALUES ('epoch', ?)").run(newEpoch())
    db.pragma(`user_version = ${VERSION}`)
  }).immediate()
}

function check(db: Database.Database): void {
  const verdict = db.pragma('quick_check(1)', { simple: true })
  if (verdict !== 'ok') throw new StoreCorruptError('the pages of the store do not hold')
}
