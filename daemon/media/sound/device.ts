/**
 * The sound devices of a box: a microphone, and where it has one too, the loudspeaker, in one pipeline. There what
 * the loudspeaker says is taken out of what the microphone hears, so that the inspector does not hear themselves.
 */
import { openPipeline, type Pipeline, PipelineError } from '../gst.ts'
import { blockSamples, blocks, fromPcm, pcmCaps } from './sound-format.ts'

export interface SoundDevice {
  start(): void
  stop(): void
  /** The next ten milliseconds that were heard; silence where there is nothing. */
  next(): Int16Array
  /** Sound for the loudspeaker, S16LE; without effect while it is stopped or where there is none. */
  play(pcm: Uint8Array): void
  /** Resolves after `stop` when nothing of GStreamer is waited for any more. */
  ended(): Promise<void>
}
export interface SoundDeviceUse {
  /** A GStreamer source, for example `alsasrc device=hw:1`. */
  readonly source: string
  /** A GStreamer sink. */
  readonly sink?: string
  /** False where the devices do it themselves. */
  readonly cancelEcho?: boolean
  readonly onFault: (message: string) => void
}

/** Sound that waits: beyond it the oldest is dropped, since late speech is worse than a click. */
const mostWaiting = 12
/** A device that was pulled out is asked for again. */
const retryMs = 2000

export function makeSoundDevice(use: SoundDeviceUse): SoundDevice {
  const { source, sink, cancelEcho = true, onFault } = use
  const ready: Int16Array[] = []
  const pumps = new Set<Promise<void>>()
  let cut = blocks()
  let pipeline: Pipeline | undefined
  let cancels = cancelEcho && sink !== undefined
  let run = 0
  let wanted = false
  let again: NodeJS.Timeout | undefined

  async function pump(from: Pipeline, mine: number): Promise<void> {
    const out = from.sink('out')
    while (mine === run) {
      const pcm = await out.pull()
      if (mine !== run) return
      if (!pcm) return fail('the sound device ended')
      ready.push(...cut(fromPcm(pcm)))
      while (ready.length > mostWaiting) ready.shift()
    }
  }
  function fail(message: string): void {
    halt()
    onFault(message)
    if (wanted) again = setTimeout(open, retryMs)
  }
  function halt(): void {
    run += 1
    clearTimeout(again)
    ready.length = 0
    pipeline?.stop()
  }
  function make(): Pipeline {
    try {
      return openPipeline(launch(source, sink, cancels))
    } catch (error) {
      if (!(error instanceof PipelineError) || !cancels) throw error
      // Better an echo than silence.
      cancels = false
      onFault('the echo cannot be taken out: webrtcdsp is missing')
      return openPipeline(launch(source, sink, cancels))
    }
  }
  function open(): void {
    try {
      pipeline ??= make()
      cut = blocks()
      pipeline.play()
      run += 1
      const running = pump(pipeline, run).finally(() => pumps.delete(running))
      pumps.add(running)
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error
      fail('the sound device cannot be opened')
    }
  }
  return {
    start() {
      if (wanted) return
      wanted = true
      open()
    },
    stop() {
      wanted = false
      halt()
    },
    next: () => ready.shift() ?? new Int16Array(blockSamples),
    play(pcm) {
      if (wanted && sink) pipeline?.source('in').push(pcm)
    },
    async ended() {
      await Promise.all(pumps)
    },
  }
}

/**
 * How far apart loudspeaker and microphone are in time is found out while it runs: with the delay that the devices
 * tell, an echo through a sound server was hardly taken out at all.
 */
const cancelling = (probe: string) =>
  `webrtcdsp probe=${probe} echo-cancel=true delay-agnostic=true echo-suppression-level=high ! `

/** The processor looks for its probe in the whole process. */
let probes = 0

function launch(source: string, sink: string | undefined, cancels: boolean): string {
  probes += 1
  const probe = `probe${probes}`
  const heard =
    `${source} ! audioconvert ! audioresample ! ${pcmCaps} ! ${cancels ? cancelling(probe) : ''}` +
    'appsink name=out sync=false async=false max-buffers=20 drop=true'
  if (!sink) return heard
  const said =
    'appsrc name=in is-live=true format=time do-timestamp=true block=false leaky-type=downstream ' +
    `max-bytes=19200 caps=${pcmCaps} ! audioconvert ! audioresample ! ${pcmCaps} ! ` +
    `${cancels ? `webrtcechoprobe name=${probe} ! ` : ''}${sink} async=false sync=false`
  // Nobody hands the latency of a live source to the sink here: by the clock it would drop all as late.
  // The probe has to be there before the processor looks for it.
  return `${said}  ${heard}`
}
