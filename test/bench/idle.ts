import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { testDemo } from '../system/demo.ts'
import { family } from '../system/processes.ts'
import { median, type Row, row } from './row.ts'

const SETTLE_MS = 15_000
const WINDOWS = 5
const WINDOW_MS = 6000
const LIMIT_CPU_PERCENT = 5
const LIMIT_PSS_MB = 350
/** Source: proc(5), `utime` and `stime` count ticks of sysconf(_SC_CLK_TCK), which is 100 on Linux. */
const TICK_MS = 10

/** What a box costs while nobody is there: loketd and its children, without browsers and simulators. */
export async function idle(progress: (text: string) => void): Promise<readonly Row[]> {
  const demo = await testDemo({ lokets: 1 })
  const shares: number[] = []
  const sizes: number[] = []
  try {
    await sleep(SETTLE_MS)
    const pids = family(demo.processes.get('genk-1')?.pid ?? 0)
    progress(`${pids.length} processes`)
    for (let window = 0; window < WINDOWS; window += 1) {
      const before = sum(pids, cpuMs)
      const startedMs = performance.now()
      await sleep(WINDOW_MS)
      shares.push((100 * (sum(pids, cpuMs) - before)) / (performance.now() - startedMs))
      sizes.push(sum(pids, pssMb))
    }
  } finally {
    await demo.end()
  }
  const shared = { baseline: 'limit', better: 'lower', target: 1 } as const
  return [
    row({
      ...shared,
      name: 'idle-cpu',
      subject: 'an idle box: loketd, media and card child',
      unit: '% of one core',
      value: median(shares),
      baselineValue: LIMIT_CPU_PERCENT,
    }),
    row({
      ...shared,
      name: 'idle-memory',
      subject: 'an idle box: PSS of the same',
      unit: 'MB',
      value: median(sizes),
      baselineValue: LIMIT_PSS_MB,
    }),
  ]
}

function sum(pids: readonly number[], of: (pid: number) => number): number {
  return pids.reduce((total, pid) => total + of(pid), 0)
}

/** Fields 14 and 15, counted after the command, which may hold spaces. Source: proc(5). */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

function pssMb(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? Number.NaN) / 1024
}
