import { parseArgs } from 'node:util'
import type { BenchOutput } from '../bench/bench.ts'
import type { Ask, Campaign, Found } from './campaign.ts'

/** One figure as it was found. */
interface Line {
  readonly name: string
  readonly subject: string
  readonly count: number
  readonly seed: number
  readonly failures: number
  readonly seconds: number
  readonly note: string
  readonly ok: boolean
}

const MOST_SHOWN = 20
const USAGE = 'Usage: npm run soak [-- NAME] [--seed S] [--count N] [--json]'

/** Runs what the arguments ask for; gives the exit status: 1 when a figure fails, 64 for a wrong call. */
export async function soak(
  campaigns: readonly Campaign[],
  args: readonly string[],
  { out, err }: BenchOutput,
): Promise<number> {
  const asked = read(args)
  const known = campaigns.map(({ name }) => name)
  const strange = asked?.names.filter((name) => !known.includes(name)) ?? []
  if (!asked || strange.length > 0) {
    err(`${strange.length > 0 ? `unknown: ${strange.join(', ')}. ` : ''}${USAGE}\n`)
    err(`names: ${known.join(', ')}\n`)
    return 64
  }
  const { names, seed, json } = asked
  const lines: Line[] = []
  for (const campaign of campaigns) {
    if (names.length > 0 && !names.includes(campaign.name)) continue
    const progress = (text: string): void => err(`${campaign.name}: ${text}\n`)
    const line = await tried(campaign, { count: asked.count ?? campaign.count, seed, progress })
    lines.push(line)
    if (!json) out(written(line))
  }
  if (json) out(`${JSON.stringify(lines, null, 2)}\n`)
  return lines.every(({ ok }) => ok) ? 0 : 1
}

/** Null for what cannot be meant. */
function read(args: readonly string[]) {
  try {
    const { values, positionals: names } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        count: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const seed = Number(values.seed)
    const count = values.count === undefined ? undefined : Number(values.count)
    const fits = Number.isSafeInteger(seed) && (count === undefined || Number.isSafeInteger(count))
    return fits ? { names, seed, count, json: values.json } : null
  } catch {
    return null // a flag that there is not
  }
}

async function tried({ name, subject, run }: Campaign, ask: Ask): Promise<Line> {
  const startedMs = performance.now()
  const { count, failures, note } = await run(ask).catch(fallen)
  const seconds = (performance.now() - startedMs) / 1000
  for (const each of failures.slice(0, MOST_SHOWN)) ask.progress(`FAILED ${each}`)
  return {
    ...{ name, subject, count, seed: ask.seed },
    failures: failures.length,
    seconds: Number(seconds.toFixed(1)),
    note: note ?? '',
    // What was never tried does not hold.
    ok: failures.length === 0 && count > 0,
  }
}

/** A campaign that breaks off is one failure, and the others go on. */
function fallen(error: unknown): Found {
  return { count: 0, failures: [error instanceof Error ? (error.stack ?? '') : String(error)] }
}

function written({ name, subject, count, seed, failures, seconds, note, ok }: Line): string {
  const about = note === '' ? subject : `${subject} (${note})`
  const figures = `${count} tried, ${failures} failed, seed ${seed}, ${seconds} s`
  return `${ok ? 'holds' : 'FAILS'}  ${name}: ${figures}: ${about}\n`
}
