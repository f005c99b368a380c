import { setTimeout as sleep } from 'node:timers/promises'
import { type Line, type LineError, openLine } from '../serial/line.ts'
import {
  CLEAR_BUFFER,
  createReplyReader,
  paperState,
  processId,
  processRequest,
  type Reply,
  statusRequest,
} from './codec.ts'
import { encodeSlip } from './layout.ts'
import {
  type PaperState,
  PrinterGoneError,
  type PrintOutcome,
  type Slip,
  type SlipPrinter,
  type SlipPrinterEvent,
} from './port.ts'

export interface EscPosOptions {
  /** Best a `/dev/serial/by-id/…` path. */
  readonly device: string
  readonly baudRate?: number
  /** How long the printer may take to say that a slip is on paper. */
  readonly printDeadlineMs?: number
  /** How long one status answer may take. */
  readonly statusDeadlineMs?: number
  /** Pause between two looks at the printer's state. */
  readonly probeMs?: number
}
interface Session {
  readonly line: Line
  /** Waits for the next reply that it knows; one at a time. */
  expect?: (reply: Reply | undefined) => boolean
  turn: Promise<unknown>
  state?: PaperState
}
type Emit = (event: SlipPrinterEvent) => void

/** An ESC/POS printer with status and process-ID answers. Source: Epson ESC/POS reference. */
export function escPosPrinter(options: EscPosOptions): SlipPrinter {
  const { device, baudRate = 38_400, printDeadlineMs = 5000 } = options
  const { statusDeadlineMs = 1000, probeMs = 2000 } = options
  let session: Session | undefined
  let report: Emit = () => {}
  /** Starts anywhere, so that an answer to an earlier process is not taken for ours. */
  let printed = Math.floor(Math.random() * 10_000)

  async function run(signal: AbortSignal, emit: Emit): Promise<void> {
    if (signal.aborted) return
    const replies = createReplyReader()
    const onBytes = (bytes: Uint8Array): void => {
      for (const reply of replies.push(bytes)) current?.expect?.(reply)
    }
    let current: Session | undefined
    const line = await openLine({ device, baudRate, onBytes }).catch((cause) => {
      throw new PrinterGoneError('the slip printer cannot be opened', { cause })
    })
    const opened: Session = { line, turn: Promise.resolve() }
    current = opened
    report = emit
    const stop = (): void => void line.close()
    signal.addEventListener('abort', stop, { once: true })
    const lost = line.closed.then((cause) => {
      opened.expect?.(undefined)
      if (!signal.aborted) throw new PrinterGoneError('the slip printer went away', { cause })
    })
    lost.catch(() => {})
    try {
      await inTurn(opened, () => look(opened, statusDeadlineMs, emit))
      session = opened
      await Promise.race([lost, watch(opened, signal)])
    } catch (cause) {
      if (!signal.aborted) throw cause
    } finally {
      session = undefined
      signal.removeEventListener('abort', stop)
      await line.close()
    }
  }
  async function watch(opened: Session, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(probeMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await inTurn(opened, () => look(opened, statusDeadlineMs, report))
    }
  }
  async function printOn(opened: Session, slip: Slip): Promise<PrintOutcome> {
    const before = await look(opened, statusDeadlineMs, report).catch(() => undefined)
    if (before !== 'ready' && before !== 'paper_low') return 'not_printed'
    printed += 1
    const id = processId(printed)
    const bytes = Buffer.concat([encodeSlip(slip), processRequest(id)])
    const confirmed = await ask(opened, bytes, printDeadlineMs, (reply) =>
      reply.type === 'process' && reply.id === id ? true : undefined,
    )
    if (confirmed) return 'printed'
    // Else the rest of this slip would come out with the next roll of paper.
    await opened.line.write(CLEAR_BUFFER).catch(() => {})
    await look(opened, statusDeadlineMs, report).catch(() => {})
    return 'unknown'
  }
  return {
    run,
    async print(slip) {
      const opened = session
      return opened ? inTurn(opened, () => printOn(opened, slip)) : 'not_printed'
    },
  }
}

function inTurn<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const turn = session.turn.then(work)
  session.turn = turn.catch(() => {})
  return turn
}

/** Asks the four states; a printer that is silent counts as gone. */
async function look(session: Session, deadlineMs: number, emit: Emit): Promise<PaperState> {
  const bits = async (n: 1 | 2 | 3 | 4): Promise<number> => {
    const answer = await ask(session, statusRequest(n), deadlineMs, (reply) =>
      reply.type === 'status' ? reply.bits : undefined,
    )
    if (answer === undefined) throw new PrinterGoneError('the slip printer does not answer')
    return answer
  }
  const state = paperState({
    printer: await bits(1),
    offline: await bits(2),
    error: await bits(3),
    paper: await bits(4),
  })
  if (state !== session.state) emit({ type: 'slip_printer.state', state })
  session.state = state
  return state
}

/** Writes and waits for the reply that `pick` knows; undefined after the deadline or when the line went. */
function ask<T>(
  session: Session,
  bytes: Uint8Array,
  deadlineMs: number,
  pick: (reply: Reply) => T | undefined,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const settle = (answer: T | undefined): void => {
      clearTimeout(timer)
      delete session.expect
      resolve(answer)
    }
    const timer = setTimeout(() => settle(undefined), deadlineMs)
    session.expect = (reply) => {
      const answer = reply && pick(reply)
      if (reply && answer === undefined) return false
      settle(answer)
      return true
    }
    session.line.write(bytes).catch((_: LineError) => settle(undefined))
  })
}
