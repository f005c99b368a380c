/** loketd's side of the media child: forks it, watches it, and never loads an addon itself. */
import { type ChildProcess, fork } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MediaConfig } from './config.ts'
import type { MediaOrder, MediaReport } from './protocol.ts'

export interface MediaUnit {
  /**
   * Runs one child until `signal` aborts; a supervisor calls it again after a failure.
   * @throws MediaDiedError when the child ends by itself or is silent for too long.
   */
  run(signal: AbortSignal): Promise<void>
  /** Passes an order on; one given before the child is ready waits for it. Scene and calibration survive a restart. */
  send(order: MediaOrder): void
  /** Process id of the child that runs now. */
  pid(): number | undefined
}

export interface MediaUnitOptions {
  readonly config: MediaConfig
  readonly onReport: (report: MediaReport) => void
}

export class MediaDiedError extends Error {
  readonly code: 'media.died' | 'media.silent' | 'media.bad_settings'
  readonly scope = 'unit'
  /** The child's last words on stderr, which are GStreamer's and WebRTC's: no personal data. */
  readonly lastWords: string
  constructor(code: MediaDiedError['code'], message: string, lastWords: string) {
    super(message)
    this.name = 'MediaDiedError'
    this.code = code
    this.lastWords = lastWords
  }
}

const silentMs = 5000
/** The child itself gives up leaving in good order after two seconds. */
const leaveMs = 3000
const exitBadSettings = 78
const keptWords = 1000

export function mediaUnit({ config, onReport }: MediaUnitOptions): MediaUnit {
  let child: ChildProcess | undefined
  let ready = false
  let waiting: MediaOrder[] = []
  const lasting = new Map<string, MediaOrder>()

  function becomeReady(): void {
    ready = true
    for (const order of [...lasting.values(), ...waiting]) child?.send(order)
    waiting = []
  }
  async function run(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const running = forkChild(config)
    child = running
    try {
      await life(running, signal, (report) => {
        if (report.type === 'ready') becomeReady()
        onReport(report)
      })
    } finally {
      child = undefined
      ready = false
      waiting = []
    }
  }
  return {
    run,
    send(order) {
      if (order.type === 'room.set' || order.type === 'calibration.set')
        lasting.set(order.type, order)
      if (ready && child?.connected) child.send(order)
      else if (!lasting.has(order.type)) waiting.push(order)
    },
    pid: () => child?.pid,
  }
}

/** Settles when the child is gone. */
function life(
  child: ChildProcess,
  signal: AbortSignal,
  onReport: (report: MediaReport) => void,
): Promise<void> {
  return new Promise((done, failed) => {
    let silent = false
    let words = ''
    let leaving: NodeJS.Timeout | undefined
    const silence = setTimeout(() => {
      silent = true
      child.kill('SIGKILL')
    }, silentMs)
    const stop = () => {
      if (child.connected) child.send({ type: 'stop' })
      leaving = setTimeout(() => child.kill('SIGKILL'), leaveMs)
    }
    signal.addEventListener('abort', stop, { once: true })
    child.stderr?.on('data', (text: Buffer) => {
      words = (words + text.toString()).slice(-keptWords)
    })
    child.on('message', (message) => {
      if (!isReport(message)) return
      silence.refresh()
      onReport(message)
    })
    child.on('error', failed)
    child.on('exit', (status, killedBy) => {
      clearTimeout(silence)
      clearTimeout(leaving)
      signal.removeEventListener('abort', stop)
      if (signal.aborted) done()
      else failed(deathOf(silent, status, killedBy, words))
    })
  })
}

function deathOf(
  silent: boolean,
  status: number | null,
  killedBy: string | null,
  words: string,
): MediaDiedError {
  if (silent) return new MediaDiedError('media.silent', 'the media child said nothing', words)
  const code = status === exitBadSettings ? 'media.bad_settings' : 'media.died'
  return new MediaDiedError(code, `the media child ended: ${killedBy ?? status}`, words)
}

function forkChild(config: MediaConfig): ChildProcess {
  const native = resolve(config.native)
  const preload = [process.env['LD_PRELOAD'], join(native, 'ice-loopback.so')].filter(Boolean)
  return fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
    // The child collects what a link leaves behind itself: see `media.ts`.
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      ...(config.display.sink === 'cable' ? headlessGl : {}),
      ...(config.iceLoopback ? { LD_PRELOAD: preload.join(':') } : {}),
      GST_GL_API: 'gles2',
      // With an arena per thread, and here are fifty, the C library keeps twice the memory.
      MALLOC_ARENA_MAX: '2',
      GST_PLUGIN_PATH: join(native, 'gstreamer'),
      FONTCONFIG_FILE: join(native, 'fonts', 'fonts.conf'),
      // One pool thread is blocked per pull; the default of four starves the file system.
      UV_THREADPOOL_SIZE: '16',
      LOKET_MEDIA: JSON.stringify(config),
    },
  })
}

const headlessGl = { GST_GL_PLATFORM: 'egl', GST_GL_WINDOW: 'egl-device' }

function isReport(message: unknown): message is MediaReport {
  return typeof message === 'object' && message !== null && 'type' in message
}
