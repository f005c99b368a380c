import { chainStart } from './audit-chain.ts'
import { type BoxQueries, readAuditHead, readCount } from './box-rows.ts'
import { dayKey, nextDayKey } from './ticket-key.ts'

/** Number and hash of the last row of the audit; number 0 before the first. */
export interface AuditHead {
  readonly n: number
  readonly hash: string
}

/**
 * Where everything that counts stands. This process alone writes the file, so it need not ask for what it wrote
 * itself. After a transaction that did not happen, `forget`.
 */
export interface BoxHeads {
  /** The last position given out in the outbox. */
  seq: number
  audit: AuditHead
  /** The last number given out on a business day, 0 for none. */
  number(day: string): number
  tookNumber(day: string, n: number): void
  forget(): void
}

export function boxHeads(q: BoxQueries, epoch: string): BoxHeads {
  let seq: number | null = null
  let audit: AuditHead | null = null
  let last: { readonly day: string; readonly n: number } | null = null
  return {
    get seq() {
      seq ??= readCount(q.lastSeq.get())
      return seq
    },
    set seq(next) {
      seq = next
    },
    get audit() {
      audit ??= readAuditHead(q.auditLast.get()) ?? { n: 0, hash: chainStart(epoch) }
      return audit
    },
    set audit(next) {
      audit = next
    },
    number(day) {
      if (last?.day !== day) {
        const from = dayKey(day)
        const key = readCount(q.lastTicket.get(from, nextDayKey(day)))
        last = { day, n: Math.max(0, key - from) }
      }
      return last.n
    },
    tookNumber(day, n) {
      last = { day, n }
    },
    forget() {
      seq = null
      audit = null
      last = null
    },
  }
}
