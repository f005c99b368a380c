import type { Logger } from '../runtime/log.ts'

/** Why something from the wire had no effect. */
export type DropReason =
  /** Larger than `MAX_PAYLOAD`. */
  | 'oversize'
  /** It does not parse, or it is not one of our messages. */
  | 'malformed'
  | 'unknown_key'
  | 'bad_signature'
  /** Genuine, but sent on a topic that its signer may not write, or with another type than the topic's. */
  | 'wrong_sender'
  | 'wrong_receiver'
  /** A sealed body that is not for us, or was made for something else. */
  | 'not_opened'
  | 'expired'
  | 'old_term'
  /** A position of another life of the database, or beyond what was ever sent. */
  | 'wrong_position'
  /** A death of an earlier connection, heard after the birth of a later one. */
  | 'stale'
  /** An answer to a command that nobody waits for. */
  | 'unasked'
  /** More waits to be checked than we keep; what matters is sent again. */
  | 'overload'
  /** Our own side failed to take it; the sender repeats it. */
  | 'not_taken'

/** Counts what is dropped, by reason. The log gets a line at the 1st, 2nd, 4th, 8th … of a kind, never content. */
export interface Drops {
  drop(reason: DropReason, where: string): void
  counters(): Readonly<Partial<Record<DropReason, number>>>
}

export function makeDrops(log: Logger): Drops {
  const counts = new Map<DropReason, number>()
  return {
    drop(reason, where) {
      const count = (counts.get(reason) ?? 0) + 1
      counts.set(reason, count)
      // Powers of two: a flood must not fill the journal.
      if (Number.isInteger(Math.log2(count))) log.warn({ reason, where, count }, 'message dropped')
    },
    counters: () => Object.fromEntries(counts),
  }
}
