/** Issues tickets as fast as it can and says each number once it is committed. To be killed. */
import { writeSync } from 'node:fs'
import { openBoxStore } from '../../../daemon/store/box-store.ts'

const AT = '2026-11-23T10:00:00.000Z'
const store = openBoxStore(process.argv[2] ?? '', { now: () => AT })
for (;;) {
  const issued = store.transact((tx) => {
    const n = tx.nextNumber(AT, 1, 1)
    const ticket = {
      id: String(n),
      number: `B${n}`,
      box: 'b',
      site: 's',
      state: 'waiting',
      rev: 1,
      issuedAt: AT,
      since: AT,
    } as const
    tx.putTicket(ticket)
    tx.append({ kind: 'ticket.changed', ticket })
    tx.audit('ticket.issued', { n })
    return n
  })
  writeSync(1, `${issued}\n`)
}
