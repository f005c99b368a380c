import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LineName } from './gpio-lines.ts'
import type { GpioReport, WatchOrder } from './gpio-orders.ts'
import { type DigitalInput, type Edge, InputGoneError } from './port.ts'

export interface OnoffOptions {
  readonly line: LineName
  readonly activeLow?: boolean
  /** Another sysfs than the kernel's, for a recorded one. */
  readonly sysfs?: string
  /** A child that is silent for so long is killed. */
  readonly silenceMs?: number
}

/** A GPIO line, watched by onoff in a child process of its own. */
export function onoffInput(options: OnoffOptions): DigitalInput {
  return {
    run(signal, emit) {
      if (signal.aborted) return Promise.resolve()
      return watch(options, signal, emit)
    },
  }
}

function watch(
  { line, activeLow = false, sysfs, silenceMs = 3000 }: OnoffOptions,
  signal: AbortSignal,
  emit: (edge: Edge) => void,
): Promise<void> {
  const child = fork(fileURLToPath(new URL('gpio-child.ts', import.meta.url)))
  const kill = (): void => void child.kill('SIGKILL')
  let silence = setTimeout(kill, silenceMs)
  let reason = 'the GPIO process ended'
  child.on('message', (message: GpioReport) => {
    clearTimeout(silence)
    silence = setTimeout(kill, silenceMs)
    if (message.type === 'level') emit({ active: message.active, atMs: performance.now() })
    if (message.type === 'fault') reason = message.message
  })
  child.on('error', (cause) => {
    reason = cause.message
  })
  const order: WatchOrder = {
    type: 'watch',
    line,
    activeLow,
    ...(sysfs !== undefined && { sysfs }),
  }
  child.send(order, () => {})
  const release = (): void => letGo(child, silenceMs)
  signal.addEventListener('abort', release, { once: true })
  return new Promise((resolve, reject) => {
    child.once('exit', () => {
      clearTimeout(silence)
      signal.removeEventListener('abort', release)
      if (signal.aborted) resolve()
      else reject(new InputGoneError(reason))
    })
  })
}

/** The child gives the line back when its channel closes; if it hangs, it is killed. */
function letGo(child: ChildProcess, withinMs: number): void {
  const timer = setTimeout(() => child.kill('SIGKILL'), withinMs)
  child.once('exit', () => clearTimeout(timer))
  if (child.connected) child.disconnect()
}
