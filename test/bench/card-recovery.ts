import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { PCSCD_SOCKET } from '../../hw/card/pcscd/pcscd.ts'
import { startVirtualReader, type VirtualReader } from '../../hw/card/virtual-reader.ts'
import { pcscdOf, type UnitBench, unitBench } from '../daemon/identity/unit-bench.ts'
import { cards, noPcscd, unpacked } from '../hw/card/bench.ts'
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

/** How soon a card is read again once what stood in the way is gone, and how long our event loop stood still. */
export async function cardRecovery(progress: (text: string) => void): Promise<readonly Row[]> {
  if (noPcscd) {
    progress(noPcscd)
    return []
  }
  const dir = mkdtempSync(join(tmpdir(), 'loket-bench-'))
  const hand = await startVirtualReader({ dir, cards, unpacked, kind: 'pcsc' })
  const unit = unitBench({ reader: 'pcsc', socket: join(dir, PCSCD_SOCKET) })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const tookMs: number[] = []
  try {
    await hand.insert(CARD)
    await unit.recover(GIVE_UP_MS)
    const idle = idleThread()
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, trouble] of Object.entries(troubles(hand, dir))) {
        tookMs.push(await recovery(unit, trouble, delay))
        progress(`${name}: ${tookMs.at(-1)?.toFixed(0)} ms`)
      }
    progress(`longest stand-still of a thread that does nothing: ${await idle.mostMs()} ms`)
  } finally {
    await unit.stop()
    await hand.stop()
    rmSync(dir, { recursive: true })
  }
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
      subject: 'longest stand-still of the event loop meanwhile',
      value: delay.max / 1e6,
      baselineValue: LIMIT_STALL_MS,
    }),
  ]
}

/** What the machine alone does to an event loop at the same time. */
function idleThread(): { mostMs(): Promise<string> } {
  const code = `
    const { parentPort } = require('node:worker_threads')
    const delay = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    parentPort.once('message', () => parentPort.postMessage((delay.max / 1e6).toFixed(0)))`
  const worker = new Worker(code, { eval: true })
  return {
    mostMs: () =>
      new Promise((resolve) => {
        worker.once('message', resolve)
        worker.postMessage('stop')
      }),
  }
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

/** The hand looks for pcscd among all processes, which stops the loop too: the delay is measured around it. */
async function recovery(
  unit: UnitBench,
  { begin, end }: Trouble,
  delay: ReturnType<typeof monitorEventLoopDelay>,
): Promise<number> {
  await begin()
  delay.enable()
  await unit.read(GIVE_UP_MS)
  delay.disable()
  await end()
  delay.enable()
  const startedMs = performance.now()
  const last = await unit.recover(GIVE_UP_MS)
  const took = performance.now() - startedMs
  await sleep(500)
  delay.disable()
  return last.type === 'card.read' ? took : Number.NaN
}
