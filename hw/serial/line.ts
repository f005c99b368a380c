import { SerialPort } from 'serialport'

/** An open serial line. It is read from the first moment on: an unplug is only noticed while someone reads. */
export interface Line {
  /** Hands `bytes` to the kernel; one write at a time, in order. @throws LineError when gone or after the deadline. */
  write(bytes: Uint8Array): Promise<void>
  close(): Promise<void>
  /** Settles once, when the line has closed; the reason when it was not us. */
  readonly closed: Promise<LineError | undefined>
}
export interface LineOptions {
  /** Best a `/dev/serial/by-id/…` path: the others change at a replug. */
  readonly device: string
  readonly baudRate: number
  readonly writeDeadlineMs?: number
  readonly onBytes: (bytes: Uint8Array) => void
}
export class LineError extends Error {
  readonly code = 'LINE_GONE'
  readonly scope = 'unit'
}

/** Opens a serial line: 8 data bits, no parity, 1 stop bit, no flow control. @throws LineError */
export async function openLine(options: LineOptions): Promise<Line> {
  const { device, baudRate, onBytes } = options
  const port = new SerialPort({ path: device, baudRate, autoOpen: false })
  // A close with queued writes emits `error`: without a listener that ends the process.
  port.on('error', () => {})
  const closed = new Promise<LineError | undefined>((resolve) => {
    port.once('close', (cause: Error | null) =>
      resolve(cause ? new LineError(`${device} went away`, { cause }) : undefined),
    )
  })
  await new Promise<void>((resolve, reject) => {
    port.open((cause) => {
      if (cause) return reject(new LineError(`cannot open ${device}`, { cause }))
      port.on('data', onBytes)
      resolve()
    })
  })
  await settleLines(port)
  await new Promise<void>((resolve) => port.flush(() => resolve()))
  const deadlineMs = options.writeDeadlineMs ?? 3000
  let last: Promise<unknown> = Promise.resolve()
  return {
    closed,
    write(bytes) {
      const turn = last.then(() => writeOnce(port, bytes, deadlineMs))
      last = turn.catch(() => {})
      return turn
    },
    close: () =>
      new Promise((resolve) => {
        if (!port.isOpen) return resolve()
        port.close(() => resolve())
      }),
  }
}

/** Modem lines do not exist on a pseudo-terminal: there the setting fails, and that is fine. */
function settleLines(port: SerialPort): Promise<void> {
  return new Promise((resolve) => port.set({ dtr: false, rts: true }, () => resolve()))
}

/** A write to a closed port never calls back, hence the look at `isOpen` and the deadline. */
function writeOnce(port: SerialPort, bytes: Uint8Array, deadlineMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!port.isOpen) return reject(new LineError('the line is closed'))
    const timer = setTimeout(() => reject(new LineError('the write timed out')), deadlineMs)
    port.write(bytes, (cause) => {
      clearTimeout(timer)
      if (cause) reject(new LineError('the write failed', { cause }))
      else resolve()
    })
  })
}
