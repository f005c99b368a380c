import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t from 'tap'
import type { Ticket } from '../../../daemon/core/ticket.ts'
import { chainRow, chainStart } from '../../../daemon/store/audit-chain.ts'
import { outboxDigest } from '../../../daemon/store/box-rows.ts'
import { type BoxStore, openBoxStore } from '../../../daemon/store/box-store.ts'

const AT = '2026-11-23T10:00:00.000Z'
const now = () => AT

function ticketOf(n: number, more: Partial<Ticket> = {}): Ticket {
  const number = `B${String(n).padStart(3, '0')}`
  const times = { issuedAt: AT, since: AT }
  return { id: `t${n}`, number, box: 'b', site: 's', state: 'waiting', rev: 1, ...times, ...more }
}

function issue(store: BoxStore, n: number): number {
  return store.transact((tx) => {
    tx.putTicket(ticketOf(n))
    tx.audit('ticket.issued', { n })
    return tx.append({ kind: 'ticket.changed', ticket: ticketOf(n) })
  })
}

t.test('keeps everything over a restart, in the same epoch', async (t) => {
  const file = join(t.testdir(), 'box.db')
  const store = openBoxStore(file, { now })
  issue(store, 1)
  store.transact((tx) => {
    tx.putVisit({ visitId: 'v', phase: 'live', ticketId: 't1', sealed: Buffer.from('sealed') })
    tx.putBlob('v', 'draft', Buffer.from('blob'))
    tx.answer('c', { commandId: 'c', ok: false, code: 'not_now' })
    tx.setMeta('term', '3')
  })
  const { epoch } = store
  store.close()
  const again = openBoxStore(file, { now })
  t.equal(again.epoch, epoch)
  t.same(again.ticket('t1'), ticketOf(1))
  t.equal(again.ticket('t2'), null)
  t.match(again.visit(), { visitId: 'v', phase: 'live', ticketId: 't1' })
  t.same(again.blob('v', 'draft'), Buffer.from('blob'))
  t.equal(again.blob('v', 'other'), null)
  t.same(again.command('c'), { commandId: 'c', ok: false, code: 'not_now' })
  t.equal(again.command('d'), null)
  t.equal(again.meta('term'), '3')
  t.equal(again.meta('other'), null)
  t.equal(again.outbox(0, 10).length, 1)
  t.same(again.verifyAudit(), { ok: true, rows: 1 })
  again.close()
})

t.test('a new file is a new epoch', async (t) => {
  const folder = t.testdir()
  const one = openBoxStore(join(folder, 'one.db'), { now })
  const two = openBoxStore(join(folder, 'two.db'), { now, epoch: () => 'second' })
  t.not(one.epoch, two.epoch)
  t.equal(two.epoch, 'second')
  one.close()
  two.close()
})

t.test('lokets of a site share its numbers without meeting', async (t) => {
  const file = join(t.testdir(), 'box.db')
  let store = openBoxStore(file, { now })
  const next = (date: string, first: number, step: number) =>
    store.transact((tx) => {
      const n = tx.nextNumber(`${date}T10:00:00.000Z`, first, step)
      const number = `B${String(n).padStart(3, '0')}`
      tx.putTicket(ticketOf(n, { id: `${date} ${n}`, number, issuedAt: `${date}T10:00:00.000Z` }))
      return n
    })
  const [one, two] = ['2026-11-23', '2026-11-24']
  t.same([next(one, 2, 2), next(one, 2, 2), next(two, 2, 2)], [2, 4, 2])
  t.equal(next(one, 1, 3), 7, 'above every number taken, also after the site has grown')
  t.equal(next(one, 20, 3), 20)
  t.equal(next(one, 1, 1000), 1001, 'a long day does not begin anew')
  store.close()
  store = openBoxStore(file, { now })
  t.equal(next(one, 1, 1), 1002, 'counted on after a restart')
  t.equal(next(two, 2, 2), 4)
  store.close()
})

t.test('no number is on two tickets of a day', async (t) => {
  const store = openBoxStore(join(t.testdir(), 'box.db'), { now })
  issue(store, 1)
  const again = ticketOf(1, { id: 'another' })
  t.throws(() => store.transact((tx) => tx.putTicket(again)), { code: 'STORE_CONFLICT' })
  t.equal(store.ticket('another'), null)
  t.equal(store.ticket('t1')?.number, 'B001')
  store.close()
})

t.test('what counts goes on where it was after a transaction that failed', async (t) => {
  const store = openBoxStore(join(t.testdir(), 'box.db'), { now })
  const take = (fail: boolean) =>
    store.transact((tx) => {
      const n = tx.nextNumber(AT, 1, 1)
      tx.putTicket(ticketOf(n))
      tx.audit('ticket.issued', { n })
      const seq = tx.append({ kind: 'ticket.changed', ticket: ticketOf(n) })
      if (fail) throw new RangeError('no')
      return [n, seq, tx.auditHead().n]
    })
  t.same(take(false), [1, 1, 1])
  t.throws(() => take(true), { message: 'no' })
  t.same(take(false), [2, 2, 2])
  t.same(store.verifyAudit(), { ok: true, rows: 2 })
  store.close()
})

