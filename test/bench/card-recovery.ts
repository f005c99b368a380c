import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { PCSCD_SOCKET } from '../../hw/card/pcscd/pcscd.ts'
import { startVirtualReader, type VirtualReader } from '../../hw/card/virtual-reader.ts'
import { pcscdOf, type UnitBench, unitBench } from '../daemon/identity/unit-bench.ts'
import { cards, noPcscd, unpacked } from '../hw/card/bench.ts'
import { idleLoop, RESOLUTION_MS } from './idle-loop.ts'
import { median, type Row, row } from './row.ts'

const ROUNDS = 3
const LIMIT_MS = 3000
const LIMIT_STALL_MS = 50
const GIVE_UP_MS = 20_000
const CARD = 'specimen-een'

/** What may happen to a reader; `begin` until a read has failed of it, `end` takes its cause away. */
interface Trouble {
  readonly begin: () => unknown
  readonly end: () => unknown
}

/** How soon a card is read again once what stood in the way is gone, and how long our event loop stood still of it. */
export async function cardRecovery(progress: (text: string) => void): Promise<readonly Row[]> {
  if (noPcscd) {
    progress(noPcscd)
    return []
  }
  const dir = mkdtempSync(join(tmpdir(), 'loket-bench-'))
  const hand = await startVirtualReader({ dir, cards, unpacked, kind: 'pcsc' })
  const unit = unitBench({ reader: 'pcsc', socket: join(dir, PCSCD_SOCKET) })
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  const idle = idleLoop()
  const count = (on: boolean): void => {
    delay[on ? 'enable' : 'disable']()
    idle.count(on)
  }
  let idleMs = Number.NaN
  const tookMs: number[] = []
  try {
    await hand.insert(CARD)
    await unit.recover(GIVE_UP_MS)
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, trouble] of Object.entries(troubles(hand, dir))) {
        tookMs.push(await recovery(unit, trouble, count))
        progress(`${name}: ${tookMs.at(-1)?.toFixed(0)} ms`)
      }
  } finally {
    idleMs = await idle.mostMs()
    await unit.stop()
    await hand.stop()
    rmSync(dir, { recursive: true })
  }
  const standMs = delay.max / 1e6
  progress(`longest stand-still ${standMs.toFixed(0)} ms, of an idle process ${idleMs.toFixed(0)}`)
  const shared = { baseline: 'limit', better: 'lower', target: 1, unit: 'ms' } as const
  return [
    row({
      ...shared,
      name: 'card-recovery',
      subject: 'a card is read again after pcscd or card failed, median',
      value: median(tookMs),
      baselineValue: LIMIT_MS,
    }),
    row({
      ...shared,
      name: 'card-recovery-most',
      subject: 'the same, longest',
      value: Math.max(...tookMs),
      baselineValue: LIMIT_MS,
    }),
    row({
      ...shared,
      name: 'card-stall',
      subject: 'longest stand-still of the event loop, above that of an idle process',
      value: Math.max(0, standMs - idleMs),
      baselineValue: LIMIT_STALL_MS,
    }),
  ]
}

function troubles(hand: VirtualReader, dir: string): Readonly<Record<string, Trouble>> {
  const signal = (name: NodeJS.Signals) => () => void process.kill(pcscdOf(dir), name)
  const again = async (): Promise<void> => {
    await hand.remove()
    await hand.insert(CARD)
  }
  return {
    'pcscd stands still': { begin: signal('SIGSTOP'), end: signal('SIGCONT') },
    'pcscd killed': { begin: signal('SIGKILL'), end: () => undefined },
    'mute card': { begin: () => hand.mute(true), end: () => hand.mute(false) },
    'card pulled': { begin: () => hand.remove(), end: again },
  }
}

/** The hand looks for pcscd among all processes, which stops the loop too: what counts is around it. */
async function recovery(
  unit: UnitBench,
  { begin, end }: Trouble,
  count: (on: boolean) => void,
): Promise<number> {
  await begin()
  count(true)
  await unit.read(GIVE_UP_MS)
  count(false)
  await end()
  count(true)
  const startedMs = performance.now()
  const last = await unit.recover(GIVE_UP_MS)
  const took = performance.now() - startedMs
  await sleep(500)
  count(false)
  return last.type === 'card.read' ? took : Number.NaN
}
