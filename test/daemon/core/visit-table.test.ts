import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { visitTable } from './visit-table.ts'

const file = join(import.meta.dirname, 'visit-table.txt')

/** `LOKET_UPDATE=1 node test/daemon/core/visit-table.test.ts` writes it anew; the diff is what has to be reviewed. */
t.test('the visit answers every event in every situation as reviewed', async (t) => {
  const table = visitTable()
  if (process.env['LOKET_UPDATE']) writeFileSync(file, table)
  t.equal(table, readFileSync(file, 'utf8'))
})