t.test('a failed transaction leaves nothing', async (t) => {
  const store = openBoxStore(join(t.testdir(), 'box.db'), { now })
  issue(store, 1)
  const spoilt = () =>
    store.transact((tx) => {
      tx.putTicket(ticketOf(2))
      tx.append({ kind: 'ticket.changed', ticket: ticketOf(2) })
      tx.audit('ticket.issued', { n: 2 })
      tx.putTicket(ticketOf(1, { rev: 0 }))
    })
  t.throws(spoilt, { code: 'STORE_CONFLICT' }, 'an older revision')
  t.equal(store.ticket('t2'), null)
  t.equal(store.lastSeq(), 1)
  t.equal(store.auditRows().length, 1)
  t.equal(issue(store, 2), 2, 'no sequence number is lost, so the office sees no gap')
  store.close()
})

t.test('refuses what contradicts it', async (t) => {
  const store = openBoxStore(join(t.testdir(), 'box.db'), { now })
  const visit = { phase: 'live', sealed: new Uint8Array(1), ticketId: 't' }
  store.transact((tx) => {
    tx.putTicket(ticketOf(1, { rev: 5 }))
    tx.putVisit({ ...visit, visitId: 'v' })
    tx.answer('c', { commandId: 'c', ok: true })
  })
  const attempts = {
    'an older revision': () => store.transact((tx) => tx.putTicket(ticketOf(1, { rev: 4 }))),
    'a second visit': () => store.transact((tx) => tx.putVisit({ ...visit, visitId: 'w' })),
    'a second answer': () => store.transact((tx) => tx.answer('c', { commandId: 'c', ok: false })),
    'an ack beyond the last event': () => store.transact((tx) => tx.acknowledge(1)),
    'a transaction within one': () => store.transact(() => store.transact(() => 1)),
  }
  for (const [name, attempt] of Object.entries(attempts))
    t.throws(attempt, { code: 'STORE_CONFLICT' }, name)
  store.transact((tx) => tx.putVisit({ ...visit, visitId: 'v', phase: 'wrapping' }))
  t.equal(store.visit()?.phase, 'wrapping')
  store.transact((tx) => tx.dropVisit('v'))
  t.equal(store.visit(), null)
  const text = 'x'.repeat(300_000)
  t.throws(() => store.transact((tx) => tx.append({ kind: 'audit.head', n: 1, hash: text })), {
    code: 'STORE_TOO_LARGE',
  })
  store.close()
})

t.test('shows the tickets of today and every open one', async (t) => {
  const store = openBoxStore(join(t.testdir(), 'box.db'), { now })
  const yesterday = '2026-11-22T10:00:00.000Z'
  store.transact((tx) => {
    tx.putTicket(ticketOf(1, { issuedAt: yesterday, state: 'served' }))
    tx.putTicket(ticketOf(2, { issuedAt: yesterday }))
    tx.putTicket(ticketOf(3, { state: 'no_show' }))
  })
  t.same(
    store.tickets().map(({ id }) => id),
    ['t2', 't3'],
  )
  store.close()
})

t.test('the office acknowledges cumulatively, and late ones change nothing', async (t) => {
  const store = openBoxStore(join(t.testdir(), 'box.db'), { now })
  for (let n = 1; n <= 5; n += 1) issue(store, n)
  store.transact((tx) => tx.acknowledge(3))
  store.transact((tx) => tx.acknowledge(2))
  t.equal(store.acked(), 3)
  t.same(
    store.outbox(0, 10).map(({ seq }) => seq),
    [4, 5],
  )
  store.transact((tx) => tx.acknowledge(5))
  t.equal(issue(store, 6), 6, 'a sequence number is never used twice, also from an empty outbox')
  store.close()
})

t.test('an answer of last week is forgotten, one of today is not', async (t) => {
  const file = join(t.testdir(), 'box.db')
  const store = openBoxStore(file, { now: () => '2026-11-10T10:00:00.000Z' })
  store.transact((tx) => tx.answer('old', { commandId: 'old', ok: true }))
  store.close()
  const later = openBoxStore(file, { now })
  t.equal(later.command('old'), null)
  later.close()
})

const damages: Record<string, (file: string) => void> = {
  'an outbox row changed behind its digest': (file) =>
    spoil(file, `UPDATE outbox SET body = replace(body, 'B001', 'B009') WHERE seq = 1`),
  'an audit row changed': (file) => spoil(file, `UPDATE audit SET fields = '{"n":9}' WHERE n = 1`),
  'an audit row removed': (file) => spoil(file, 'DELETE FROM audit WHERE n = 1'),
  'the epoch removed': (file) => spoil(file, `DELETE FROM meta WHERE key = 'epoch'`),
  'a layout of another time': (file) => spoil(file, 'PRAGMA user_version = 9'),
  'another file': (file) =>
    writeFileSync(file, 'this is no database, and never was one '.repeat(99)),
  'a page overwritten': (file) => {
    const bytes = readFileSync(file)
    bytes.fill(0xff, 4096, 4096 + 4096)
    writeFileSync(file, bytes)
  },
}

