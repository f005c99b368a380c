import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** EX_CONFIG: started again it would refuse again. */
const EXIT_BAD_CONFIG = 78
const STOP_MS = 10_000
const READY_MS = 60_000
const FIRST_DELAY_MS = 100
const MAX_DELAY_MS = 3000
const HEALTHY_MS = 10_000

/** One process of the demo, kept alive as systemd would: restarted when it dies, but not on bad settings. */
export interface Kept {
  readonly name: string
  /** Settles at the first READY. @throws ProcessFailedError when it refuses its settings or never gets ready. */
  readonly ready: Promise<void>
  /** The process id of the running one. */
  readonly pid: number | undefined
  /** How often it was started again. */
  readonly restarts: number
  stop(): Promise<void>
}
export class ProcessFailedError extends Error {
  readonly code = 'PROCESS_FAILED'
  readonly scope = 'system'
}

export function keep(options: {
  readonly name: string
  readonly args: readonly string[]
  readonly log: string
  readonly env?: NodeJS.ProcessEnv
  readonly onRestart?: (name: string) => void
}): Kept {
  const { name } = options
  let child: ChildProcess | undefined
  let restarts = 0
  const stopping = new AbortController()
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  ready.catch(() => {})
  const timer = setTimeout(
    () => reject(new ProcessFailedError(`${name} did not get ready; see ${options.log}`)),
    READY_MS,
  )
  const run = async () => {
    let delayMs = FIRST_DELAY_MS
    while (!stopping.signal.aborted) {
      const startedMs = performance.now()
      child = start(options)
      child.on('message', (message) => {
        if (!isReady(message)) return
        clearTimeout(timer)
        resolve()
      })
      const status = await ended(child)
      if (stopping.signal.aborted) return
      if (status === EXIT_BAD_CONFIG)
        return reject(new ProcessFailedError(`${name} refuses its settings; see ${options.log}`))
      if (performance.now() - startedMs > HEALTHY_MS) delayMs = FIRST_DELAY_MS
      await sleep(delayMs, undefined, { signal: stopping.signal }).catch(() => {})
      delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)
      restarts += 1
      options.onRestart?.(name)
    }
  }
  const running = run()
  return {
    name,
    ready,
    get pid() {
      return child?.pid
    },
    get restarts() {
      return restarts
    },
    stop: async () => {
      clearTimeout(timer)
      stopping.abort()
      child?.kill('SIGTERM')
      const kill = setTimeout(() => child?.kill('SIGKILL'), STOP_MS)
      await running
      clearTimeout(kill)
    },
  }
}

function start({
  args,
  log,
  env,
}: {
  args: readonly string[]
  log: string
  env?: NodeJS.ProcessEnv
}) {
  const out = openSync(log, 'a', 0o600)
  // Its own process group: Ctrl-C reaches us alone, and we stop the others in order.
  const child = spawn(process.execPath, [...args], {
    stdio: ['ignore', out, out, 'ipc'],
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  })
  closeSync(out)
  return child
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', resolve)
    child.once('error', () => resolve(null))
  })
}

function isReady(message: unknown): boolean {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready'
  )
}
