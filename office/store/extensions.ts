import type Database from 'better-sqlite3'
import * as z from 'zod'
import { LEVELS } from '../../daemon/documents/pades/level.ts'

const keptSchema = z.object({
  file: z.string(),
  level: z.enum(LEVELS),
  at: z.string(),
  authority: z.string(),
  until: z.string(),
  jwe: z.string(),
})
/** What was appended to a file of a dossier, sealed to the office, and what stands outside the seal. */
export interface KeptExtension extends z.infer<typeof keptSchema> {
  /** SHA-256 of the file as its record names it, hex. */
  readonly file: string
}

/** What is still to be done, for an operator. */
export interface ExtensionsDue {
  readonly dossiers: number
  /** Of the last that failed and was not done since; nothing personal. */
  readonly failure?: { readonly at: string; readonly what: string }
}

/** Time-stamps and evidence of the archive's files, and when each dossier is to be seen to. */
export interface Extensions {
  /** A dossier that has come in is due at once. */
  add(dossier: string): void
  /** Due ones, the longest first. */
  due(nowMs: number, limit: number): string[]
  /** Replaces what was appended before. */
  put(dossier: string, kept: KeptExtension): void
  of(dossier: string): KeptExtension[]
  /** All of it is done until `dueMs`; never again for null. */
  done(dossier: string, dueMs: number | null): void
  tries(dossier: string): number
  failed(
    dossier: string,
    dueMs: number,
    failure: { readonly at: string; readonly what: string },
  ): void
  /** What failed is due at once. */
  retry(): void
  left(): ExtensionsDue
}

export function openExtensions(db: Database.Database): Extensions {
  // Dossiers that came in before there was such a table.
  db.exec(
    'INSERT INTO extending (dossier, due_ms) SELECT id, 0 FROM dossier WHERE true ON CONFLICT DO NOTHING',
  )
  const add = db.prepare<[string]>(
    'INSERT INTO extending (dossier, due_ms) VALUES (?, 0) ON CONFLICT DO NOTHING',
  )
  const due = db.prepare<[number, number], { dossier: string }>(
    'SELECT dossier FROM extending WHERE due_ms <= ? ORDER BY due_ms, dossier LIMIT ?',
  )
  const put = db.prepare(
    `INSERT OR REPLACE INTO extension (dossier, file, level, at, authority, until, jwe)
     VALUES (@dossier, @file, @level, @at, @authority, @until, @jwe)`,
  )
  const of = db.prepare<[string]>('SELECT * FROM extension WHERE dossier = ?')
  const done = db.prepare<[number | null, string]>(
    'UPDATE extending SET due_ms = ?, tries = 0, failure = NULL, failed_at = NULL WHERE dossier = ?',
  )
  const tries = db.prepare<[string], { tries: number }>(
    'SELECT tries FROM extending WHERE dossier = ?',
  )
  const failed = db.prepare<[number, string, string, string]>(
    'UPDATE extending SET due_ms = ?, tries = tries + 1, failure = ?, failed_at = ? WHERE dossier = ?',
  )
  const retry = db.prepare('UPDATE extending SET due_ms = 0 WHERE failure IS NOT NULL')
  const count = db.prepare<[], { n: number }>(
    'SELECT count(*) AS n FROM extending WHERE due_ms = 0 OR failure IS NOT NULL',
  )
  const last = db.prepare<[], { what: string; at: string }>(
    `SELECT failure AS what, failed_at AS at FROM extending WHERE failure IS NOT NULL
     ORDER BY failed_at DESC LIMIT 1`,
  )
  return {
    add: (dossier) => void add.run(dossier),
    due: (nowMs, limit) => due.all(nowMs, limit).map(({ dossier }) => dossier),
    put: (dossier, kept) => void put.run({ ...kept, dossier }),
    of: (dossier) => of.all(dossier).map((row) => keptSchema.parse(row)),
    done: (dossier, dueMs) => void done.run(dueMs, dossier),
    tries: (dossier) => tries.get(dossier)?.tries ?? 0,
    failed: (dossier, dueMs, { at, what }) => void failed.run(dueMs, what, at, dossier),
    retry: () => void retry.run(),
    left() {
      const failure = last.get()
      return { dossiers: count.get()?.n ?? 0, ...(failure ? { failure } : {}) }
    },
  }
}
