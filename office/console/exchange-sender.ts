import { type ReadonlySignal, signal } from '@preact/signals'
import { EXCHANGE_LIMITS, partsOf } from '../../daemon/core/exchange-view.ts'
import type { VisitCommand } from '../../daemon/core/visit-command.ts'
import type { VisitView } from '../../daemon/core/visit-view.ts'
import type { Answer } from '../gateway/protocol.ts'
import type { ReadyFile } from './exchange-file.ts'

/** Brings documents to the box, part by part, and goes on by itself after whatever broke it off. */
export interface ExchangeSender {
  /** The documents, by hash, whose bytes are on this page: they go on by themselves. */
  readonly here: ReadonlySignal<ReadonlySet<string>>
  /** Announces a document, or takes up one whose transfer broke off; false when the box does not take it. */
  add(visitId: string, file: ReadyFile, title: string): Promise<boolean>
  /** The visit came, or came again; null when this seat has none (any more). */
  seen(visit: VisitView | null): void
  drop(sha256: string): void
  /** Removes everything, at log-out. */
  forget(): void
}

export interface ExchangeSenderOptions {
  /** Asks until there is an answer, across reconnects. */
  readonly ask: (visitId: string, command: VisitCommand) => Promise<Answer>
  readonly wait?: (delayMs: number) => Promise<void>
}

/** How long after a box that could not be reached a part is sent again. */
const RETRY_MS = 1000

interface Transfer {
  readonly visitId: string
  readonly file: ReadyFile
  sending: boolean
}

export function createExchangeSender({ ask, wait = sleep }: ExchangeSenderOptions): ExchangeSender {
  const transfers = new Map<string, Transfer>()
  const here = signal<ReadonlySet<string>>(new Set())
  const tell = () => {
    here.value = new Set(transfers.keys())
  }
  const lives = (transfer: Transfer) => transfers.get(transfer.file.sha256) === transfer

  /** Asks again while the box cannot be reached; false when it said no. */
  async function insist(transfer: Transfer, command: VisitCommand): Promise<boolean> {
    while (lives(transfer)) {
      const answer = await ask(transfer.visitId, command)
      if (answer.ok) return true
      if (answer.code !== 'box_unreachable' && answer.code !== 'expired') return false
      await wait(RETRY_MS)
    }
    return false
  }

  /** A part that the box does not take now waits for the next view: it tells where to go on. */
  async function send(transfer: Transfer, from: number): Promise<void> {
    const { sha256, bytes } = transfer.file
    transfer.sending = true
    for (let part = from; part < partsOf(bytes.length); part += 1) {
      const base64 = base64Of(partOf(bytes, part))
      if (!(await insist(transfer, { name: 'exchange.part', sha256, part, base64 }))) break
    }
    transfer.sending = false
  }

  async function begin(transfer: Transfer, title: string): Promise<boolean> {
    const { sha256, type, bytes } = transfer.file
    const command = { sha256, title, type, bytes: bytes.length }
    const begun = await insist(transfer, { name: 'exchange.begin', ...command })
    transfer.sending = false
    if (!begun) forgetOne(sha256)
    else if (latest) seen(latest)
    return begun
  }

  let latest: VisitView | null = null
  function seen(visit: VisitView | null): void {
    latest = visit
    for (const [sha256, transfer] of transfers) {
      const document = visit?.exchanged.find((each) => each.sha256 === sha256)
      if (visit?.visitId !== transfer.visitId) transfers.delete(sha256)
      else if (document && document.state !== 'arriving') transfers.delete(sha256)
      else if (document && !transfer.sending) void send(transfer, document.parts)
    }
    tell()
  }
  function forgetOne(sha256: string): void {
    transfers.delete(sha256)
    tell()
  }
  return {
    here,
    add(visitId, file, title) {
      const transfer = { visitId, file, sending: true }
      transfers.set(file.sha256, transfer)
      tell()
      return begin(transfer, title)
    },
    seen,
    drop: forgetOne,
    forget() {
      transfers.clear()
      tell()
    },
  }
}

function partOf(bytes: Uint8Array, part: number): Uint8Array {
  const { partBytes } = EXCHANGE_LIMITS
  return bytes.subarray(part * partBytes, (part + 1) * partBytes)
}

/** In pieces: a call takes only so many arguments. */
const MOST_ARGUMENTS = 8192
function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += MOST_ARGUMENTS)
    binary += String.fromCharCode(...bytes.subarray(at, at + MOST_ARGUMENTS))
  return btoa(binary)
}

function sleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs))
}
