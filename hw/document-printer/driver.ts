import { setTimeout as sleep } from 'node:timers/promises'
import {
  attribute,
  decodeIpp,
  encodeIpp,
  GROUP,
  type IppAttribute,
  IppError,
  type IppMessage,
  numberOf,
  OPERATION,
  STATUS,
  TAG,
  textsOf,
} from './codec.ts'
import type { DocumentPrinter, DocumentPrinterEvent, JobOutcome, PrintJob } from './port.ts'

export interface IppOptions {
  /** For example `ipp://127.0.0.1:631/ipp/print`; `ipps` for TLS. */
  readonly uri: string
  /** Pause between two looks at the printer, and at a job. */
  readonly pollMs?: number
  readonly deadlineMs?: number
}
type PrinterState = DocumentPrinterEvent['state']

/** Printer says no, or nothing. */
export class IppRequestError extends Error {
  readonly code = 'IPP_REFUSED'
  readonly scope = 'unit'
  readonly status: number | undefined
  constructor(message: string, status?: number, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

const ENDED: Record<number, JobOutcome> = {
  7: { state: 'failed', reason: 'canceled' },
  8: { state: 'failed', reason: 'aborted' },
  9: { state: 'completed' },
}

/** Reasons are matched by their beginning: their endings vary, and one printer was seen to cut them off. */
const MEDIA_REASONS = ['media-empty', 'media-needed']
const STOP_REASONS = ['media-jam', 'cover-open', 'door-open', 'toner-empty', 'paused', 'offline']

/** A printer that takes PDF over IPP, without a queue of ours in between. Source: RFC 8011. */
export function ippPrinter(options: IppOptions): DocumentPrinter {
  const { uri, pollMs = 2000, deadlineMs = 10_000 } = options
  let requestId = 0

  const request = async (
    code: number,
    attributes: readonly IppAttribute[],
    data: Uint8Array = new Uint8Array(),
  ): Promise<IppMessage> => {
    requestId += 1
    const groups = [{ tag: GROUP.operation, attributes: [...common(uri), ...attributes] }]
    const answer = await post(uri, encodeIpp({ code, requestId, groups, data }), deadlineMs)
    if (answer.code >= 0x0100)
      throw new IppRequestError(`IPP status ${answer.code.toString(16)}`, answer.code)
    return answer
  }
  const send = async ({ name, pdf }: PrintJob, signal: AbortSignal): Promise<IppMessage> => {
    const attributes = [
      attribute('job-name', TAG.name, name),
      attribute('document-format', TAG.mimeType, 'application/pdf'),
    ]
    for (;;) {
      const answer = await request(OPERATION.printJob, attributes, pdf).catch((cause) => {
        if (cause instanceof IppRequestError && cause.status === STATUS.busy) return undefined
        throw cause
      })
      if (answer) return answer
      await sleep(pollMs, undefined, { signal })
    }
  }
  const follow = async (jobId: number, signal: AbortSignal): Promise<JobOutcome> => {
    const wanted = attribute('requested-attributes', TAG.keyword, 'job-state', 'job-state-reasons')
    const job = attribute('job-id', TAG.integer, jobId)
    for (;;) {
      const answer = await request(OPERATION.getJob, [job, wanted])
      const ended = ENDED[numberOf(answer, 'job-state') ?? 0]
      if (ended) return ended
      await sleep(pollMs, undefined, { signal })
    }
  }
  const look = async (): Promise<PrinterState> => {
    const wanted = ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs']
    const answer = await request(OPERATION.getPrinter, [
      attribute('requested-attributes', TAG.keyword, ...wanted),
    ])
    return printerState(numberOf(answer, 'printer-state'), textsOf(answer, 'printer-state-reasons'))
  }
  return {
    async run(signal, emit) {
      let last: PrinterState | undefined
      while (!signal.aborted) {
        const state = await look().catch((): PrinterState => 'gone')
        if (state !== last && !signal.aborted) emit({ type: 'document_printer.state', state })
        last = state
        await sleep(pollMs, undefined, { signal }).catch(() => {})
      }
    },
    async print(job, signal) {
      let jobId: number | undefined
      try {
        jobId = numberOf(await send(job, signal), 'job-id')
        if (jobId === undefined) return { state: 'failed', reason: 'no_job_id' }
        return await follow(jobId, signal)
      } catch (cause) {
        if (jobId !== undefined) await cancel(request, jobId)
        return { state: 'failed', reason: signal.aborted ? 'canceled' : reasonOf(cause) }
      }
    },
  }
}

/** A job given up must not come out later; a printer that cannot be reached cannot be told. */
function cancel(
  request: (code: number, attributes: readonly IppAttribute[]) => Promise<IppMessage>,
  jobId: number,
): Promise<unknown> {
  return request(OPERATION.cancelJob, [attribute('job-id', TAG.integer, jobId)]).catch(() => {})
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof IppRequestError)) return 'unreachable'
  return cause.status === undefined ? 'unreachable' : `ipp_${cause.status.toString(16)}`
}

/** @see MEDIA_REASONS: an empty tray leaves the printer `processing`, so the reasons come first. */
export function printerState(state: number | undefined, reasons: readonly string[]): PrinterState {
  const some = (known: readonly string[]): boolean =>
    reasons.some((reason) => known.some((start) => reason.startsWith(start)))
  if (some(MEDIA_REASONS)) return 'media_empty'
  if (some(STOP_REASONS) || state === 5) return 'stopped'
  return state === 4 ? 'busy' : 'ready'
}

function common(uri: string): IppAttribute[] {
  return [
    attribute('attributes-charset', TAG.charset, 'utf-8'),
    attribute('attributes-natural-language', TAG.language, 'en'),
    attribute('printer-uri', TAG.uri, uri),
    attribute('requesting-user-name', TAG.name, 'loket'),
  ]
}

async function post(uri: string, body: Uint8Array, deadlineMs: number): Promise<IppMessage> {
  const url = new URL(uri.replace(/^ipp/, 'http'))
  if (url.port === '' && uri.startsWith('ipp')) url.port = '631'
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/ipp' },
      body: Buffer.from(body),
      signal: AbortSignal.timeout(deadlineMs),
    })
    if (!response.ok) throw new IppRequestError(`HTTP status ${response.status}`)
    return decodeIpp(new Uint8Array(await response.arrayBuffer()))
  } catch (cause) {
    if (cause instanceof IppRequestError) throw cause
    const what = cause instanceof IppError ? 'the answer is no IPP' : 'the printer does not answer'
    throw new IppRequestError(what, undefined, { cause })
  }
}
