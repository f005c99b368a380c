import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CardConfig } from './config.ts'
import { openRequests } from './open-requests.ts'
import type { CardOrder, CardReport } from './protocol.ts'

/** The card child ended without being told to. */
export class CardChildError extends Error {
  readonly code = 'CARD_CHILD_GONE'
  readonly scope = 'unit'
}
/** The card child was silent for too long, or did not answer a request, and was killed. */
export class CardChildSilentError extends Error {
  readonly code = 'CARD_CHILD_SILENT'
  readonly scope = 'unit'
}

export interface CardUnit {
  readonly name: string
  /** Runs one child until `signal` aborts. @throws CardChildError @throws CardChildSilentError */
  run(signal: AbortSignal): Promise<void>
  /** Gives an order; before the child is ready it waits its turn. Every read and PIN request is answered. */
  send(order: CardOrder): void
}
export interface CardUnitOptions {
  readonly config: CardConfig
  readonly report: (message: CardReport) => void
  /** A child silent for longer is killed, in milliseconds; for tests. */
  readonly silenceMs?: number
}

const SILENCE_MS = 5000
const STOP_MS = 1000

/** The card reader as a supervised unit of loketd: a child process, its orders and its watch. */
export function cardUnit(options: CardUnitOptions): CardUnit {
  let child: ChildProcess | null = null
  let waiting: CardOrder[] = []
  let readerUp = false
  const requests = openRequests(options.report, (requestId) => {
    waiting = waiting.filter((order) => order.type === 'stop' || order.requestId !== requestId)
    child?.kill('SIGKILL')
  })
  const heard = (message: CardReport, from: ChildProcess): void => {
    if (message.type === 'ready') {
      child = from
      for (const order of waiting) from.send(order)
      waiting = []
      requests.givenAll()
    }
    if (message.type === 'reader.state') {
      // A child ends with the reader that it had: what comes now is for the next one.
      if (readerUp && message.state === 'gone') child = null
      readerUp = message.state === 'up'
    }
    requests.heard(message)
    if (message.type !== 'health') options.report(message)
  }
  const lost = (failure: 'reader_gone' | 'timeout'): void => {
    child = null
    readerUp = false
    options.report({ type: 'card.present', present: false })
    options.report({ type: 'reader.state', state: 'gone' })
    requests.lost(failure)
  }
  return {
    name: 'card',
    send(order) {
      requests.sent(order, child !== null)
      if (child?.connected) child.send(order)
      else waiting.push(order)
    },
    async run(signal) {
      if (signal.aborted) return
      const from = start(options.config)
      try {
        await watch(from, signal, options.silenceMs ?? SILENCE_MS, (message) =>
          heard(message, from),
        )
        lost('reader_gone')
      } catch (error) {
        lost(error instanceof CardChildSilentError ? 'timeout' : 'reader_gone')
        throw error
      }
    },
  }
}

/** The child gets only what it needs of the environment; the library reads pcscd's socket from there. */
function start(config: CardConfig): ChildProcess {
  const main = fileURLToPath(new URL('child.ts', import.meta.url))
  return fork(main, [JSON.stringify(config)], {
    env: { PCSCLITE_CSOCK_NAME: config.socket },
    execArgv: [],
  })
}

function watch(
  child: ChildProcess,
  signal: AbortSignal,
  silenceMs: number,
  heard: (message: CardReport) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let silent = false
    const silence = setTimeout(() => {
      silent = true
      child.kill('SIGKILL')
    }, silenceMs)
    const stop = (): void => {
      if (child.connected) child.send({ type: 'stop' } satisfies CardOrder)
      setTimeout(() => child.kill('SIGKILL'), STOP_MS).unref()
    }
    signal.addEventListener('abort', stop, { once: true })
    child.on('message', (message: CardReport) => {
      silence.refresh()
      heard(message)
    })
    child.on('error', () => undefined) // an order to a child that is ending; 'exit' follows
    child.on('exit', (code, by) => {
      clearTimeout(silence)
      signal.removeEventListener('abort', stop)
      if (signal.aborted) resolve()
      else if (silent) reject(new CardChildSilentError('the card child was silent'))
      else reject(new CardChildError(`the card child ended (${by ?? code})`))
    })
  })
}
