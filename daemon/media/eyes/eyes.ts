/**
 * The eye tracker as the media child sees it: pictures go in, readings come out, whatever happens to its thread. It
 * runs while somebody asks for it and is gone when nobody does.
 */
import { Worker } from 'node:worker_threads'
import type { EyeReading } from '../eyeline/eye-reading.ts'
import { makeEyeStream } from './eye-stream.ts'
import {
  type LookOrder,
  type Size,
  type StopOrder,
  type Stream,
  streams,
  type WorkerReport,
} from './messages.ts'
import type { Smoothed } from './smoothing.ts'
import type { EyeStats } from './stream-stats.ts'

export interface Eyes {
  start(): void
  /** Nobody has to be looked at: the thread goes, and with it all that it knew. Readings end. */
  stop(): void
  /** One picture, I420 without padding; copied before this returns. While one is being looked at, the newest waits. */
  see(stream: Stream, picture: Uint8Array, size: Size, takenAtMs: number): void
  /** The smoothed reading and how it moves, for `predict`; undefined when nobody is seen. */
  now(stream: Stream): Smoothed | undefined
  /** Counted since the last call, about once a second; also notices what has stopped. */
  take(passedMs: number): Readonly<Record<Stream, EyeStats>>
  /** Resolves after `stop` when the thread has ended. */
  ended(): Promise<void>
}
export interface EyesUse {
  /** Folder of the nets; without it there is no tracker, and every state is `off`. */
  readonly nets: string | undefined
  /** After each picture that was looked at: smoothed; undefined when nobody is seen, or has not been for 300 ms. */
  readonly onReading: (stream: Stream, reading: EyeReading | undefined) => void
  readonly onFault: (message: string) => void
  /** The thread's module; another one in tests. */
  readonly worker?: URL
}

/** A thread that died is started again after this long, then twice that, and so on. */
const firstWaitMs = 250
const mostWaitMs = 10_000
/** One that does not end by itself is ended, at the risk that the child goes with it. */
const endMs = 1500
/** A thread that lived this long had nothing wrong with its start. */
const healthyMs = 10_000

export function makeEyes(use: EyesUse): Eyes {
  const { nets, worker: module = new URL('worker.ts', import.meta.url) } = use
  let wanted = false
  let thread: Worker | undefined
  let ready = false
  let again: NodeJS.Timeout | undefined
  let waitMs = firstWaitMs
  let ending: Promise<unknown> = Promise.resolve()

  const order = (message: LookOrder) => {
    if (!ready) return false
    thread?.postMessage(message)
    return true
  }
  const perStream = Object.fromEntries(
    streams.map((stream) => [stream, makeEyeStream(stream, order, use.onReading)]),
  ) as Record<Stream, ReturnType<typeof makeEyeStream>>

  function open(): void {
    const opened = new Worker(module, { workerData: { nets }, name: 'eyes' })
    const since = performance.now()
    thread = opened
    opened.on('message', (message: WorkerReport) => {
      if (thread !== opened) return
      if (message.type === 'ready') ready = true
      else perStream[message.stream].looked(message)
    })
    opened.on('error', (error) => use.onFault(messageOf(error)))
    opened.on('exit', () => {
      if (thread !== opened) return
      thread = undefined
      ready = false
      for (const stream of streams) perStream[stream].lose()
      if (performance.now() - since > healthyMs) waitMs = firstWaitMs
      again = setTimeout(open, waitMs)
      waitMs = Math.min(2 * waitMs, mostWaitMs)
    })
  }
  return {
    start() {
      if (nets === undefined || wanted) return
      wanted = true
      waitMs = firstWaitMs
      for (const stream of streams) perStream[stream].start()
      // A thread that is still ending owns the runtime: there may be one only.
      ending = ending.then(() => {
        if (wanted && !thread) open()
      })
    },
    stop() {
      if (!wanted) return
      wanted = false
      clearTimeout(again)
      const old = thread
      thread = undefined
      ready = false
      for (const stream of streams) perStream[stream].stop()
      if (old) ending = ending.then(() => end(old))
    },
    see(stream, picture, size, takenAtMs) {
      if (wanted) perStream[stream].see(picture, size, takenAtMs)
    },
    now: (stream) => perStream[stream].now(),
    take(passedMs) {
      const now = performance.now()
      // Its end is reported like any other: it is started again.
      if (streams.some((stream) => perStream[stream].tick(now) === 'stuck')) thread?.terminate()
      return {
        citizen: perStream.citizen.take(passedMs),
        inspector: perStream.inspector.take(passedMs),
      }
    },
    async ended() {
      await ending
    },
  }
}

/** Asks a thread to end, and resolves when it has. */
function end(thread: Worker): Promise<void> {
  return new Promise((done) => {
    const late = setTimeout(() => thread.terminate().then(() => done()), endMs)
    thread.once('exit', () => {
      clearTimeout(late)
      done()
    })
    thread.postMessage({ stop: true } satisfies StopOrder)
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
