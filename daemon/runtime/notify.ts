import { execFile } from 'node:child_process'

/**
 * Tells whoever started us how we are: systemd over NOTIFY_SOCKET, or a parent over the IPC channel. systemd-notify
 * is a child of its own because Node has no datagram sockets in the file system; `--no-block` skips its barrier.
 * Source: sd_notify(3).
 */
export interface Notifier {
  ready(): void
  stopping(): void
  /** To be called after a turn of the mailbox, never from a bare interval. */
  watchdog(): void
  /** How often the watchdog wants to hear from us, milliseconds; null when nobody watches. */
  readonly watchdogMs: number | null
}

export function makeNotifier(env: NodeJS.ProcessEnv): Notifier {
  const usec = Number(env['WATCHDOG_USEC'] ?? Number.NaN)
  const send = (state: string, type: string) => {
    if (env['NOTIFY_SOCKET']) execFile('systemd-notify', ['--no-block', state], () => {})
    process.send?.({ type })
  }
  return {
    ready: () => send('READY=1', 'ready'),
    stopping: () => send('STOPPING=1', 'stopping'),
    watchdog: () => send('WATCHDOG=1', 'watchdog'),
    watchdogMs: Number.isFinite(usec) && usec > 0 ? usec / 2000 : null,
  }
}
