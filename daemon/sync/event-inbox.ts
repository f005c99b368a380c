import type { Clock } from '../runtime/clock.ts'
import type { BoxEvent } from './messages.ts'

/** An event as it came from a box. */
export interface InboxRow {
  readonly seq: number
  readonly event: BoxEvent
}

/** After a quiet time an event is taken at once; those that follow within this share one commit. */
const GROUP_MS = 3
const GROUP_ROWS = 200

/**
 * Splits what came from what may be applied: the rows that follow `last` without a gap. Call it inside the
 * transaction that applies them, with the position stored there, and store the new one with them.
 */
export function contiguous(
  last: number,
  rows: readonly InboxRow[],
): { readonly apply: readonly InboxRow[]; readonly last: number } {
  const apply: InboxRow[] = []
  for (const row of rows) if (row.seq === last + apply.length + 1) apply.push(row)
  return { apply, last: last + apply.length }
}

/** Hands over the events of all boxes, in groups when they come thick, per box and epoch, by sequence and each once. */
export function eventInbox(options: {
  readonly clock: Clock
  readonly commit: (box: string, epoch: string, rows: readonly InboxRow[]) => void
}): (box: string, epoch: string, row: InboxRow) => void {
  let groups = new Map<string, { box: string; epoch: string; rows: Map<number, InboxRow> }>()
  let count = 0
  let cancel: (() => void) | null = null
  let takenAtMs = Number.NEGATIVE_INFINITY
  const flush = () => {
    cancel?.()
    cancel = null
    takenAtMs = options.clock.monotonicMs()
    const ready = groups
    groups = new Map()
    count = 0
    for (const { box, epoch, rows } of ready.values())
      options.commit(
        box,
        epoch,
        [...rows.values()].toSorted((a, b) => a.seq - b.seq),
      )
  }
  return (box, epoch, row) => {
    const name = JSON.stringify([box, epoch])
    const group = groups.get(name) ?? { box, epoch, rows: new Map() }
    groups.set(name, group)
    group.rows.set(row.seq, row)
    count += 1
    const quiet = options.clock.monotonicMs() - takenAtMs >= GROUP_MS
    if (quiet || count >= GROUP_ROWS) flush()
    else cancel ??= options.clock.after(GROUP_MS, flush)
  }
}
