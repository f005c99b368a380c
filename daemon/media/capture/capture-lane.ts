/** One camera pipeline that is made at its first use, kept, and stopped while nobody looks. */
import { type Element, openPipeline, type Pipeline, PipelineError } from '../gst.ts'

export interface Lane {
  /** To be called again and again while pictures are wanted: it also notices when none come. */
  play(): void
  stop(): void
  /** Gives the pipeline one compressed picture; only for lanes that have an input. */
  push(picture: Uint8Array): void
  /** Resolves when no pull of this lane is left. */
  ended(): Promise<void>
}
export interface LaneUse {
  /** Has `videocrop name=crop`, `appsink name=out` and, with an input, `appsrc name=in`. */
  readonly launch: string
  /** Sets the crop for the next picture. */
  readonly crop: (element: Element) => void
  readonly onPicture: (picture: Uint8Array) => void
  /** The pipeline cannot be made, failed or ended without our stop. */
  readonly onFault: (error: PipelineError) => void
}

/** A camera that is gone is asked for again, but not at every picture. */
const retryMs = 2000
/** A source that fails to start gives neither a picture nor an end. */
const stalledMs = 3000

export function makeLane(use: LaneUse): Lane {
  let pipeline: Pipeline | undefined
  let run = 0
  let playing = false
  let retryAtMs = 0
  let pictureAtMs = 0
  const pumps = new Set<Promise<void>>()

  async function pump(from: Pipeline, mine: number): Promise<void> {
    const crop = from.element('crop')
    const out = from.sink('out')
    while (mine === run) {
      use.crop(crop)
      const picture = await out.pull()
      if (mine !== run) return
      if (!picture) return fail(new PipelineError('the camera pipeline ended'))
      pictureAtMs = performance.now()
      use.onPicture(picture)
    }
  }
  function fail(error: PipelineError): void {
    stop()
    retryAtMs = performance.now() + retryMs
    use.onFault(error)
  }
  function play(): void {
    const now = performance.now()
    if (playing && now - pictureAtMs > stalledMs) fail(new PipelineError('no picture comes'))
    if (playing || now < retryAtMs) return
    pictureAtMs = now
    try {
      pipeline ??= openPipeline(use.launch)
      pipeline.play()
      playing = true
      run += 1
      const running = pump(pipeline, run).finally(() => pumps.delete(running))
      pumps.add(running)
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error
      fail(error)
    }
  }
  function stop(): void {
    if (!playing) return
    playing = false
    run += 1
    pipeline?.stop()
  }
  return {
    play,
    stop,
    push(picture) {
      if (playing) pipeline?.source('in').push(picture)
    },
    async ended() {
      await Promise.all(pumps)
    },
  }
}
