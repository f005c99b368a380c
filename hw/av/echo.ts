/** Starts echo peers from a process that must not load the WebRTC addon itself. */
import { type ChildProcess, fork } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { EchoCounts } from './echo-peer.ts'
import type { EchoIceServer, EchoOrder, EchoReport } from './echo-protocol.ts'

export interface Echo {
  /**
   * The answer to a box's offer, ICE candidates included.
   * @throws EchoError when the offer is not accepted or the process ended.
   */
  answer(linkId: string, offer: string): Promise<string>
  /** What this link's peer received so far; at most half a second old. */
  counts(linkId: string): EchoCounts | undefined
  close(linkId: string): void
  /** Ends the process; the next answer starts another. */
  stop(): void
}
export interface EchoOptions {
  /** Folder of the compiled native parts: keeps ICE on 127.0.0.1 alone. Without it all interfaces are offered. */
  readonly loopbackFrom?: string
  readonly iceServers?: readonly EchoIceServer[]
}

export class EchoError extends Error {
  override readonly name = 'EchoError'
  readonly code = 'echo.failed'
  readonly scope = 'visit'
}

const answerMs = 10_000

/** The process starts with the first answer, and again after it died. */
export function startEcho(options: EchoOptions = {}): Echo {
  const latest = new Map<string, EchoCounts>()
  const waiting = new Map<string, { done(sdp: string): void; failed(error: EchoError): void }>()
  let child: ChildProcess | undefined

  function received(report: EchoReport): void {
    if (report.type === 'counts') latest.set(report.linkId, report.counts)
    else if (report.type === 'answered') waiting.get(report.linkId)?.done(report.sdp)
    else waiting.get(report.linkId)?.failed(new EchoError('the offer was not accepted'))
  }
  function running(): ChildProcess {
    if (child?.connected) return child
    const forked = forkEcho(options)
    forked.on('message', received)
    forked.on('exit', () => gone(forked))
    // It could not be started, or its channel broke under an order.
    forked.on('error', () => {
      forked.kill('SIGKILL')
      gone(forked)
    })
    child = forked
    return forked
  }
  function gone(process: ChildProcess | undefined): void {
    if (child !== process) return
    child = undefined
    latest.clear()
    for (const one of waiting.values()) one.failed(new EchoError('the echo process ended'))
  }
  function order(message: EchoOrder): void {
    running().send(message)
  }
  return {
    answer(linkId, offer) {
      return new Promise<string>((done, failed) => {
        const late = setTimeout(() => failed(new EchoError('no answer in time')), answerMs)
        const settle = <T>(settled: (value: T) => void) => {
          return (value: T) => {
            clearTimeout(late)
            waiting.delete(linkId)
            settled(value)
          }
        }
        waiting.set(linkId, { done: settle(done), failed: settle(failed) })
        order({ type: 'answer', linkId, offer, iceServers: options.iceServers ?? [] })
      })
    },
    counts: (linkId) => latest.get(linkId),
    close(linkId) {
      latest.delete(linkId)
      if (child?.connected) order({ type: 'close', linkId })
    },
    stop() {
      child?.kill('SIGKILL')
      gone(child)
    },
  }
}

function forkEcho({ loopbackFrom }: EchoOptions): ChildProcess {
  const preload = loopbackFrom && join(resolve(loopbackFrom), 'ice-loopback.so')
  return fork(fileURLToPath(new URL('echo-process.ts', import.meta.url)), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ...(preload ? { LD_PRELOAD: preload } : {}) },
  })
}
