import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { systemClock } from '../../daemon/runtime/clock.ts'
import { siteDay } from '../../daemon/runtime/day-end.ts'
import { issue } from '../../daemon/runtime/ticket-desk.ts'
import { openBoxStore } from '../../daemon/store/box-store.ts'
import { median, type Row, row } from './row.ts'

const ROUNDS = 21
/** Takes turns in small slices, so that what else the machine does hits both. Each round holds checkpoints too. */
const SLICES = 25
const PER_SLICE = 10
const TARGET = 0.7

/** Tickets a second, each a durable transaction, against a loop that inserts one row as durably. */
export async function ticket(progress: (text: string) => void): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-'))
  const subject = ticketDesk(folder)
  const baseline = rawLoop(folder)
  const rates = { subject: [] as number[], baseline: [] as number[] }
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const tookMs = { subject: 0, baseline: 0 }
      for (let slice = 0; slice < SLICES; slice += 1) {
        tookMs.subject += spent(subject.once)
        tookMs.baseline += spent(baseline.once)
      }
      // The first round warms up.
      if (round === 0) continue
      rates.subject.push(rate(tookMs.subject))
      rates.baseline.push(rate(tookMs.baseline))
    }
    progress(`${ROUNDS} rounds of ${SLICES * PER_SLICE} transactions`)
  } finally {
    subject.close()
    baseline.close()
    rmSync(folder, { recursive: true })
  }
  return [
    row({
      name: 'ticket',
      subject: 'ticket, outbox and audit in one transaction',
      baseline: 'better-sqlite3, one row a transaction, WAL, synchronous FULL',
      unit: '1/s',
      value: median(rates.subject),
      baselineValue: median(rates.baseline),
      better: 'higher',
      target: TARGET,
    }),
  ]
}

function spent(once: () => void): number {
  const startedMs = performance.now()
  for (let n = 0; n < PER_SLICE; n += 1) once()
  return performance.now() - startedMs
}

function rate(tookMs: number): number {
  return (SLICES * PER_SLICE) / (tookMs / 1000)
}

function ticketDesk(folder: string) {
  const clock = systemClock()
  const timeZone = 'Europe/Brussels'
  const dayStartsAtHour = 4
  const dayOf = (iso: string) => siteDay(iso, { timeZone, dayStartsAtHour })
  const store = openBoxStore(join(folder, 'box.db'), { now: clock.now, dayOf })
  const site = { id: 'genk', name: 'Genk', prefix: 'A', lokets: 2, place: 1 }
  const options = { box: 'genk-1', site, timeZone, dayStartsAtHour, store, clock }
  return { once: () => void issue(options), close: store.close }
}

function rawLoop(folder: string) {
  const db = new Database(join(folder, 'raw.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE ticket (id INTEGER PRIMARY KEY, body TEXT NOT NULL)')
  const insert = db.prepare('INSERT INTO ticket (body) VALUES (?)')
  return { once: () => void insert.run('x'.repeat(100)), close: () => void db.close() }
}
