import type Database from 'better-sqlite3'
import * as z from 'zod'
import type { Holding, Progress } from '../core/holding.ts'

/** A visit as it is stored: who, where, how far, and the act of the console that asked for it. */
export interface HeldVisit extends Holding {
  readonly act: string
  readonly claimedMs: number
  readonly openedMs?: number
  readonly endedMs?: number
}

export interface Visits {
  /** Throws on a second visit for one host, ticket or user that has not ended. */
  add(visit: HeldVisit): void
  progress(visitId: string, progress: Progress, nowMs: number): void
  get(visitId: string): HeldVisit | null
  /** Those that have not ended. */
  running(): HeldVisit[]
  ofUser(user: string): HeldVisit | null
  /** The visit of this act, so that a repeated `next` finds its own. */
  ofAct(user: string, act: string): HeldVisit | null
  /** The user's last ended visit, when its ticket was sent back or marked as not here after `sinceMs`. */
  undoable(user: string, sinceMs: number): HeldVisit | null
  setUndone(visitId: string): void
  /** Durations in minutes of the last visits held to their end since then. */
  recentMinutes(sinceMs: number): number[]
}

const progressSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('claiming') }),
  z.object({ phase: z.literal('opening') }),
  z.object({
    phase: z.literal('open'),
    box: z.enum(['reserved', 'preparing', 'live', 'interrupted', 'resumed', 'wrapping', 'closed']),
  }),
  z.object({
    phase: z.literal('ended'),
    end: z.enum(['served', 'referred', 'no_show', 'cancelled', 'waiting']),
    held: z.boolean(),
  }),
])
const rowSchema = z.object({
  id: z.string(),
  user: z.string(),
  seat: z.string(),
  ticket: z.string(),
  number: z.string(),
  issuer: z.string(),
  host: z.string(),
  room: z.string(),
  undo: z.number(),
  progress: z.string(),
  act: z.string(),
  claimed_ms: z.number(),
  opened_ms: z.number().nullable(),
  ended_ms: z.number().nullable(),
})

export function openVisits(db: Database.Database): Visits {
  const add = db.prepare(
    `INSERT INTO visit (id, user, seat, ticket, number, issuer, host, room, undo, phase, progress, act, claimed_ms)
     VALUES (@visitId, @user, @seat, @ticketId, @number, @issuer, @host, @room, @undo, @phase, @progress, @act,
     @claimedMs)`,
  )
  const move = db.prepare(
    `UPDATE visit SET phase = @phase, progress = @progress,
     opened_ms = CASE WHEN @phase = 'open' THEN coalesce(opened_ms, @nowMs) ELSE opened_ms END,
     ended_ms = CASE WHEN @phase = 'ended' THEN coalesce(ended_ms, @nowMs) END WHERE id = @visitId`,
  )
  const get = db.prepare<[string]>('SELECT * FROM visit WHERE id = ?')
  const running = db.prepare("SELECT * FROM visit WHERE phase <> 'ended' ORDER BY claimed_ms")
  const ofUser = db.prepare<[string]>("SELECT * FROM visit WHERE user = ? AND phase <> 'ended'")
  const ofAct = db.prepare<[string, string]>(
    'SELECT * FROM visit WHERE user = ? AND act = ? ORDER BY claimed_ms DESC LIMIT 1',
  )
  const last = db.prepare<[string]>(
    `SELECT * FROM visit WHERE user = ? AND phase = 'ended' AND opened_ms IS NOT NULL
     ORDER BY ended_ms DESC LIMIT 1`,
  )
  const isUndone = db.prepare<[string], { undone: number }>('SELECT undone FROM visit WHERE id = ?')
  const undone = db.prepare<[string]>('UPDATE visit SET undone = 1 WHERE id = ?')
  const minutes = db.prepare<[number], { minutes: number }>(
    `SELECT (ended_ms - opened_ms) / 60000.0 AS minutes FROM visit
     WHERE phase = 'ended' AND opened_ms IS NOT NULL AND ended_ms > ?
     AND json_extract(progress, '$.end') IN ('served', 'referred') ORDER BY ended_ms DESC LIMIT 50`,
  )
  const read = (found: unknown) => (found === undefined ? null : heldVisit(found))
  return {
    add: ({ progress, undo, ...rest }) =>
      void add.run({
        ...rest,
        undo: undo ? 1 : 0,
        phase: progress.phase,
        progress: JSON.stringify(progress),
      }),
    progress: (visitId, progress, nowMs) =>
      void move.run({ visitId, phase: progress.phase, progress: JSON.stringify(progress), nowMs }),
    get: (visitId) => read(get.get(visitId)),
    running: () => running.all().map(heldVisit),
    ofUser: (user) => read(ofUser.get(user)),
    ofAct: (user, act) => read(ofAct.get(user, act)),
    undoable(user, sinceMs) {
      const found = read(last.get(user))
      if (found?.progress.phase !== 'ended' || (found.endedMs ?? 0) < sinceMs) return null
      if (isUndone.get(found.visitId)?.undone === 1) return null
      const { end, held } = found.progress
      return held && (end === 'no_show' || end === 'waiting') ? found : null
    },
    setUndone: (visitId) => void undone.run(visitId),
    recentMinutes: (sinceMs) => minutes.all(sinceMs).map((found) => found.minutes),
  }
}

function heldVisit(value: unknown): HeldVisit {
  const row = rowSchema.parse(value)
  return {
    visitId: row.id,
    user: row.user,
    seat: row.seat,
    ticketId: row.ticket,
    number: row.number,
    issuer: row.issuer,
    host: row.host,
    room: row.room,
    undo: row.undo === 1,
    progress: readProgress(row.progress),
    act: row.act,
    claimedMs: row.claimed_ms,
    ...(row.opened_ms === null ? {} : { openedMs: row.opened_ms }),
    ...(row.ended_ms === null ? {} : { endedMs: row.ended_ms }),
  }
}

function readProgress(text: string): Progress {
  return progressSchema.parse(JSON.parse(text))
}
