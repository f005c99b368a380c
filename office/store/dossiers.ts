import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import * as z from 'zod'

const rowSchema = z.object({
  id: z.string(),
  box: z.string(),
  visit: z.string(),
  number: z.string(),
  kind: z.enum(['talk', 'notification', 'report', 'complaint']),
  outcome: z.enum(['advised', 'referred', 'signed', 'refused', 'left', 'abandoned']),
  closed_at: z.string(),
  user: z.string().nullable(),
  sha256: z.string(),
})
/** What stands outside the seal. `user` is the inspector who made it; nobody else may open it. */
export interface ArchivedDossier {
  readonly id: string
  readonly box: string
  readonly visitId: string
  readonly number: string
  readonly kind: z.infer<typeof rowSchema>['kind']
  readonly outcome: z.infer<typeof rowSchema>['outcome']
  readonly closedAt: string
  readonly user: string | null
  /** Of the JWE, hex: what the receipt says. */
  readonly sha256: string
}

/** The archive keeps every dossier as it came: sealed. */
export interface Dossiers {
  /** Keeps the first of an id and returns the digest of the one that is kept. */
  add(dossier: Omit<ArchivedDossier, 'sha256'>, jwe: string): string
  get(id: string): ArchivedDossier | null
  jwe(id: string): string | null
  /** Newest first. */
  list(limit: number): ArchivedDossier[]
}

export function openDossiers(db: Database.Database): Dossiers {
  const columns = 'id, box, visit, number, kind, outcome, closed_at, user, sha256'
  const add = db.prepare(
    `INSERT INTO dossier (${columns}, jwe) VALUES
     (@id, @box, @visitId, @number, @kind, @outcome, @closedAt, @user, @sha256, @jwe) ON CONFLICT DO NOTHING`,
  )
  const get = db.prepare<[string]>(`SELECT ${columns} FROM dossier WHERE id = ?`)
  const jweOf = db.prepare<[string], { jwe: string }>('SELECT jwe FROM dossier WHERE id = ?')
  const list = db.prepare<[number]>(
    `SELECT ${columns} FROM dossier ORDER BY closed_at DESC, id LIMIT ?`,
  )
  const find = (id: string) => {
    const found = get.get(id)
    return found === undefined ? null : archived(found)
  }
  return {
    add(dossier, jwe) {
      const sha256 = createHash('sha256').update(jwe).digest('hex')
      add.run({ ...dossier, sha256, jwe })
      return find(dossier.id)?.sha256 ?? sha256
    },
    get: find,
    jwe: (id) => jweOf.get(id)?.jwe ?? null,
    list: (limit) => list.all(limit).map(archived),
  }
}

function archived(value: unknown): ArchivedDossier {
  const { visit, closed_at, ...rest } = rowSchema.parse(value)
  return { ...rest, visitId: visit, closedAt: closed_at }
}
