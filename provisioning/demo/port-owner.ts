import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** What a process of ours has in its command line. */
const OURS = /(office\/(broker|main)|hw\/room\/main|daemon\/main)\.ts$/

/** Who listens on a port that we want, as far as it can be seen, in words; null when it is free. */
export async function takenBy(port: number, host: string): Promise<string | null> {
  if (await isFree(port, host)) return null
  const { stdout } = await run('ss', ['-Hltnp', `sport = :${port}`]).catch(() => ({ stdout: '' }))
  const [, name, pid] = /users:\(\("([^"]+)",pid=(\d+)/.exec(stdout) ?? []
  if (!name || !pid) return 'een ander programma'
  const [program = '', ...args] = read(`/proc/${pid}/cmdline`).split('\0')
  if (!args.some((argument) => OURS.test(argument)))
    return `${basename(program) || name} (proces ${pid})`
  return `Loket zelf, gestart om ${startedAt(pid)} (proces ${parentOf(pid)})`
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}

/** Fields after the command's name, which is in brackets; the first is the state. Source: proc(5), /proc/pid/stat. */
function statOf(pid: string): string[] {
  return read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
}
const PARENT = 1
const START_TICKS = 19
/** USER_HZ, which Linux fixes at 100 towards programs. */
const TICKS_PER_SECOND = 100

function parentOf(pid: string): string {
  return statOf(pid)[PARENT] ?? pid
}

function startedAt(pid: string): string {
  const [, bootSeconds = '0'] = /^btime (\d+)$/m.exec(read('/proc/stat')) ?? []
  const seconds = Number(bootSeconds) + Number(statOf(pid)[START_TICKS] ?? 0) / TICKS_PER_SECOND
  return new Date(seconds * 1000).toLocaleTimeString('nl-BE', { timeStyle: 'short' })
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // it ended meanwhile, or it belongs to somebody else
  }
}
