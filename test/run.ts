/**
 * `npm test`: lint, types, then every test; the last line is `N passed, N failed`. Arguments name test files or
 * folders to run instead of all. The output of each part is kept in `.loket/test`.
 */
import { spawn } from 'node:child_process'
import { createWriteStream, globSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countTap, type Tally } from './tally.ts'

const root = join(import.meta.dirname, '..')
const logs = join(root, '.loket/test')

interface Part {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly count: (status: number, output: string) => Tally
}

const one = (status: number): Tally =>
  status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
const checks: readonly Part[] = [
  { name: 'lint', command: 'biome', args: ['check', '--diagnostic-level=warn'], count: one },
  { name: 'types', command: 'tsc', args: ['--noEmit'], count: one },
  // In a fresh checkout tap builds itself for its plugins at its first run, and runs all of that one with those that it
  // came with: each file would be compiled anew, for two seconds of it.
  { name: 'plugins', command: 'tap', args: ['build'], count: one },
]

/**
 * How many files of a kind run at once on two cores. Whole systems are held to what they promise in time, and the drawn
 * room takes both cores: these have the machine to themselves. With three units at once a card's time limits were missed.
 */
const LANES: readonly { readonly name: string; readonly jobs: number; readonly files: RegExp }[] = [
  { name: 'system', jobs: 1, files: /^test\/(system\/|browser\/citizen-room)/ },
  { name: 'pages', jobs: 2, files: /^test\/(browser|systemd|daemon\/cli|provisioning\/start)/ },
  { name: 'tests', jobs: 2, files: /^test\// },
]

function tap(name: string, files: readonly string[], jobs: number): Part[] {
  if (files.length === 0) return []
  const args = [
    'run',
    '--reporter=tap',
    `--jobs=${jobs}`,
    '--timeout=180',
    '--disable-coverage',
    ...files,
  ]
  return [{ name, command: 'tap', args, count: countTap }]
}

/** Each group of parts that may run beside each other. */
function parts(names: readonly string[]): Part[][] {
  const files = globSync('test/**/*.test.ts', { cwd: root }).toSorted()
  const chosen = files.filter(
    (file) => names.length === 0 || names.some((name) => file.startsWith(name)),
  )
  const laneOf = (file: string) => LANES.find(({ files }) => files.test(file))
  return [
    names.length === 0 ? [...checks] : [],
    ...LANES.toReversed().map((lane) =>
      tap(
        lane.name,
        chosen.filter((file) => laneOf(file) === lane),
        lane.jobs,
      ),
    ),
  ]
}

async function run({ name, command, args, count }: Part): Promise<Tally> {
  const startedMs = performance.now()
  const log = join(logs, `${name}.log`)
  const status = await new Promise<number>((resolve) => {
    const child = spawn(command, [...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const out = createWriteStream(log)
    child.stdout.pipe(out, { end: false })
    child.stderr.pipe(out, { end: false })
    child.once('error', () => resolve(1))
    child.once('close', (code) => out.end(() => resolve(code ?? 1)))
  })
  const output = readFileSync(log, 'utf8')
  const tally = count(status, output)
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  process.stdout.write(`${name}: ${tally.passed} passed, ${tally.failed} failed (${seconds} s)\n`)
  if (tally.failed > 0) process.stdout.write(`${excerpt(output)}\n(all of it: ${log})\n`)
  return tally
}

const EXCERPT_LINES = 60
/** What failed, or the end of the output when nothing says so. */
function excerpt(output: string): string {
  const lines = output.split('\n')
  const failed = lines.flatMap((line, index) =>
    /^\s*not ok/.test(line) ? lines.slice(index, index + 12) : [],
  )
  return (
    failed.length > 0 ? failed.slice(0, EXCERPT_LINES * 2) : lines.slice(-EXCERPT_LINES)
  ).join('\n')
}

mkdirSync(logs, { recursive: true })
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
let passed = 0
let failed = 0
for (const beside of parts(names))
  for (const tally of await Promise.all(beside.map(run))) {
    passed += tally.passed
    failed += tally.failed
  }
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
