/** Sound is S16LE, 48 kHz, mono, in blocks of ten milliseconds everywhere between the parts of the box. */
export const sampleRate = 48_000
export const blockSamples = sampleRate / 100
export const blockMs = 10
/** The same for GStreamer. */
export const pcmCaps = `audio/x-raw,format=S16LE,rate=${sampleRate},channels=1,layout=interleaved`

/** What the far end sends, in whatever form it was decoded to. */
export interface Heard {
  readonly samples: Int16Array
  readonly sampleRate: number
  readonly channelCount: number
}

/** A WAV file that is not S16LE, 48 kHz, mono, or no WAV file at all. */
export class WavError extends Error {
  override readonly name = 'WavError'
  readonly code = 'media.wav'
  readonly scope = 'unit'
}

/**
 * Turns blocks of any rate and channel count into 48 kHz mono; remembers one sample so that blocks join smoothly.
 */
export function resampler(): (heard: Heard) => Int16Array {
  let last = 0
  return (heard) => {
    const mono = mixed(heard)
    if (heard.sampleRate === sampleRate) {
      last = mono.at(-1) ?? last
      return mono
    }
    const step = heard.sampleRate / sampleRate
    const out = new Int16Array(Math.round(mono.length / step))
    for (let index = 0; index < out.length; index++) {
      const at = (index + 1) * step - 1
      const before = Math.floor(at)
      const from = before < 0 ? last : (mono[before] ?? 0)
      const to = mono[Math.min(before + 1, mono.length - 1)] ?? from
      out[index] = Math.round(from + (to - from) * (at - before))
    }
    last = mono.at(-1) ?? last
    return out
  }
}

function mixed({ samples, channelCount }: Heard): Int16Array {
  if (channelCount === 1) return samples
  const mono = new Int16Array(Math.floor(samples.length / channelCount))
  for (let index = 0; index < mono.length; index++) {
    let sum = 0
    for (let channel = 0; channel < channelCount; channel++)
      sum += samples[index * channelCount + channel] ?? 0
    mono[index] = Math.round(sum / channelCount)
  }
  return mono
}

/** Cuts a stream of samples into blocks of ten milliseconds; keeps the rest for the next call. */
export function blocks(): (samples: Int16Array) => Int16Array[] {
  let rest = new Int16Array(0)
  return (samples) => {
    const all = new Int16Array(rest.length + samples.length)
    all.set(rest)
    all.set(samples, rest.length)
    const whole = Math.floor(all.length / blockSamples)
    rest = all.slice(whole * blockSamples)
    return Array.from({ length: whole }, (_, index) =>
      all.slice(index * blockSamples, (index + 1) * blockSamples),
    )
  }
}

/** The bytes of S16LE samples. */
export function toPcm(samples: Int16Array): Uint8Array {
  const pcm = new Uint8Array(samples.length * 2)
  const view = new DataView(pcm.buffer)
  samples.forEach((sample, index) => {
    view.setInt16(index * 2, sample, true)
  })
  return pcm
}

/** The samples in S16LE bytes; an odd last byte is left out. */
export function fromPcm(pcm: Uint8Array): Int16Array {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength)
  return Int16Array.from({ length: pcm.length >> 1 }, (_, index) => view.getInt16(index * 2, true))
}

/**
 * The samples of a RIFF WAVE file. Source: Multimedia Programming Interface and Data Specifications 1.0, chapter 3.
 * @throws WavError
 */
export function readWav(file: Uint8Array): Int16Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file.length < 12 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE')
    throw new WavError('not a WAVE file')
  let known = false
  for (let at = 12; at + 8 <= file.length; ) {
    const length = view.getUint32(at + 4, true)
    const body = at + 8
    if (tag(view, at) === 'fmt ' && body + 16 <= file.length) known = isOurs(view, body)
    // A writer to a pipe leaves a length that is too large: what is there counts.
    if (tag(view, at) === 'data' && known)
      return fromPcm(file.subarray(body, Math.min(body + length, file.length)))
    at = body + length + (length & 1)
  }
  throw new WavError('not S16LE, 48 kHz, mono')
}

function isOurs(view: DataView, at: number): boolean {
  const pcm = view.getUint16(at, true) === 1
  const mono = view.getUint16(at + 2, true) === 1
  return (
    pcm &&
    mono &&
    view.getUint32(at + 4, true) === sampleRate &&
    view.getUint16(at + 14, true) === 16
  )
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)))
}
