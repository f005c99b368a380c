import type Database from 'better-sqlite3'

/** Counters that outlive the process. */
export interface Meta {
  /** The office's term: which coordinator is the one. */
  term(): number
  /** Takes over from another office. Returns the new term. */
  raiseTerm(): number
  /** A board revision that no earlier process has used. */
  boardRev(): number
}

/** Revisions are reserved in blocks, so that most boards cost no commit. */
const BLOCK = 1000

export function openMeta(db: Database.Database): Meta {
  const get = db.prepare<[string], { value: number }>('SELECT value FROM meta WHERE key = ?')
  const set = db.prepare<[string, number]>(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  const read = (key: string, or: number) => get.get(key)?.value ?? or
  let rev = read('board', 0)
  let reserved = rev
  return {
    term: () => read('term', 1),
    raiseTerm() {
      const term = read('term', 1) + 1
      set.run('term', term)
      return term
    },
    boardRev() {
      rev += 1
      if (rev > reserved) {
        reserved = rev + BLOCK
        set.run('board', reserved)
      }
      return rev
    },
  }
}
