import { createServer, type IncomingMessage, type Server } from 'node:http'
import { PDFDocument } from '@cantoo/pdf-lib'
import {
  attribute,
  decodeIpp,
  encodeIpp,
  GROUP,
  type IppAttribute,
  type IppMessage,
  numberOf,
  OPERATION,
  STATUS,
  TAG,
  textsOf,
} from './codec.ts'

/** A virtual IPP printer on loopback. The papers in its tray exist in memory only. */
export interface IppPrinterSim {
  /** For example `ipp://127.0.0.1:43211/ipp/print`. */
  readonly uri: string
  readonly tray: readonly TrayPaper[]
  /** Takes the paper of one job out of the tray; false when it is not there. */
  take(job: number): boolean
  mediaEmpty(on: boolean): void
  stop(): Promise<void>
}
export interface TrayPaper {
  readonly job: number
  readonly name: string
  readonly pages: number
  readonly pdf: Uint8Array
}
export interface IppPrinterSimOptions {
  /** 0 picks a free one. */
  readonly port: number
  /** How long one job takes, in milliseconds. */
  readonly jobMs?: number
  readonly onChange?: () => void
}
interface Job {
  readonly id: number
  readonly name: string
  state: 4 | 7 | 8 | 9
}
interface Answer {
  readonly status: number
  readonly group?: { readonly tag: number; readonly attributes: readonly IppAttribute[] }
}

const BODY_LIMIT_BYTES = 64 * 1024 * 1024
const JOBS_REMEMBERED = 100

