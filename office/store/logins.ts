import { createHash, randomBytes } from 'node:crypto'
import type Database from 'better-sqlite3'
import * as z from 'zod'
import type { Answer } from '../gateway/protocol.ts'

/** Web log-ins and answered acts: both outlive the process, so nobody is logged out and no act is done twice. */
export interface Logins {
  /** Makes a log-in and returns its token; only a digest of it is stored. */
  add(user: string, untilMs: number): string
  /** Whose token that is, and until when. */
  find(token: string, nowMs: number): { readonly user: string; readonly untilMs: number } | null
  extend(token: string, untilMs: number): void
  remove(token: string): void
  forget(nowMs: number): void
}
export interface Answers {
  get(user: string, act: string): Answer | null
  put(user: string, act: string, answer: Answer, nowMs: number): void
  forget(beforeMs: number): void
}

export function openLogins(db: Database.Database): Logins {
  const add = db.prepare<[string, string, number]>('INSERT INTO login VALUES (?, ?, ?)')
  const find = db.prepare<[string, number], { user: string; untilMs: number }>(
    'SELECT user, until_ms AS untilMs FROM login WHERE hash = ? AND until_ms > ?',
  )
  const extend = db.prepare<[number, string]>('UPDATE login SET until_ms = ? WHERE hash = ?')
  const remove = db.prepare<[string]>('DELETE FROM login WHERE hash = ?')
  const forget = db.prepare<[number]>('DELETE FROM login WHERE until_ms <= ?')
  return {
    add(user, untilMs) {
      const token = randomBytes(32).toString('base64url')
      add.run(digest(token), user, untilMs)
      return token
    },
    find: (token, nowMs) => find.get(digest(token), nowMs) ?? null,
    extend: (token, untilMs) => void extend.run(untilMs, digest(token)),
    remove: (token) => void remove.run(digest(token)),
    forget: (nowMs) => void forget.run(nowMs),
  }
}

const answerSchema = z.union([
  z.object({ ok: z.literal(true), draftRev: z.exactOptional(z.number()) }),
  z.object({
    ok: z.literal(false),
    code: z.enum([
      'no_seat_free',
      'no_seat',
      'nobody_waiting',
      'in_visit',
      'not_in_visit',
      'nothing_to_undo',
      'not_allowed',
      'expired',
      'box_unreachable',
      'not_now',
      'malformed',
    ]),
  }),
])

export function openAnswers(db: Database.Database): Answers {
  const get = db.prepare<[string, string], { body: string }>(
    'SELECT body FROM answer WHERE user = ? AND act = ?',
  )
  const put = db.prepare<[string, string, string, number]>(
    'INSERT INTO answer VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const forget = db.prepare<[number]>('DELETE FROM answer WHERE at_ms < ?')
  return {
    get(user, act) {
      const found = get.get(user, act)
      return found === undefined ? null : answerSchema.parse(JSON.parse(found.body))
    },
    put: (user, act, answer, nowMs) => void put.run(user, act, JSON.stringify(answer), nowMs),
    forget: (beforeMs) => void forget.run(beforeMs),
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
