import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Line, type LineError, openLine } from '../serial/line.ts'
import { createDecoder, type Damage, encodeFrame, type Report } from './codec.ts'
import {
  type PadEvent,
  PadGoneError,
  type PadModel,
  type PenSample,
  type SignaturePad,
} from './port.ts'
import { decodeModel, decodeTimedPen, ID, RESULT, STATE, TIME_AND_SEQUENCE } from './reports.ts'

export interface StuOptions {
  /** Best a `/dev/serial/by-id/…` path. */
  readonly device: string
  /** 128000 for the STU-430V and the STU-540 over USB. */
  readonly baudRate?: number
  /** How long one answer may take; Wacom's own limit is 3 s. */
  readonly deadlineMs?: number
  /** Pause between two looks at a pad that is not capturing. */
  readonly probeMs?: number
}
/** The answer being waited for: one command in flight, since an answer names no command. */
interface Waiting {
  readonly id: number
  readonly settle: (report: Report | PadGoneError) => void
}
interface Session {
  readonly line: Line
  waiting?: Waiting
  turn: Promise<unknown>
  capturing: boolean
  last?: PenSample
}

/** A Wacom STU pad in virtual-COM mode. Source: the frames and reports in `codec.ts` and `reports.ts`. */
export function stuPad(options: StuOptions): SignaturePad {
  const { device, baudRate = 128_000, deadlineMs = 3000, probeMs = 2000 } = options
  let session: Session | undefined
  const openings = new EventEmitter<{ open: [Session] }>()
  let starting = new AbortController()

  async function serve(signal: AbortSignal, emit: (event: PadEvent) => void): Promise<void> {
    if (signal.aborted) return
    const decoder = createDecoder()
    const onBytes = (bytes: Uint8Array): void => {
      for (const item of decoder.push(bytes)) if (current) receive(current, item, emit)
    }
    let current: Session | undefined
    const line = await openLine({ device, baudRate, onBytes, writeDeadlineMs: deadlineMs }).catch(
      gone('the pad cannot be opened'),
    )
    current = { line, turn: Promise.resolve(), capturing: false }
    const opened = current
    const stop = (): void => void line.close()
    signal.addEventListener('abort', stop, { once: true })
    const lost = line.closed.then((cause) => {
      opened.waiting?.settle(new PadGoneError('the pad went away', { cause }))
      if (!signal.aborted) throw new PadGoneError('the pad went away', { cause })
    })
    lost.catch(() => {})
    try {
      const pad = await prepare(opened, deadlineMs)
      session = opened
      emit({ type: 'pad.ready', pad })
      openings.emit('open', opened)
      await Promise.race([lost, probe(opened, { deadlineMs, probeMs, signal })])
    } catch (cause) {
      if (!signal.aborted) throw cause
    } finally {
      session = undefined
      signal.removeEventListener('abort', stop)
      await line.close()
    }
  }
  /** A pad that is just being opened is waited for, unless the capture is stopped meanwhile. */
  const whenOpen = async (): Promise<Session> => {
    if (session) return session
    starting.abort()
    const start = new AbortController()
    starting = start
    const expiry = setTimeout(() => start.abort(), deadlineMs)
    const arrived = once(openings, 'open', { signal: start.signal })
    const [pad] = await arrived.catch(gone('no pad is open')).finally(() => clearTimeout(expiry))
    return pad
  }
  return {
    run: (signal, emit) => serve(signal, emit).finally(() => starting.abort()),
    async startCapture() {
      const pad = await whenOpen()
      await set(pad, [ID.clearScreen, 0], deadlineMs)
      delete pad.last
      pad.capturing = true
      await set(pad, [ID.inkingMode, 1], deadlineMs)
    },
    async stopCapture() {
      starting.abort()
      if (!session) throw new PadGoneError('no pad is open')
      const pad = session
      pad.capturing = false
      await set(pad, [ID.inkingMode, 0], deadlineMs)
      await set(pad, [ID.clearScreen, 0], deadlineMs)
    },
  }
}

const gone =
  (message: string) =>
  (cause: unknown): never => {
    throw new PadGoneError(message, { cause })
  }

