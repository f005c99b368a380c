import type Database from 'better-sqlite3'
import * as z from 'zod'
import { type Seat, type SeatEvent, stepSeat } from '../core/seat.ts'

/** One of the N places. The rows themselves are the limit: there is no counter that could be wrong. */
export interface SeatRow {
  readonly seat: string
  readonly state: Seat
}

export interface Seats {
  all(): SeatRow[]
  ofUser(user: string): SeatRow | null
  /** Gives the user a free seat, or the one already held; null when all N are taken. */
  take(user: string, term: number): SeatRow | null
  /** Applies an event; false when it does not fit the seat's phase. */
  apply(seat: string, event: SeatEvent): boolean
}

const row = z.object({
  seat: z.string(),
  phase: z.enum(['off', 'ready', 'break', 'reserved', 'in_visit', 'wrap_up']),
  user: z.string().nullable(),
  visit: z.string().nullable(),
})

/** Makes the seats `1` to `count`; a seat beyond the count goes once nobody holds it. */
export function openSeats(db: Database.Database, count: number): Seats {
  const insert = db.prepare<[string]>('INSERT OR IGNORE INTO seat (seat) VALUES (?)')
  for (let n = 1; n <= count; n++) insert.run(String(n))
  db.prepare<[number]>("DELETE FROM seat WHERE phase = 'off' AND CAST(seat AS INTEGER) > ?").run(
    count,
  )
  const all = db.prepare('SELECT seat, phase, user, visit FROM seat ORDER BY CAST(seat AS INTEGER)')
  const one = db.prepare<[string]>('SELECT seat, phase, user, visit FROM seat WHERE seat = ?')
  const ofUser = db.prepare<[string]>('SELECT seat, phase, user, visit FROM seat WHERE user = ?')
  const take = db.prepare<[string, number]>(
    `UPDATE seat SET phase = 'ready', user = ?, term = ? WHERE seat =
     (SELECT seat FROM seat WHERE phase = 'off' ORDER BY CAST(seat AS INTEGER) LIMIT 1)`,
  )
  const put = db.prepare<[string, string | null, string | null, string]>(
    'UPDATE seat SET phase = ?, user = ?, visit = ? WHERE seat = ?',
  )
  const find = (user: string) => {
    const found = ofUser.get(user)
    return found === undefined ? null : seatRow(found)
  }
  return {
    all: () => all.all().map(seatRow),
    ofUser: find,
    take(user, term) {
      const held = find(user)
      if (held) return held
      return take.run(user, term).changes === 1 ? find(user) : null
    },
    apply(seat, event) {
      const found = one.get(seat)
      if (found === undefined) return false
      const before = seatRow(found).state
      const after = stepSeat(before, event)
      if (after === before) return false
      put.run(
        after.phase,
        'user' in after ? after.user : null,
        'visitId' in after ? after.visitId : null,
        seat,
      )
      return true
    },
  }
}

function seatRow(value: unknown): SeatRow {
  const { seat, phase, user, visit } = row.parse(value)
  return { seat, state: seatState(phase, user, visit) }
}

function seatState(phase: Seat['phase'], user: string | null, visitId: string | null): Seat {
  if (phase === 'off' || user === null) return { phase: 'off' }
  if (phase === 'ready' || phase === 'break') return { phase, user }
  return visitId === null ? { phase: 'ready', user } : { phase, user, visitId }
}
