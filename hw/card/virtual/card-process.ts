import { type ChildProcess, spawn } from 'node:child_process'
import type { CardProcessOrder, CardProcessReport, SlotNumber } from './orders.ts'

const RESTART_MS = 200

/** The process that a virtual card lives in, started again when it dies. */
export interface CardProcess {
  /** Settles when the first process is ready. */
  readonly ready: Promise<void>
  /** Settles when the order has been done, or the process died of it. */
  send(order: CardProcessOrder): Promise<void>
  stop(): Promise<void>
}
export interface CardProcessEvents {
  /** The orders that tell a new process how things stand. */
  readonly standing: () => readonly CardProcessOrder[]
  readonly powered: (slot: SlotNumber, on: boolean) => void
  /** A fault has pulled the card. */
  readonly pulled: (slot: SlotNumber) => void
  /** The process has died, and no card has power. */
  readonly died: () => void
}

/** Keeps `command` running, with the cards of the folder `cards`. */
export function keepCardProcess(
  [command = '', ...args]: readonly string[],
  cards: string,
  events: CardProcessEvents,
): CardProcess {
  const env = { ...process.env, LOKET_CARDS: cards }
  /** What waits for orders that the process has not done yet. */
  const done: (() => void)[] = []
  const ready = signalled()
  let stopping = false
  let retry: NodeJS.Timeout | undefined
  let child = start()

  function start(): ChildProcess {
    const next = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    for (const order of events.standing()) {
      done.push(() => undefined)
      next.send(order)
    }
    next.on('error', ready.fail) // after a start, 'exit' follows
    next.on('message', (message: CardProcessReport) => {
      if (message.type === 'ready') ready.succeed()
      else if (message.type === 'powered') events.powered(message.slot, message.on)
      else if (message.type === 'pulled') events.pulled(message.slot)
      else done.shift()?.()
    })
    next.on('exit', () => {
      for (const settle of done.splice(0)) settle()
      events.died()
      if (stopping) return
      retry = setTimeout(() => {
        child = start()
      }, RESTART_MS)
    })
    return next
  }
  return {
    ready: ready.promise,
    send: (order) =>
      new Promise((resolve) => {
        // An order to a dead process is not lost: the next one is told how things stand.
        if (!child.connected) {
          resolve()
          return
        }
        done.push(resolve)
        child.send(order)
      }),
    async stop() {
      stopping = true
      clearTimeout(retry)
      await ended(child)
    },
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  if (child.connected) child.disconnect()
  await exited
}

interface Signalled {
  readonly promise: Promise<void>
  readonly succeed: () => void
  readonly fail: (cause: Error) => void
}
function signalled(): Signalled {
  let succeed = (): void => undefined
  let fail = (_: Error): void => undefined
  const promise = new Promise<void>((resolve, reject) => {
    succeed = resolve
    fail = reject
  })
  return { promise, succeed, fail }
}
