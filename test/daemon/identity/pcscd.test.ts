import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { PCSCD_SOCKET } from '../../../hw/card/pcscd/pcscd.ts'
import type { CardFault } from '../../../hw/card/virtual/faults.ts'
import { startVirtualReader, type VirtualReader } from '../../../hw/card/virtual-reader.ts'
import { cards, noPcscd, unpacked, until } from '../../hw/card/bench.ts'
import { pcscdOf, type UnitBench, unitBench } from './unit-bench.ts'

/** 3 s is the goal on a quiet machine. */
const LIMIT_MS = 8000

interface Bench extends UnitBench {
  readonly dir: string
  /** Starts the virtual reader, with its pcscd. */
  start(): Promise<VirtualReader>
}

/** A unit whose pcscd is not there yet. */
function bench(t: Test): Bench {
  const dir = mkdtempSync(join(tmpdir(), 'loket-card-'))
  const unit = unitBench({ reader: 'pcsc', socket: join(dir, PCSCD_SOCKET) })
  t.teardown(unit.stop)
  return {
    ...unit,
    dir,
    async start() {
      const hand = await startVirtualReader({ dir, cards, unpacked, kind: 'pcsc' })
      t.teardown(async () => {
        await hand.stop()
        rmSync(dir, { recursive: true })
      })
      return hand
    },
  }
}

t.test('a pcscd that comes late is found', { skip: noPcscd }, async (t) => {
  const { reports, start, recover } = bench(t)
  const gone = { type: 'reader.state', state: 'gone' }
  await until(() => reports.some((report) => JSON.stringify(report) === JSON.stringify(gone)))
  const hand = await start()
  await hand.insert('specimen-drie')
  t.match(await recover(LIMIT_MS), { type: 'card.read', person: { givenNames: 'Drie Anaïs M' } })
})

t.test('pcscd killed in a read is a reader gone, and is back', { skip: noPcscd }, async (t) => {
  const { dir, start, read, recover, reports } = bench(t)
  const hand = await start()
  await hand.insert('specimen-een')
  t.match(await recover(LIMIT_MS), { type: 'card.read' })
  await hand.mute(true)
  const before = reports.filter(({ type }) => type === 'card.reading').length
  const reading = read(LIMIT_MS)
  await until(() => reports.filter(({ type }) => type === 'card.reading').length > before)
  await sleep(50)
  process.kill(pcscdOf(dir), 'SIGKILL')
  t.match(await reading, { failure: 'reader_gone' })
  await hand.mute(false)
  t.match(await recover(LIMIT_MS), { type: 'card.read' })
})

t.test('a pcscd that stands still is a timeout, and goes on', { skip: noPcscd }, async (t) => {
  const { dir, start, read, recover } = bench(t)
  const hand = await start()
  await hand.insert('specimen-twee')
  t.match(await recover(LIMIT_MS), { type: 'card.read' })
  const pcscd = pcscdOf(dir)
  process.kill(pcscd, 'SIGSTOP')
  t.match(await read(LIMIT_MS), { failure: 'timeout' })
  process.kill(pcscd, 'SIGCONT')
  t.match(await recover(LIMIT_MS), { type: 'card.read' })
})

/** What a card may do wrong in the middle, and how it ends; pulled and mute ones are tried elsewhere. */
const FAULTS: readonly (readonly [CardFault, RegExp])[] = [
  [{ kind: 'one_byte' }, /^removed$/],
  [{ kind: 'too_long' }, /^(removed|reader_gone)$/],
  [{ kind: 'empty' }, /^(removed|timeout)$/],
]

t.test('whatever a card answers, the next one is read', { skip: noPcscd }, async (t) => {
  const { start, read, recover } = bench(t)
  const hand = await start()
  await hand.insert('specimen-een')
  t.match(await recover(LIMIT_MS), { type: 'card.read' })
  for (const [fault, failure] of FAULTS) {
    await hand.fault({ fault, at: 9, times: 1, seed: 1 })
    t.match(await read(LIMIT_MS), { type: 'card.failed', failure }, fault.kind)
    await hand.fault(null)
    await hand.remove()
    await hand.insert('specimen-een')
    t.match(await recover(LIMIT_MS), { type: 'card.read' }, `after ${fault.kind}`)
  }
})
