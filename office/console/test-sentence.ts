/** Seconds of silence between two repetitions. */
const PAUSE_S = 2.5

/** A spoken sentence, said again and again, as a sound track: what a console without a microphone sends. */
export function testSentence(address: string): {
  readonly track: MediaStreamTrack | undefined
  stop(): void
} {
  const context = new AudioContext()
  const out = context.createMediaStreamDestination()
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