function spoil(file: string, statement: string): void {
  const db = new Database(file)
  db.exec(statement)
  db.close()
}

for (const [name, damage] of Object.entries(damages))
  t.test(`does not open on damage: ${name}`, async (t) => {
    const file = join(t.testdir(), 'box.db')
    const store = openBoxStore(file, { now })
    issue(store, 1)
    issue(store, 2)
    store.close()
    damage(file)
    t.throws(() => openBoxStore(file, { now }), { code: 'STORE_CORRUPT' })
  })

t.test('damage that opening does not look for shows on reading', async (t) => {
  const file = join(t.testdir(), 'box.db')
  const store = openBoxStore(file, { now })
  issue(store, 1)
  store.close()
  spoil(file, `UPDATE ticket SET body = '{}'`)
  const again = openBoxStore(file, { now })
  t.throws(() => again.ticket('t1'), { code: 'STORE_CORRUPT', scope: 'system', exitCode: 74 })
  again.close()
})

t.test(
  'nobody else gets into the file, and one that is held is not waited for without end',
  async (t) => {
    const file = join(t.testdir(), 'box.db')
    const store = openBoxStore(file, { now })
    const other = new Database(file, { timeout: 0 })
    t.throws(() => other.prepare('SELECT * FROM ticket').all(), { code: 'SQLITE_BUSY' })
    t.equal(issue(store, 1), 1)
    store.close()
    other.exec('BEGIN IMMEDIATE')
    t.throws(() => openBoxStore(file, { now }), { code: 'STORE_BUSY' })
    other.close()
  },
)

/** The layout of before, with a ticket, its event and its row of the audit as it wrote them. */
const LAYOUT_1 = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE number (day TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (day, n)) STRICT, WITHOUT ROWID;
CREATE TABLE ticket (
  id TEXT PRIMARY KEY, day TEXT NOT NULL, number TEXT NOT NULL, open INTEGER NOT NULL, rev INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE visit (
  one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, phase TEXT NOT NULL, ticket TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
CREATE TABLE blob (
  visit TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (visit, name)
) STRICT;
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE command (id TEXT PRIMARY KEY, answer TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE audit (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, fields TEXT NOT NULL,
  prev TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
INSERT INTO meta VALUES ('epoch', 'first');
PRAGMA user_version = 1;
`

t.test('takes over a file of the layout before', async (t) => {
  const file = join(t.testdir(), 'box.db')
  const ticket = ticketOf(12)
  const body = JSON.stringify({ kind: 'ticket.changed', ticket })
  const row = { n: 1, at: AT, event: 'ticket.issued', fields: { n: 12 } }
  const { hash } = chainRow({ n: 0, hash: chainStart('first') }, row)
  const old = new Database(file)
  old.exec(LAYOUT_1)
  old.prepare('INSERT INTO number VALUES (?, ?)').run('2026-11-23', 12)
  old
    .prepare('INSERT INTO ticket VALUES (?, ?, ?, 1, 1, ?)')
    .run(ticket.id, '2026-11-23', ticket.number, JSON.stringify(ticket))
  old
    .prepare('INSERT INTO outbox VALUES (1, ?, ?, ?)')
    .run('ticket.changed', body, outboxDigest({ seq: 1, kind: 'ticket.changed', body }))
  old
    .prepare('INSERT INTO audit VALUES (1, ?, ?, ?, ?, ?)')
    .run(AT, row.event, JSON.stringify(row.fields), chainStart('first'), hash)
  old.close()
  const store = openBoxStore(file, { now })
  t.equal(store.epoch, 'first')
  t.same(store.tickets(), [ticket])
  t.match(store.outbox(0, 9), [{ seq: 1, body }])
  t.same(store.verifyAudit(), { ok: true, rows: 1 })
  t.equal(
    store.transact((tx) => tx.nextNumber(AT, 1, 1)),
    13,
  )
  store.close()
})

t.test('a folder that is not there is a fault of its own', async (t) => {
  t.throws(() => openBoxStore(join(t.testdir(), 'no', 'box.db'), { now }), { code: 'STORE_IO' })
})

t.test('nothing of a visit is left in its files after the wipe', async (t) => {
  const file = join(t.testdir(), 'box.db')
  const store = openBoxStore(file, { now })
  const canary = Buffer.from('canary-of-specimen-een'.repeat(400))
  store.transact((tx) => {
    tx.putVisit({ visitId: 'v', phase: 'live', ticketId: 't', sealed: canary })
    tx.putBlob('v', 'scan', canary)
    tx.putBlob('v', 'draft', canary)
  })
  const found = () =>
    [file, `${file}-wal`].some((name) => readFileSync(name).includes('canary-of-specimen-een'))
  t.ok(found())
  t.equal(
    store.transact((tx) => {
      tx.dropVisit('v')
      return tx.dropBlobs('v')
    }),
    2,
  )
  store.scrub()
  t.notOk(found())
  store.close()
})
