/**
 * A WebSocket that comes back by itself. Each push of the server is a whole state, so nothing has to be caught up
 * after a loss; a page keeps showing the last one and says that it is old.
 */
import { type ReadonlySignal, signal } from '@preact/signals'

/** Milliseconds before the first and the slowest attempt; up to a quarter is added by chance. */
const firstDelayMs = 250
const slowestDelayMs = 5_000
/** Bytes that may wait in the socket; a live picture that would wait longer is dropped. */
const fullBytes = 200_000

export interface PageSocket<Send> {
  /** False from the loss until the next opening; also before the first. */
  readonly connected: ReadonlySignal<boolean>
  /** False when there was no connection: nothing is kept, the caller decides. */
  send(message: Send): boolean
  close(): void
}

export interface SocketOptions<Push> {
  /** Called with each message, parsed. What is not JSON is dropped. */
  readonly onPush: (push: Push) => void
  readonly onOpen?: () => void
  /** Where the server is; the page's own origin when absent. */
  readonly origin?: string
}

/** JSON both ways. @param path from the page's origin, for example `/api/reading`. */
export function openSocket<Push, Send = never>(
  path: string,
  { onPush, ...where }: SocketOptions<Push>,
): PageSocket<Send> {
  const line = openLine(path, {
    ...where,
    onData(data) {
      const push = parse<Push>(data)
      if (push !== undefined) onPush(push)
    },
  })
  return { ...line, send: (message) => line.send(JSON.stringify(message)) }
}

export interface LiveSocket extends PageSocket<Uint8Array<ArrayBuffer>> {
  /** Live packets are dropped rather than sent late. */
  readonly full: () => boolean
}

/** Binary both ways, one packet a message. */
export function openBinarySocket(
  path: string,
  { onPush, ...where }: SocketOptions<Uint8Array>,
): LiveSocket {
  return openLine(path, {
    ...where,
    onData(data) {
      if (data instanceof ArrayBuffer) onPush(new Uint8Array(data))
    },
  })
}

interface LineOptions {
  readonly onData: (data: unknown) => void
  readonly onOpen?: () => void
  readonly origin?: string
}
interface Line {
  readonly connected: ReadonlySignal<boolean>
  readonly full: () => boolean
  send(message: string | Uint8Array<ArrayBuffer>): boolean
  close(): void
}

function openLine(path: string, { onData, onOpen, origin }: LineOptions): Line {
  const address = socketAddress(path, origin)
  const connected = signal(false)
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempts = 0
  let closed = false

  function open(): void {
    const opening = new WebSocket(address)
    socket = opening
    opening.binaryType = 'arraybuffer'
    opening.onopen = () => {
      attempts = 0
      connected.value = true
      onOpen?.()
    }
    opening.onmessage = ({ data }) => onData(data)
    opening.onclose = () => {
      connected.value = false
      if (closed) return
      timer = setTimeout(open, delayMs(attempts, Math.random()))
      attempts += 1
    }
  }
  open()

  return {
    connected,
    full: () => (socket?.bufferedAmount ?? 0) > fullBytes,
    send(message) {
      if (!connected.value) return false
      socket?.send(message)
      return true
    },
    close() {
      closed = true
      clearTimeout(timer)
      socket?.close()
    },
  }
}

/** Doubles from the first delay to the slowest. `chance` is from 0 to 1. */
export function delayMs(attempts: number, chance: number): number {
  const base = Math.min(firstDelayMs * 2 ** attempts, slowestDelayMs)
  return Math.round(base * (1 + chance / 4))
}

/** The address of a socket on the page's own origin. */
export function socketAddress(path: string, origin: string = location.origin): string {
  const address = new URL(path, origin)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return address.href
}

function parse<Push>(data: unknown): Push | undefined {
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
