/** The microphone and the loudspeaker of the box. */
import { readFileSync } from 'node:fs'
import type { MediaConfig } from '../config.ts'
import { openPipeline, type Pipeline } from '../gst.ts'
import {
  blockMs,
  blockSamples,
  blocks,
  fromPcm,
  type Heard,
  readWav,
  resampler,
  sampleRate,
  toPcm,
} from './sound-format.ts'

/** Sound from the cable that waits: beyond it the oldest is dropped, since late speech is worse than a click. */
const mostWaiting = 12
const cableGoneMs = 500
/** After a stall the microphone goes on from now instead of catching up. */
const mostBehindMs = 100
const pcmCaps = `audio/x-raw,format=S16LE,rate=${sampleRate},channels=1,layout=interleaved`

export interface Microphone {
  start(): void
  stop(): void
  /** Ten milliseconds from the cable, S16LE. */
  fromCable(pcm: Uint8Array): void
  /** Resolves after `stop` when nothing of GStreamer is waited for any more. */
  ended(): Promise<void>
}

/** Gives `onBlock` ten milliseconds of sound a hundred times a second between `start` and `stop`. */
export function makeMicrophone(
  config: MediaConfig['microphone'],
  onBlock: (samples: Int16Array) => void,
  onFault: (message: string) => void,
): Microphone {
  const waiting: Int16Array[] = []
  const own =
    config.kind === 'sentence' ? sentence(config, onFault) : device(config.source, onFault)
  let cableAtMs = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let dueMs = 0

  function block(): Int16Array {
    const ours = own.next()
    return performance.now() - cableAtMs < cableGoneMs
      ? (waiting.shift() ?? new Int16Array(blockSamples))
      : ours
  }
  function tick(): void {
    const now = performance.now()
    if (now - dueMs > mostBehindMs) dueMs = now
    for (; dueMs <= now; dueMs += blockMs) onBlock(block())
  }
  return {
    start() {
      if (timer) return
      waiting.length = 0
      dueMs = performance.now()
      own.start()
      timer = setInterval(tick, blockMs)
    },
    stop() {
      clearInterval(timer)
      timer = undefined
      own.stop()
    },
    fromCable(pcm) {
      cableAtMs = performance.now()
      if (!timer) return
      waiting.push(fromPcm(pcm))
      if (waiting.length > mostWaiting) waiting.shift()
    },
    ended: () => own.ended(),
  }
}

interface Supply {
  start(): void
  stop(): void
  /** The next ten milliseconds; silence where there is nothing. */
  next(): Int16Array
  ended(): Promise<void>
}

function sentence(
  config: { readonly file: string; readonly everyMs: number },
  onFault: (message: string) => void,
): Supply {
  let samples: Int16Array | undefined
  let at = 0
  return {
    start() {
      at = 0
      try {
        samples ??= readWav(readFileSync(config.file))
      } catch {
        onFault('the test sentence cannot be read')
      }
    },
    stop() {},
    next() {
      const block = new Int16Array(blockSamples)
      if (samples) block.set(samples.subarray(at, at + blockSamples))
      at = (at + blockSamples) % ((config.everyMs / blockMs) * blockSamples)
      return block
    },
    ended: async () => {},
  }
}

function device(source: string, onFault: (message: string) => void): Supply {
  const ready: Int16Array[] = []
  const cut = blocks()
  let pipeline: Pipeline | undefined
  let run = 0
  let pump = Promise.resolve()
  async function pull(from: Pipeline, mine: number): Promise<void> {
    const out = from.sink('out')
    while (mine === run) {
      const pcm = await out.pull()
      if (mine !== run) return
      if (!pcm) return onFault('the microphone ended')
      ready.push(...cut(fromPcm(pcm)))
      while (ready.length > mostWaiting) ready.shift()
    }
  }
  return {
    start() {
      try {
        pipeline ??= openPipeline(
          `${source} ! audioconvert ! audioresample ! ${pcmCaps} ! ` +
            'appsink name=out sync=false max-buffers=20 drop=true',
        )
        pipeline.play()
        run += 1
        pump = pull(pipeline, run)
      } catch {
        onFault('the microphone cannot be opened')
      }
    },
    stop() {
      run += 1
      ready.length = 0
      pipeline?.stop()
    },
    next: () => ready.shift() ?? new Int16Array(blockSamples),
    ended: () => pump,
  }
}

export interface Speaker {
  play(heard: Heard): void
  stop(): void
}

/** Plays what the far end says: on the cable as blocks of ten milliseconds, or on a sink of the box. */
export function makeSpeaker(
  config: MediaConfig['speaker'],
  toCable: (pcm: Uint8Array) => void,
): Speaker {
  const resample = resampler()
  const cut = blocks()
  if (config.kind === 'cable')
    return {
      play(heard) {
        for (const block of cut(resample(heard))) toCable(toPcm(block))
      },
      stop() {},
    }
  const pipeline = openPipeline(
    `appsrc name=in is-live=true format=time do-timestamp=true block=false leaky-type=downstream ` +
      `max-bytes=19200 caps=${pcmCaps} ! audioconvert ! audioresample ! ${config.sink}`,
  )
  const source = pipeline.source('in')
  pipeline.play()
  return {
    play(heard) {
      source.push(toPcm(resample(heard)))
    },
    stop: () => pipeline.stop(),
  }
}
