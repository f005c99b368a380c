import { execFileSync } from 'node:child_process'

interface Row {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

function table(): Row[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((row) =>
      row ? [{ pid: Number(row[1]), parent: Number(row[2]), command: row[3] ?? '' }] : [],
    )
}

/** A process and everything that it started, as process ids. */
export function family(pid: number): number[] {
  const rows = table()
  const below = (parent: number): number[] =>
    rows.filter((row) => row.parent === parent).flatMap((row) => [row.pid, ...below(row.pid)])
  return [pid, ...below(pid)]
}

/** The child of `parent` whose command line holds `part`. */
export function childOf(parent: number, part: string): number | undefined {
  return table().find((row) => row.parent === parent && row.command.includes(part))?.pid
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
