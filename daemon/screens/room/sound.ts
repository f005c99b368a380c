/** The loudspeaker of the room, in this browser. A browser gives sound only after a press. */
import { signal } from '@preact/signals'
import playbackModule from './playback.worklet.ts?worker&url'

export const sounding = signal(false)

let context: AudioContext | undefined
let player: AudioWorkletNode | undefined

export async function soundOn(): Promise<void> {
  context ??= new AudioContext({ sampleRate: 48_000 })
  await context.resume()
  if (!player) {
    await context.audioWorklet.addModule(playbackModule)
    player = new AudioWorkletNode(context, 'playback', { numberOfInputs: 0 })
    player.connect(context.destination)
  }
  sounding.value = true
}

export async function soundOff(): Promise<void> {
  sounding.value = false
  await context?.suspend()
}

/** @param pcm S16LE, 48 kHz, mono. */
export function playSamples(pcm: Uint8Array): void {
  if (!sounding.peek() || !player) return
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength)
  const samples = Float32Array.from(
    { length: pcm.byteLength / 2 },
    (_, at) => view.getInt16(at * 2, true) / 32_768,
  )
  player.port.postMessage(samples, [samples.buffer])
}
