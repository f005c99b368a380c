import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'

/** `FAILED` poppler refused the bytes or is not installed; `TIMEOUT` it did not finish; `NO_SUCH_PAGE`. */
export type PagesFault = 'FAILED' | 'TIMEOUT' | 'NO_SUCH_PAGE'

/** A document could not be shown. Its message never holds content. */
export class PagesError extends Error {
  readonly code: PagesFault
  readonly scope = 'visit'
  constructor(code: PagesFault, options?: ErrorOptions) {
    super(`the document cannot be shown: ${code}`, options)
    this.name = 'PagesError'
    this.code = code
  }
}

/** The pages of a document for the reading screen, drawn from the exact bytes. */
export interface Pages {
  pageCount(pdf: Uint8Array): Promise<number>
  /** Whether it is encrypted, though it opens without a password. */
  isLocked(pdf: Uint8Array): Promise<boolean>
  /** One page as PNG, `widthPx` wide. Pages count from 1. */
  pagePng(pdf: Uint8Array, page: number, widthPx: number): Promise<Uint8Array>
  /** The text of one page, to read aloud. */
  pageText(pdf: Uint8Array, page: number): Promise<string>
  /** Overwrites and forgets what was drawn: it is somebody's. */
  wipe(): void
}

const DEADLINE_MS = 10_000
/** A drawn page of A4 at 2000 pixels is some 300 kB. */
const MOST_OUTPUT_BYTES = 32 * 1024 * 1024
const MOST_REMEMBERED = 48

/**
 * Pages by poppler (`pdfinfo`, `pdftocairo`, `pdftotext`). The bytes go in by stdin and come out by stdout, never
 * through a file. Results are kept in memory until `wipe`. @throws PagesError
 */
export function makePages(deadlineMs: number = DEADLINE_MS): Pages {
  const kept = new Map<string, Promise<Buffer>>()
  const run = (pdf: Uint8Array, command: string, args: readonly string[]): Promise<Buffer> => {
    const key = [sha256(pdf), command, ...args].join(' ')
    const known = kept.get(key)
    if (known !== undefined) return known
    const fresh = poppler(command, args, pdf, deadlineMs)
    kept.set(key, fresh)
    fresh.catch(() => kept.delete(key))
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_REMEMBERED) break
      kept.delete(oldest)
    }
    return fresh
  }
  const about = async (pdf: Uint8Array) => (await run(pdf, 'pdfinfo', ['-'])).toString('utf8')
  const pageCount = async (pdf: Uint8Array) => {
    const count = /^Pages:\s+(\d+)$/m.exec(await about(pdf))?.[1]
    if (count === undefined) throw new PagesError('FAILED')
    return Number(count)
  }
  const only = async (pdf: Uint8Array, page: number) => {
    const count = await pageCount(pdf)
    if (!Number.isInteger(page) || page < 1 || page > count) throw new PagesError('NO_SUCH_PAGE')
    return ['-f', `${page}`, '-l', `${page}`]
  }
  return {
    pageCount,
    isLocked: async (pdf) => /^Encrypted:\s+yes/m.test(await about(pdf)),
    pagePng: async (pdf, page, widthPx) => {
      const range = await only(pdf, page)
      const size = ['-scale-to-x', `${Math.round(widthPx)}`, '-scale-to-y', '-1']
      return await run(pdf, 'pdftocairo', ['-png', '-singlefile', ...range, ...size, '-', '-'])
    },
    pageText: async (pdf, page) => {
      const range = await only(pdf, page)
      const text = await run(pdf, 'pdftotext', ['-enc', 'UTF-8', '-nopgbrk', ...range, '-', '-'])
      return text.toString('utf8')
    },
    wipe: () => {
      for (const bytes of kept.values()) bytes.then((it) => it.fill(0)).catch(() => undefined)
      kept.clear()
    },
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function poppler(
  command: string,
  args: readonly string[],
  input: Uint8Array,
  deadlineMs: number,
): Promise<Buffer> {
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    timeout: deadlineMs,
    killSignal: 'SIGKILL',
  })
  const chunks: Buffer[] = []
  let size = 0
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length
    chunks.push(chunk)
    if (size > MOST_OUTPUT_BYTES) child.kill('SIGKILL')
  })
  // It may end before it has read everything; its exit status tells.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return await new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new PagesError('FAILED', { cause })))
    child.once('close', (status, signal) => {
      if (signal === 'SIGKILL' && size <= MOST_OUTPUT_BYTES) reject(new PagesError('TIMEOUT'))
      else if (status !== 0) reject(new PagesError('FAILED'))
      else resolve(Buffer.concat(chunks))
    })
  })
}
