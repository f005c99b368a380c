import type Database from 'better-sqlite3'

/** How far each box's events are committed. A new epoch starts at 0. */
export interface Inbox {
  positions(): { readonly box: string; readonly epoch: string; readonly seq: number }[]
  last(box: string, epoch: string): number
  advance(box: string, epoch: string, seq: number): void
}

export function openInbox(db: Database.Database): Inbox {
  const get = db.prepare<[string], { epoch: string; seq: number }>(
    'SELECT epoch, last AS seq FROM inbox WHERE box = ?',
  )
  const all = db.prepare<[], { box: string; epoch: string; seq: number }>(
    'SELECT box, epoch, last AS seq FROM inbox',
  )
  const set = db.prepare<[string, string, number]>(
    `INSERT INTO inbox VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET epoch = excluded.epoch, last = excluded.last`,
  )
  return {
    positions: () => all.all(),
    last(box, epoch) {
      const found = get.get(box)
      return found?.epoch === epoch ? found.seq : 0
    },
    advance: (box, epoch, seq) => void set.run(box, epoch, seq),
  }
}
