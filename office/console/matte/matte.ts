import type { MatteReport, MatteStart } from './messages.ts'

/** Mattes a second below which a person's edges lag behind them too much. */
export const LEAST_PER_SECOND = 10

export type MatteState =
  | { readonly is: 'off' }
  | { readonly is: 'starting' }
  | { readonly is: 'on'; readonly perSecond: number | null }
  /** It is off, for this reason: this browser cannot, the computer is too slow, or it could not be loaded. */
  | { readonly is: 'unable'; readonly why: 'browser' | 'slow' | 'failed' }

export interface Matte {
  /** What is sent in place of the camera's own: nothing comes of it but mattes. */
  readonly track: MediaStreamTrack
  stop(): void
}

/** Chromium's insertable streams. Source: W3C, MediaStreamTrack Insertable Media Processing using Streams. */
interface Insertable {
  readonly MediaStreamTrackProcessor?: new (init: {
    readonly track: MediaStreamTrack
    readonly maxBufferSize: number
  }) => { readonly readable: ReadableStream<VideoFrame> }
  readonly MediaStreamTrackGenerator?: new (init: {
    readonly kind: 'video'
  }) => MediaStreamTrack & {
    readonly writable: WritableStream<VideoFrame>
  }
}

/**
 * Puts a person before black. Null where this browser cannot; `onState` says how it goes on, and after `unable` the
 * matte has stopped.
 */
export function startMatte(
  camera: MediaStreamTrack,
  onState: (state: MatteState) => void,
): Matte | null {
  const scope: typeof globalThis & Insertable = globalThis
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = scope
  if (!MediaStreamTrackProcessor || !MediaStreamTrackGenerator) {
    onState({ is: 'unable', why: 'browser' })
    return null
  }
  // A copy: what stops the matte does not stop the camera. One picture waits at most, and the newest counts.
  const track = camera.clone()
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 })
  const generator = new MediaStreamTrackGenerator({ kind: 'video' })
  const { writable } = generator
  generator.contentHint = camera.contentHint
  const worker = new Worker(new URL('./matte-worker.ts', import.meta.url), { type: 'module' })
  let stopped = false
  let slow = false
  function stop(): void {
    stopped = true
    worker.terminate()
    track.stop()
    generator.stop()
  }
  function unable(why: 'slow' | 'failed'): void {
    if (stopped) return
    stop()
    onState({ is: 'unable', why })
  }
  worker.onmessage = ({ data }: MessageEvent<MatteReport>) => {
    if (stopped) return
    if (data.type === 'failed') unable('failed')
    else if (data.type === 'running') onState({ is: 'on', perSecond: null })
    else if (data.perSecond < LEAST_PER_SECOND && slow) unable('slow')
    else {
      // Once may be another program's fault.
      slow = data.perSecond < LEAST_PER_SECOND
      onState({ is: 'on', perSecond: data.perSecond })
    }
  }
  worker.onerror = () => unable('failed')
  onState({ is: 'starting' })
  const start: MatteStart = { readable, writable, base: new URL('matting/', document.baseURI).href }
  worker.postMessage(start, [readable, writable])
  return { track: generator, stop }
}
