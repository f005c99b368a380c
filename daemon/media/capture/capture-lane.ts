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
  /** Has `appsink name=out` and, with an input, `appsrc name=in`; with `onWhole` also `appsink name=whole`. */
  readonly launch: string
  /** Sets which part of the next picture is wanted; `element` finds one by its name. */
  readonly frame: (element: (name: string) => Element) => void
  readonly onPicture: (picture: Uint8Array) => void
  /** The same pictures before anything is cut off. */
  readonly onWhole?: ((picture: Uint8Array) => void) | undefined
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
    const out = from.sink('out')
    const elements = new Map<string, Element>()
    const element = (name: string): Element => {
      const found = elements.get(name) ?? from.element(name)
      elements.set(name, found)
      return found
    }
    while (mine === run) {
      use.frame(element)
      const picture = await out.pull()
      if (mine !== run) return
      if (!picture) return fail(new PipelineError('the camera pipeline ended'))
      pictureAtMs = performance.now()
      use.onPicture(picture)
    }
  }
  /** That the pipeline ended is noticed by the other pump. */
  async function pumpWhole(from: Pipeline, mine: number): Promise<void> {
    const whole = from.sink('whole')
    while (mine === run) {
      const picture = await whole.pull()
      if (mine !== run || !picture) return
      use.onWhole?.(picture)
    }
  }
  function keep(running: Promise<void>): void {
    const kept = running.finally(() => pumps.delete(kept))
    pumps.add(kept)
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
      keep(pump(pipeline, run))
      if (use.onWhole) keep(pumpWhole(pipeline, run))
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
