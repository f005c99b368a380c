import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { close, constants, open } from 'node:fs'
import { readlink, rm } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The device end of a pseudo-terminal with a stable name. The far end is a real tty that a driver opens; this end is
 * the simulator's. socat's standard input is a pipe of this process, so socat ends by itself when we are killed.
 */
export interface Pty {
  /** False when the terminal is unplugged or cannot take more now; the bytes are then lost. */
  write(bytes: Uint8Array): boolean
  unplug(): Promise<void>
  /** Resolves when the link is there. */
  plug(): Promise<void>
  readonly plugged: boolean
  /** Process id of socat while plugged, so that a test can kill it. */
  readonly pid: number | undefined
  stop(): Promise<void>
}
export interface PtyOptions {
  /** The link that names the terminal; in a private folder, removed at the end. */
  readonly link: string
  readonly onBytes: (bytes: Uint8Array) => void
  /** The plug went in or out, by us or because socat died. */
  readonly onPlug?: (plugged: boolean) => void
}
export class PtyError extends Error {
  readonly code = 'PTY_FAILED'
  readonly scope = 'unit'
}

interface Plug {
  readonly socat: ChildProcessByStdio<Writable, Readable, null>
  /** We keep the terminal open too: else socat ends whenever the driver closes it. */
  readonly hold: number
}

/** What waits here while nobody reads would be stale when somebody does. */
const QUEUE_LIMIT_BYTES = 4096
const RESTART_MS = 50

/** Makes the pseudo-terminal, plugged in; restarts socat when it dies. @throws PtyError */
export async function startPty(options: PtyOptions): Promise<Pty> {
  let plugged = true
  let plug: Plug | undefined = await connect(options)
  let changing: Promise<void> = Promise.resolve()
  const watch = (current: Plug): void => {
    current.socat.once('exit', () => {
      if (plug !== current) return
      change(async () => {
        await drop(current)
        while (plugged && !(await attach())) await sleep(RESTART_MS)
      })
    })
  }
  const attach = (): Promise<boolean> =>
    connect(options).then(
      (made) => {
        plug = made
        watch(made)
        options.onPlug?.(true)
        return true
      },
      () => false,
    )
  const drop = async (current: Plug | undefined): Promise<void> => {
    plug = undefined
    if (!current) return
    await disconnect(current, options.link)
    options.onPlug?.(false)
  }
  const change = (work: () => Promise<void>): Promise<void> => {
    changing = changing.then(work)
    return changing
  }
  watch(plug)
  const unplug = (): Promise<void> => {
    plugged = false
    return change(() => drop(plug))
  }
  return {
    write(bytes) {
      if (!plug || plug.socat.stdin.writableLength > QUEUE_LIMIT_BYTES) return false
      plug.socat.stdin.write(bytes)
      return true
    },
    unplug,
    plug() {
      plugged = true
      return change(async () => {
        while (plugged && !plug && !(await attach())) await sleep(RESTART_MS)
      })
    },
    get plugged() {
      return plug !== undefined
    },
    get pid() {
      return plug?.socat.pid
    },
    stop: unplug,
  }
}

async function connect(options: PtyOptions): Promise<Plug> {
  await rm(options.link, { force: true })
  const socat = spawn('socat', ['-t', '0.1', `PTY,link=${options.link},rawer`, 'STDIO'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  socat.stdin.on('error', () => {})
  socat.stdout.on('data', options.onBytes)
  const failed = new Promise<never>((_, reject) => {
    socat.once('error', (cause) => reject(new PtyError('socat did not start', { cause })))
    socat.once('exit', () => reject(new PtyError('socat ended at once')))
  })
  failed.catch(() => {})
  const terminal = await Promise.race([failed, linkTarget(options.link, socat)])
  const hold = await openTerminal(terminal)
  return { socat, hold }
}

/** socat says by the link alone that the terminal is there. */
async function linkTarget(link: string, socat: { exitCode: number | null }): Promise<string> {
  for (let tries = 0; tries < 400 && socat.exitCode === null; tries++) {
    const target = await readlink(link).catch(() => undefined)
    if (target !== undefined) return target
    await sleep(5)
  }
  throw new PtyError('socat made no terminal')
}

function openTerminal(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, constants.O_RDWR | constants.O_NOCTTY, (cause, fd) => {
      if (cause) reject(new PtyError('the terminal cannot be opened', { cause }))
      else resolve(fd)
    })
  })
}

async function disconnect({ socat, hold }: Plug, link: string): Promise<void> {
  const running = socat.exitCode === null && socat.signalCode === null
  const ended = new Promise((resolve) => (running ? socat.once('exit', resolve) : resolve(0)))
  if (running) socat.kill('SIGKILL')
  await ended
  await new Promise((resolve) => close(hold, resolve))
  await rm(link, { force: true })
}