export async function startIppPrinterSim(options: IppPrinterSimOptions): Promise<IppPrinterSim> {
  const { port, jobMs = 300, onChange } = options
  const jobs = new Map<number, Job>()
  let tray: TrayPaper[] = []
  let empty = false
  let count = 0
  let printing: { readonly job: Job; readonly pdf: Uint8Array } | undefined
  let timer: NodeJS.Timeout | undefined
  let uri = ''

  const finish = async (): Promise<void> => {
    if (!printing || empty) return
    const { job, pdf } = printing
    const pages = await pageCount(pdf)
    if (printing?.job !== job) return
    printing = undefined
    job.state = pages === undefined ? 8 : 9
    if (pages !== undefined) tray = [...tray, { job: job.id, name: job.name, pages, pdf }]
    onChange?.()
  }
  const start = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void finish(), jobMs)
  }
  const printJob = (message: IppMessage): Answer => {
    if (printing) return { status: STATUS.busy }
    const [format = 'application/pdf'] = textsOf(message, 'document-format')
    if (format !== 'application/pdf') return { status: STATUS.documentFormat }
    count += 1
    const [name = 'untitled'] = textsOf(message, 'job-name')
    const job: Job = { id: count, name, state: 4 }
    jobs.set(job.id, job)
    jobs.delete(job.id - JOBS_REMEMBERED)
    printing = { job, pdf: message.data }
    start()
    return { status: STATUS.ok, group: jobGroup(job, uri, empty) }
  }
  const cancelJob = (job: Job): Answer => {
    if (job.state !== 4) return { status: STATUS.notPossible }
    job.state = 7
    printing = undefined
    return { status: STATUS.ok }
  }
  const answer = (message: IppMessage): Answer => {
    if (message.code === OPERATION.printJob) return printJob(message)
    if (message.code === OPERATION.getPrinter)
      return { status: STATUS.ok, group: printerGroup(uri, { empty, busy: !!printing }) }
    const known = message.code === OPERATION.getJob || message.code === OPERATION.cancelJob
    if (!known) return { status: STATUS.notSupported }
    const job = jobs.get(numberOf(message, 'job-id') ?? 0)
    if (!job) return { status: STATUS.notFound }
    if (message.code === OPERATION.cancelJob) return cancelJob(job)
    return { status: STATUS.ok, group: jobGroup(job, uri, empty) }
  }
  const server = createServer((request, response) => {
    body(request)
      .then((bytes) => respond(bytes, answer))
      .then((bytes) => response.writeHead(200, { 'content-type': 'application/ipp' }).end(bytes))
      .catch(() => response.writeHead(400).end())
  })
  uri = `ipp://127.0.0.1:${await listen(server, port)}/ipp/print`
  return {
    uri,
    get tray() {
      return tray
    },
    take(job) {
      const before = tray.length
      tray = tray.filter((paper) => paper.job !== job)
      if (tray.length !== before) onChange?.()
      return tray.length !== before
    },
    mediaEmpty(on) {
      empty = on
      if (!on && printing) start()
    },
    async stop() {
      clearTimeout(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function respond(bytes: Uint8Array, answer: (message: IppMessage) => Answer): Uint8Array {
  const message = decodeIpp(bytes)
  const { status, group } = answer(message)
  const operation = {
    tag: GROUP.operation,
    attributes: [
      attribute('attributes-charset', TAG.charset, 'utf-8'),
      attribute('attributes-natural-language', TAG.language, 'en'),
    ],
  }
  const groups = group ? [operation, group] : [operation]
  return encodeIpp({
    code: status,
    requestId: message.requestId,
    groups,
    data: new Uint8Array(),
  })
}

function jobGroup(job: Job, uri: string, empty: boolean) {
  const reason = job.state === 4 && empty ? 'printer-stopped-partly' : 'none'
  return {
    tag: GROUP.job,
    attributes: [
      attribute('job-id', TAG.integer, job.id),
      attribute('job-uri', TAG.uri, `${uri}/${job.id}`),
      attribute('job-state', TAG.enum, job.state),
      attribute('job-state-reasons', TAG.keyword, reason),
    ],
  }
}

/** As a real printer does: an empty tray leaves a job `processing`, with warnings; idle has a report. */
function printerGroup(uri: string, { empty, busy }: { empty: boolean; busy: boolean }) {
  const missing = busy ? ['media-empty-warning', 'media-needed-warning'] : ['media-empty-report']
  return {
    tag: GROUP.printer,
    attributes: [
      attribute('printer-uri-supported', TAG.uri, uri),
      attribute('uri-security-supported', TAG.keyword, 'none'),
      attribute('uri-authentication-supported', TAG.keyword, 'none'),
      attribute('printer-name', TAG.name, 'virtual'),
      attribute('printer-state', TAG.enum, busy ? 4 : 3),
      attribute('printer-state-reasons', TAG.keyword, ...(empty ? missing : ['none'])),
      attribute('printer-is-accepting-jobs', TAG.boolean, true),
      attribute('queued-job-count', TAG.integer, busy ? 1 : 0),
      attribute('ipp-versions-supported', TAG.keyword, '1.1', '2.0'),
      attribute('operations-supported', TAG.enum, ...Object.values(OPERATION)),
      attribute('charset-configured', TAG.charset, 'utf-8'),
      attribute('charset-supported', TAG.charset, 'utf-8'),
      attribute('natural-language-configured', TAG.language, 'en'),
      attribute('generated-natural-language-supported', TAG.language, 'en'),
      attribute('document-format-default', TAG.mimeType, 'application/pdf'),
      attribute('document-format-supported', TAG.mimeType, 'application/pdf'),
      attribute('pdl-override-supported', TAG.keyword, 'not-attempted'),
      attribute('compression-supported', TAG.keyword, 'none'),
      attribute('printer-up-time', TAG.integer, Math.ceil(process.uptime())),
    ],
  }
}

async function pageCount(pdf: Uint8Array): Promise<number | undefined> {
  try {
    const document = await PDFDocument.load(pdf, {
      updateMetadata: false,
      throwOnInvalidObject: true,
    })
    return document.getPageCount()
  } catch {
    return undefined
  }
}

async function body(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > BODY_LIMIT_BYTES) request.destroy()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
