import type Database from 'better-sqlite3'

/** How far each box's events are committed. A new epoch starts at 0. */
export interface Inbox {
  position(box: string): { readonly epoch: string; readonly seq: number } | null
  last(box: string, epoch: string): number
  advance(box: string, epoch: string, seq: number): void
}

export function openInbox(db: Database.Database): Inbox {
  const get = db.prepare<[string], { epoch: string; seq: number }>(
    'SELECT epoch, last AS seq FROM inbox WHERE box = ?',
  )
  const set = db.prepare<[string, string, number]>(
    `INSERT INTO inbox VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET epoch = excluded.epoch, last = excluded.last`,
  )
  const position = (box: string) => get.get(box) ?? null
  return {
    position,
    last(box, epoch) {
      const found = position(box)
      return found?.epoch === epoch ? found.seq : 0
    },
    advance: (box, epoch, seq) => void set.run(box, epoch, seq),
  }
}
