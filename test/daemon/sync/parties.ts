import { join } from 'node:path'
import { systemClock } from '../../../daemon/runtime/clock.ts'
import { knownKeys, makeKeys, type PartyKeys } from '../../../daemon/runtime/keys.ts'
import { makeLog } from '../../../daemon/runtime/log.ts'
import { type BoxStore, openBoxStore } from '../../../daemon/store/box-store.ts'
import { type BoxLink, type BoxLinkOptions, boxLink } from '../../../daemon/sync/box-link.ts'
import {
  contiguous,
  type OfficeLink,
  type OfficeLinkOptions,
  officeLink,
} from '../../../daemon/sync/office-link.ts'

export const clock = systemClock()
export const log = makeLog({ name: 'test', level: 'silent' })

/** The keys of an office and of two boxes that know each other's. */
export async function makeParties() {
  const office = await makeKeys('office')
  const genk = await makeKeys('box:genk-1')
  const bree = await makeKeys('box:bree-1')
  const known = knownKeys([office.public, genk.public, bree.public])
  return { office, genk, bree, known }
}
export type Parties = Awaited<ReturnType<typeof makeParties>>

/** Something running that a test stops. */
export interface Running<T> {
  readonly link: T
  stop(): Promise<void>
}

export function runBox(
  url: string,
  parties: Parties,
  store: BoxStore,
  more: Partial<BoxLinkOptions> = {},
  keys: PartyKeys = parties.genk,
): Running<BoxLink> {
  const box = more.box ?? 'genk-1'
  const link = boxLink({
    box,
    url,
    username: box,
    password: 'x',
    keys,
    known: parties.known,
    store,
    clock,
    log,
    reconnect: () => 'visit',
    idleReconnectMs: 500,
    life: () => ({ software: 'test', state: 'up', loket: 'idle', parts: { media: 'up' } }),
    queue: () => ({ rev: 1, tickets: [] }),
    onCommand: async ({ commandId }) => ({ commandId, ok: true }),
    onBoard: () => {},
    onOffice: () => {},
    onAck: () => {},
    onUp: () => {},
    ...more,
  })
  return running(link)
}

/** An office that remembers positions and events in `memory`, as its database would. */
export function runOffice(
  url: string,
  parties: Parties,
  memory: OfficeMemory,
  more: Partial<OfficeLinkOptions> = {},
): Running<OfficeLink> {
  const link = officeLink({
    url,
    username: 'office',
    password: 'x',
    keys: parties.office,
    known: parties.known,
    clock,
    log,
    term: () => 1,
    positions: () => memory.positions(),
    onEvents: (box, epoch, rows) => memory.commit(box, epoch, rows),
    onLife: () => {},
    onQueue: () => {},
    onView: () => {},
    onUp: () => {},
    onDown: () => {},
    ...more,
  })
  return running(link)
}

function running<T extends { run(signal: AbortSignal): Promise<void> }>(link: T): Running<T> {
  const stop = new AbortController()
  const ran = link.run(stop.signal)
  return {
    link,
    stop: async () => {
      stop.abort()
      await ran
    },
  }
}

export type OfficeMemory = ReturnType<typeof officeMemory>
/** What survives the office: positions and everything applied, in order. `mutant` applies without looking. */
export function officeMemory(options: { mutant?: boolean } = {}) {
  const last = new Map<string, { box: string; epoch: string; seq: number }>()
  const applied: { box: string; seq: number; ticket: string }[] = []
  return {
    applied,
    positions: () => [...last.values()],
    commit(box: string, epoch: string, rows: Parameters<OfficeLinkOptions['onEvents']>[2]): number {
      const name = `${box} ${epoch}`
      const before = last.get(name)?.seq ?? 0
      const next = options.mutant
        ? { apply: rows, last: rows.at(-1)?.seq ?? before }
        : contiguous(before, rows)
      for (const { seq, event } of next.apply)
        applied.push({ box, seq, ticket: event.kind === 'ticket.changed' ? event.ticket.id : '' })
      last.set(name, { box, epoch, seq: next.last })
      return next.last
    },
  }
}

export function openStore(folder: string): BoxStore {
  return openBoxStore(join(folder, 'box.db'), { now: clock.now })
}

/** Issues a ticket as the box does: number, ticket, outbox and audit in one transaction. */
export function issue(store: BoxStore): string {
  return store.transact((tx) => {
    const at = clock.now()
    const n = tx.nextNumber(at, 1, 1)
    const id = `t${n}`
    const number = `B${String(n).padStart(3, '0')}`
    const ticket = { id, number, box: 'genk-1', site: 'genk', rev: 1, issuedAt: at, since: at }
    tx.putTicket({ ...ticket, state: 'waiting' })
    tx.audit('ticket.issued', { n })
    tx.append({ kind: 'ticket.changed', ticket: { ...ticket, state: 'waiting' } })
    return id
  })
}

/** Waits until `holds`, at most `withinMs`; false when it did not come to hold. */
export async function until(holds: () => boolean, withinMs = 5000): Promise<boolean> {
  const end = clock.monotonicMs() + withinMs
  while (clock.monotonicMs() < end) {
    if (holds()) return true
    await clock.sleep(5)
  }
  return holds()
}
