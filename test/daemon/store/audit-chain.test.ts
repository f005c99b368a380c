import fc from 'fast-check'
import t from 'tap'
import {
  type AuditRow,
  chainRow,
  chainStart,
  checkChain,
} from '../../../daemon/store/audit-chain.ts'

const start = { n: 0, hash: chainStart('epoch') }
const at = '2026-11-23T10:00:00.000Z'

function chainOf(events: readonly { event: string; n: number }[]): AuditRow[] {
  const rows: AuditRow[] = []
  for (const { event, n } of events)
    rows.push(chainRow(rows.at(-1) ?? start, { at, event, fields: { n } }))
  return rows
}
const events = fc.array(fc.record({ event: fc.string(), n: fc.integer() }), {
  minLength: 1,
  maxLength: 20,
})

t.test('a chain holds, from any row on', async (t) => {
  fc.assert(
    fc.property(events, fc.nat(), (list, pick) => {
      const rows = chainOf(list)
      const from = pick % rows.length
      const before = rows[from - 1] ?? start
      const check = checkChain(before, rows.slice(from))
      return check.ok && check.rows === rows.length
    }),
  )
  t.same(checkChain(start, []), { ok: true, rows: 0 })
})

t.test('any single change is found at its row', async () => {
  const changes: ((row: AuditRow) => AuditRow)[] = [
    (row) => ({ ...row, event: `${row.event}x` }),
    (row) => ({ ...row, at: '2026-11-23T10:00:01.000Z' }),
    (row) => ({ ...row, fields: { ...row.fields, more: true } }),
    (row) => ({ ...row, n: row.n + 1 }),
    (row) => ({ ...row, hash: chainStart('other') }),
  ]
  fc.assert(
    fc.property(events, fc.nat(), fc.constantFrom(...changes), (list, pick, change) => {
      const rows = chainOf(list)
      const hit = pick % rows.length
      const check = checkChain(
        start,
        rows.map((row, index) => (index === hit ? change(row) : row)),
      )
      return !check.ok && check.at === hit + 1
    }),
  )
})

t.test('the order of the fields is no part of a row', async (t) => {
  const one = chainRow(start, { at, event: 'e', fields: { a: 1, b: 'x' } })
  const two = chainRow(start, { at, event: 'e', fields: { b: 'x', a: 1 } })
  t.equal(one.hash, two.hash)
})

t.test('chains of two epochs have nothing in common', async (t) => {
  t.not(chainStart('one'), chainStart('two'))
})
