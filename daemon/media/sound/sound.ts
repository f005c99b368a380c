/** The microphone and the loudspeaker of the box. */
import { readFileSync } from 'node:fs'
import type { MediaConfig } from '../config.ts'
import { makeSoundDevice, type SoundDevice } from './device.ts'
import {
  blockMs,
  blockSamples,
  blocks,
  fromPcm,
  type Heard,
  readWav,
  resampler,
  toPcm,
} from './sound-format.ts'

/** Sound from the cable that waits: beyond it the oldest is dropped, since late speech is worse than a click. */
const mostWaiting = 12
const cableGoneMs = 500
/** After a stall the microphone goes on from now instead of catching up. */
const mostBehindMs = 100

export interface Microphone {
  start(): void
  stop(): void
  /** Ten milliseconds from the cable, S16LE. */
  fromCable(pcm: Uint8Array): void
  /** Resolves after `stop` when nothing of GStreamer is waited for any more. */
  ended(): Promise<void>
}

export interface MicrophoneUse {
  readonly config: MediaConfig['microphone']
  /** For the kind `gstreamer`: what is heard there. */
  readonly device: SoundDevice | undefined
  readonly onBlock: (samples: Int16Array) => void
  readonly onFault: (message: string) => void
}

/** Gives `onBlock` ten milliseconds of sound a hundred times a second between `start` and `stop`. */
export function makeMicrophone({ config, device, onBlock, onFault }: MicrophoneUse): Microphone {
  const waiting: Int16Array[] = []
  const own = config.kind === 'sentence' ? sentence(config, onFault) : device
  // Where the sentence speaks instead of a microphone there may still be a loudspeaker.
  const all = new Set([own, device])
  let cableAtMs = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let dueMs = 0

  function block(): Int16Array {
    const ours = own?.next() ?? new Int16Array(blockSamples)
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
      for (const one of all) one?.start()
      timer = setInterval(tick, blockMs)
    },
    stop() {
      clearInterval(timer)
      timer = undefined
      for (const one of all) one?.stop()
    },
    fromCable(pcm) {
      cableAtMs = performance.now()
      if (!timer) return
      waiting.push(fromPcm(pcm))
      if (waiting.length > mostWaiting) waiting.shift()
    },
    ended: async () => {
      await Promise.all([...all].map((one) => one?.ended()))
    },
  }
}

/** What a microphone takes its sound from. */
type Supply = Omit<SoundDevice, 'play'>

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

export interface Speaker {
  play(heard: Heard): void
}

/** Plays what the far end says: on the device, or as blocks of ten milliseconds on the cable. */
export function makeSpeaker(
  device: Pick<SoundDevice, 'play'> | undefined,
  toCable: (pcm: Uint8Array) => void,
): Speaker {
  const resample = resampler()
  const cut = blocks()
  return {
    play(heard) {
      if (device) return device.play(toPcm(resample(heard)))
      for (const block of cut(resample(heard))) toCable(toPcm(block))
    },
  }
}

/** The devices that the settings name; undefined where all sound is virtual. */
export function soundDevice(
  { microphone, speaker }: Pick<MediaConfig, 'microphone' | 'speaker'>,
  onFault: (message: string) => void,
): SoundDevice | undefined {
  const source = microphone.kind === 'gstreamer' ? microphone.source : undefined
  const sink = speaker.kind === 'gstreamer' ? { sink: speaker.sink } : {}
  if (!source && speaker.kind === 'cable') return undefined
  const cancelEcho = microphone.kind === 'gstreamer' && microphone.cancelEcho
  return makeSoundDevice({ source: source ?? silence, ...sink, cancelEcho, onFault })
}
/** Where only the loudspeaker is real. */
const silence = 'audiotestsrc is-live=true wave=silence'
