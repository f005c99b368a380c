import { join } from 'node:path'
import Database from 'better-sqlite3'
import t from 'tap'
import type { Ticket } from '../../../daemon/core/ticket.ts'
import { openStore } from '../../../office/store.ts'

const at = '2026-11-23T09:00:00.000Z'
const ticket: Ticket = {
  id: 't1',
  number: 'B001',
  box: 'genk-1',
  site: 'genk',
  state: 'waiting',
  rev: 2,
  issuedAt: at,
  since: at,
}

t.test('the access log refuses changes, and shows one made behind its back', async (t) => {
  const folder = t.testdir()
  const store = openStore(folder, 4)
  for (const user of ['an', 'bert', 'chris']) store.access.add(user, 'login', '', at)
  t.equal(store.access.firstBroken(), null)
  t.same(
    store.access.list(2).map(({ user }) => user),
    ['chris', 'bert'],
  )
  const db = new Database(join(folder, 'office.db'))
  t.throws(() => db.exec("UPDATE access SET user = 'x' WHERE n = 2"), /fixed/)
  t.throws(() => db.exec('DELETE FROM access'), /kept/)
  db.exec("DROP TRIGGER access_is_fixed; UPDATE access SET user = 'x' WHERE n = 2")
  db.close()
  t.equal(store.access.firstBroken(), 2)
  store.close()
})

t.test('an older state of a ticket changes nothing, nor does that of another box', async (t) => {
  const store = openStore(t.testdir(), 4)
  const now = Date.parse(at)
  t.ok(store.tickets.apply(ticket, now))
  t.notOk(store.tickets.apply({ ...ticket, rev: 1, state: 'called' }, now))
  t.notOk(store.tickets.apply({ ...ticket, rev: 9, box: 'bree-1' }, now))
  t.equal(store.tickets.get('t1')?.ticket.state, 'waiting')
  t.ok(store.tickets.applyQueue('genk-1', [], now), 'a queue that no longer names it')
  t.same(store.tickets.open(), [])
  store.close()
})

t.test('a new epoch of a box starts at nothing', async (t) => {
  const store = openStore(t.testdir(), 4)
  store.inbox.advance('genk-1', 'e1', 7)
  t.equal(store.inbox.last('genk-1', 'e1'), 7)
  t.equal(store.inbox.last('genk-1', 'e2'), 0)
  t.same(store.inbox.positions(), [{ box: 'genk-1', epoch: 'e1', seq: 7 }])
  store.close()
})

t.test('a board revision is never used twice, and the term survives', async (t) => {
  const folder = t.testdir()
  const first = openStore(folder, 4)
  const seen = [first.meta.boardRev(), first.meta.boardRev()]
  t.equal(first.meta.raiseTerm(), 2)
  first.close()
  const second = openStore(folder, 2)
  t.ok(second.meta.boardRev() > Math.max(...seen))
  t.equal(second.meta.term(), 2)
  t.equal(second.seats.all().length, 2, 'free seats beyond the new count are gone')
  second.close()
})

t.test('a log-in is known by its token until its time is over', async (t) => {
  const folder = t.testdir()
  const store = openStore(folder, 4)
  const token = store.logins.add('an', 1000)
  t.equal(store.logins.find(token, 999)?.user, 'an')
  t.equal(store.logins.find(token, 1000), null)
  t.equal(store.logins.find('guess', 1), null)
  store.logins.extend(token, 2000)
  t.equal(store.logins.find(token, 1500)?.user, 'an')
  store.logins.remove(token)
  t.equal(store.logins.find(token, 1), null)
  store.close()
})
