import type { Clock } from '../runtime/clock.ts'
import type { BoxStore, OutboxRow } from '../store/box-store.ts'
import type { MqttSession } from './mqtt-session.ts'

/** Rows on their way that the office has not acknowledged. */
const WINDOW = 200
const RESEND_AFTER_MS = 1000
/** Sooner when the office itself says that it stands still; not at once, since more may be on its way. */
const REPEAT_AFTER_MS = 100
/** Acknowledgements are cumulative, so one write for several does; after a crash the rows are sent once more. */
const SETTLE_MS = 20

/** Sends the outbox in order until the office says that it has committed it. A PUBACK proves nothing here. */
export interface OutboxSender {
  /** Begins anew at the last acknowledged position. */
  start(session: MqttSession): void
  stop(): void
  /** There are new rows. */
  poke(): void
  /** The office has committed everything up to `seq`. False for a position that was never given out. */
  acknowledged(seq: number): boolean
}

export function outboxSender(options: {
  readonly store: BoxStore
  readonly clock: Clock
  /** Topic and signed payload of a row. */
  readonly sign: (row: OutboxRow) => { topic: string; payload: string }
  readonly onAck: (seq: number) => void
  /** The store failed: the process must not go on. */
  readonly onFailure: (cause: unknown) => void
}): OutboxSender {
  const { store, clock, sign, onAck, onFailure } = options
  let session: MqttSession | null = null
  let sent = 0
  let acked = store.acked()
  let movedAtMs = 0
  let cancelResend = () => {}
  let cancelSettle: (() => void) | null = null

  const guard = (work: () => void) => {
    try {
      work()
    } catch (cause) {
      onFailure(cause)
    }
  }
  const restart = () => {
    sent = acked
    movedAtMs = clock.monotonicMs()
    poke()
  }
  const watch = () => {
    cancelResend = clock.after(RESEND_AFTER_MS / 4, () => {
      const stuckMs = clock.monotonicMs() - movedAtMs
      if (sent > acked && stuckMs >= RESEND_AFTER_MS) restart()
      if (session) watch()
    })
  }
  const sendSome = (to: MqttSession): boolean => {
    const rows = store.outbox(sent, Math.max(0, WINDOW - (sent - acked)))
    if (sent <= acked) movedAtMs = clock.monotonicMs()
    for (const { topic, payload } of rows.map(sign)) void to.publish(topic, payload)
    sent = rows.at(-1)?.seq ?? sent
    return rows.length > 0
  }
  const poke = () => {
    guard(() => {
      while (session?.open && sendSome(session)) {}
    })
  }
  const settle = () => {
    cancelSettle?.()
    cancelSettle = null
    if (acked <= store.acked()) return
    store.transact((tx) => tx.acknowledge(acked))
    onAck(acked)
  }
  return {
    start(fresh) {
      session = fresh
      cancelResend()
      watch()
      restart()
    },
    stop() {
      session = null
      cancelResend()
      guard(settle)
    },
    poke,
    acknowledged(seq) {
      if (seq > store.lastSeq()) return false
      if (seq <= acked) {
        // The office repeats its position when it has come back or has missed something.
        const stuckMs = clock.monotonicMs() - movedAtMs
        if (seq === acked && sent > acked && stuckMs >= REPEAT_AFTER_MS) restart()
        return true
      }
      acked = seq
      sent = Math.max(sent, acked)
      movedAtMs = clock.monotonicMs()
      cancelSettle ??= clock.after(SETTLE_MS, () => guard(settle))
      poke()
      return true
    },
  }
}