/** The rate goes first: setting it puts every other setting back. */
async function prepare(pad: Session, deadlineMs: number): Promise<PadModel> {
  const information = await get(pad, ID.information, deadlineMs)
  const capability = await get(pad, ID.capability, deadlineMs)
  const sizes = await get(pad, ID.sizes, deadlineMs)
  const model = decodeModel(information.body, capability.body)
  if (!model) throw new PadGoneError('the pad describes itself in an unknown way')
  const timed = ((sizes.body[2 * ID.penTimed] ?? 0) << 8) | (sizes.body[2 * ID.penTimed + 1] ?? 0)
  if (timed !== 11)
    throw new PadGoneError(`a ${model.model} has no time and sequence in its samples`)
  await set(pad, [ID.reportRate, 200], deadlineMs)
  const until = performance.now() + deadlineMs
  while ((await get(pad, ID.status, deadlineMs)).body[0] !== STATE.ready) {
    if (performance.now() > until) throw new PadGoneError('the pad does not become ready')
    await sleep(50)
  }
  await set(pad, [ID.penOption, TIME_AND_SEQUENCE], deadlineMs)
  await set(pad, [ID.inkThreshold, 21, 0, 16, 0], deadlineMs)
  await set(pad, [ID.inkingMode, 0], deadlineMs)
  return model
}

/** A silent pad is a gone pad: it is asked for its state, also while nobody signs. */
async function probe(
  pad: Session,
  { deadlineMs, probeMs, signal }: { deadlineMs: number; probeMs: number; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    await sleep(probeMs, undefined, { signal }).catch(() => {})
    if (!signal.aborted) await get(pad, ID.status, deadlineMs)
  }
}

function get(pad: Session, id: number, deadlineMs: number): Promise<Report> {
  return exchange(pad, Uint8Array.of(ID.get, id), id, deadlineMs)
}

async function set(pad: Session, report: readonly number[], deadlineMs: number): Promise<void> {
  const answer = await exchange(pad, Uint8Array.from(report), ID.result, deadlineMs)
  if (answer.body[0] !== RESULT.ok)
    throw new PadGoneError(`the pad refused report ${report[0]} with error ${answer.body[0]}`)
}

function exchange(
  pad: Session,
  report: Uint8Array,
  id: number,
  deadlineMs: number,
): Promise<Report> {
  const turn = pad.turn.then(
    () =>
      new Promise<Report>((resolve, reject) => {
        const settle = (answer: Report | PadGoneError): void => {
          clearTimeout(timer)
          delete pad.waiting
          if (answer instanceof PadGoneError) reject(answer)
          else resolve(answer)
        }
        const timer = setTimeout(
          () => settle(new PadGoneError('the pad does not answer')),
          deadlineMs,
        )
        pad.waiting = { id, settle }
        pad.line.write(encodeFrame(report)).catch((cause: LineError) => {
          settle(new PadGoneError('the pad cannot be written to', { cause }))
        })
      }),
  )
  pad.turn = turn.catch(() => {})
  return turn
}

function receive(pad: Session, item: Report | Damage, emit: (event: PadEvent) => void): void {
  if (item.type === 'damage') {
    if (pad.capturing) emit({ type: 'pad.damaged', cause: item.cause })
  } else if (item.id === ID.penTimed) pen(pad, item.body, emit)
  else if (pad.waiting && (item.id === pad.waiting.id || item.id === ID.result)) {
    const refused = item.id === ID.result && pad.waiting.id !== ID.result
    pad.waiting.settle(refused ? new PadGoneError('the pad refused to tell') : item)
  }
}

function pen(pad: Session, body: Uint8Array, emit: (event: PadEvent) => void): void {
  if (!pad.capturing) return
  const decoded = decodeTimedPen(body)
  if (!decoded) {
    emit({ type: 'pad.damaged', cause: 'cut' })
    return
  }
  const { near, ...sample } = decoded
  const { last } = pad
  // A pen that leaves is told by a report of zeros, outside the count: the next approach starts a new run.
  if (!near) {
    delete pad.last
    if (last?.down) emit({ type: 'pad.sample', sample: { ...last, down: false, pressure: 0 } })
    return
  }
  if (last && sample.sequence !== ((last.sequence + 1) & 0xffff))
    emit({ type: 'pad.damaged', cause: 'gap' })
  pad.last = sample
  emit({ type: 'pad.sample', sample })
}
