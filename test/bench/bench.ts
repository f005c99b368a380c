import type { Benchmark } from './benchmark.ts'
import { report } from './report.ts'
import type { Row } from './row.ts'

export interface BenchOutput {
  /** The result, and nothing else. */
  readonly out: (text: string) => void
  /** What is going on. */
  readonly err: (text: string) => void
}

/** Runs what the arguments ask for; gives the exit status: 0 also when a target is missed, 64 for a wrong call. */
export async function bench(
  benchmarks: readonly Benchmark[],
  args: readonly string[],
  { out, err }: BenchOutput,
): Promise<number> {
  const names = args.filter((each) => !each.startsWith('--'))
  const known = benchmarks.flatMap((each) => each.names)
  const strange = [
    ...args.filter((each) => each.startsWith('--') && each !== '--json'),
    ...names.filter((each) => !known.includes(each)),
  ]
  if (strange.length > 0) {
    err(`unknown: ${strange.join(', ')}. Usage: npm run bench [-- --json] [NAME]\n`)
    err(`names: ${known.join(', ')}\n`)
    return 64
  }
  const wanted = (name: string) => names.length === 0 || names.includes(name)
  const rows: Row[] = []
  for (const benchmark of benchmarks) {
    if (!benchmark.names.some(wanted)) continue
    const measured = await benchmark.run((text) => err(`${benchmark.names[0]}: ${text}\n`))
    rows.push(...measured.filter((each) => wanted(each.name)))
  }
  out(args.includes('--json') ? `${JSON.stringify(rows, null, 2)}\n` : report(rows))
  return 0
}
