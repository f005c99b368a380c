import type Database from 'better-sqlite3'
import { type AccessLog, openAccessLog } from './store/access-log.ts'
import { type Commands, openCommands } from './store/commands.ts'
import { openDatabase } from './store/database.ts'
import { type Dossiers, openDossiers } from './store/dossiers.ts'
import { type Extensions, openExtensions } from './store/extensions.ts'
import { type Inbox, openInbox } from './store/inbox.ts'
import { type Answers, type Logins, openAnswers, openLogins } from './store/logins.ts'
import { type Meta, openMeta } from './store/meta.ts'
import { openSeats, type Seats } from './store/seats.ts'
import { openTicketTable, type Tickets } from './store/tickets.ts'
import { openVisits, type Visits } from './store/visits.ts'

/** Everything that the office must still know after a kill. */
export interface Store {
  readonly meta: Meta
  readonly inbox: Inbox
  readonly tickets: Tickets
  readonly seats: Seats
  readonly visits: Visits
  readonly commands: Commands
  readonly dossiers: Dossiers
  readonly extensions: Extensions
  readonly logins: Logins
  readonly answers: Answers
  readonly access: AccessLog
  /** Keeps the head of a box's audit chain. */
  auditHead(box: string, n: number, hash: string, at: string): void
  /** Runs `work` in one transaction; all of it is on the disk when this returns, or none. */
  transact<T>(work: () => T): T
  close(): void
}

/** Opens the office's store in its folder, which this process holds. @throws StoreDamagedError */
export function openStore(folder: string, seats: number): Store {
  const { db, close } = openDatabase(folder)
  const head = db.prepare<[string, number, string, string]>(
    'INSERT INTO audit_head VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  return {
    meta: openMeta(db),
    inbox: openInbox(db),
    tickets: openTicketTable(db),
    seats: openSeats(db, seats),
    visits: openVisits(db),
    commands: openCommands(db),
    dossiers: openDossiers(db),
    extensions: openExtensions(db),
    logins: openLogins(db),
    answers: openAnswers(db),
    access: openAccessLog(db),
    auditHead: (box, n, hash, at) => void head.run(box, n, hash, at),
    transact: (work) => transact(db, work),
    close,
  }
}

function transact<T>(db: Database.Database, work: () => T): T {
  return db.inTransaction ? work() : db.transaction(work).immediate()
}
