/** Takes finished frames out of the room's pipeline, and notices when none come. */
import type { Sink } from '../gst.ts'

export interface FramesUse {
  readonly jpeg: Sink
  readonly raw: Sink
  readonly onJpeg: (jpeg: Uint8Array) => void
  /** RGBA, only while `looking` says so. */
  readonly onRaw: (picture: Uint8Array) => void
  readonly looking: () => boolean
  /** The pipeline ended by itself. */
  readonly onEnd: () => void
}
export interface Frames {
  /** To be called at each frame that is drawn: starts to look when that is wanted. */
  drawn(): void
  /** A frame that is drawn from now on, RGBA; `null` when the pipeline stopped. */
  next(): Promise<Uint8Array | null>
  /** Nothing came out for so long that the pipeline must be taken for dead. */
  stalled(): boolean
  /** To be called when the pipeline was stopped; resolves when no pull is left. */
  stop(): Promise<void>
}

const stalledMs = 3000
/** A software GL compiles the shader first. */
const startMs = 5000

export function followFrames({ jpeg, raw, onJpeg, onRaw, looking, onEnd }: FramesUse): Frames {
  let finishedAtMs = performance.now() + startMs
  let stopped = false
  let looker: Promise<void> | undefined
  let asked: ((picture: Uint8Array | null) => void)[] = []

  async function deliver(): Promise<void> {
    while (!stopped) {
      const picture = await jpeg.pull()
      if (stopped) return
      if (!picture) return onEnd()
      finishedAtMs = performance.now()
      onJpeg(picture)
    }
  }
  async function look(): Promise<void> {
    await raw.pull() // may be a frame from long ago
    while (!stopped && (looking() || asked.length > 0)) {
      const waiting = asked
      const picture = await raw.pull()
      if (!picture) return
      if (looking()) onRaw(picture)
      asked = asked.filter((each) => !waiting.includes(each))
      for (const give of waiting) give(picture)
    }
  }
  function drawn(): void {
    if (looker || stopped || !(looking() || asked.length > 0)) return
    looker = look().finally(() => {
      looker = undefined
    })
  }
  const delivery = deliver()
  return {
    drawn,
    next: () =>
      new Promise((give) => {
        if (stopped) return give(null)
        asked = [...asked, give]
        drawn()
      }),
    stalled: () => performance.now() - finishedAtMs > stalledMs,
    async stop() {
      stopped = true
      await Promise.all([delivery, looker])
      for (const give of asked) give(null)
    },
  }
}
