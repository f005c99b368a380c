/** Seconds of silence between two repetitions. */
const PAUSE_S = 2.5

/** The sentence goes into the track alone: a computer without loudspeakers must not stop its clock. */
const SILENT: AudioContextOptions & { readonly sinkId: { readonly type: 'none' } } = {
  sinkId: { type: 'none' },
}

/** A spoken sentence, said again and again, as a sound track: what a console without a microphone sends. */
export function testSentence(address: string): {
  readonly track: MediaStreamTrack | undefined
  stop(): void
} {
  const context = new AudioContext(SILENT)
  const out = context.createMediaStreamDestination()
  // Without a source that runs, the track falls silent on the wire too, and the other end takes that for a loss.
  const floor = context.createConstantSource()
  floor.offset.value = 0
  floor.connect(out)
  floor.start()
  let stopped = false
  void say()
  // A page may make no sound before somebody has touched it; until then the track carries silence.
  const wake = () => void context.resume()
  addEventListener('pointerdown', wake)
  addEventListener('keydown', wake)

  async function say(): Promise<void> {
    const words = await fetched(context, address)
    if (!words || stopped) return
    const speak = () => {
      if (stopped) return
      const source = context.createBufferSource()
      source.buffer = words
      source.connect(out)
      source.onended = () => source.disconnect()
      source.start()
      setTimeout(speak, (words.duration + PAUSE_S) * 1000)
    }
    speak()
  }

  return {
    track: out.stream.getAudioTracks()[0],
    stop() {
      stopped = true
      removeEventListener('pointerdown', wake)
      removeEventListener('keydown', wake)
      void context.close()
    },
  }
}

/** Undefined when it cannot be had: silence is sent, and the picture goes on. */
async function fetched(context: AudioContext, address: string): Promise<AudioBuffer | undefined> {
  try {
    const response = await fetch(address)
    return response.ok ? await context.decodeAudioData(await response.arrayBuffer()) : undefined
  } catch {
    return undefined
  }
}
