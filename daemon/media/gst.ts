/**
 * A typed edge round gstreamer-superficial, which aborts the process on wrong arguments and knows no types.
 * Only the media child loads it.
 */
import { createRequire } from 'node:module'

interface RawElement {
  [property: string]: unknown
  pull?(taken: (buffer: unknown) => void): void
  push?(buffer: Buffer): void
}
interface RawPipeline {
  play(): void
  pause(): void
  stop(): void
  findChild(name: string): RawElement | undefined
}
type PipelineConstructor = new (launch: string) => RawPipeline

/** The pipeline text is wrong, or an element is missing on this machine. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError'
  readonly code = 'media.pipeline'
  readonly scope = 'unit'
}

/** The names and values that are safe to set at run time: numbers, booleans, and (they leak) rare texts. */
export interface Element {
  set(property: string, value: number | boolean | string): void
}
export interface Source {
  /** Hands one buffer over; copied at once. */
  push(bytes: Uint8Array): void
  setCaps(caps: string): void
}
export interface Sink {
  /** The next buffer; `null` when the pipeline stopped, ended or failed. Blocks one pool thread meanwhile. */
  pull(): Promise<Buffer | null>
}
export interface Pipeline {
  play(): void
  stop(): void
  element(name: string): Element
  source(name: string): Source
  sink(name: string): Sink
}

/** @throws PipelineError when the text does not parse or an element is missing. */
export function openPipeline(launch: string): Pipeline {
  const raw = construct(launch)
  // Found once and kept: a wrapper that is collected lets go of its element, which then falls silent.
  const found = new Map<string, RawElement>()
  const find = (name: string): RawElement => {
    const element = found.get(name) ?? raw.findChild(name)
    if (!element) throw new PipelineError(`no element "${name}" in the pipeline`)
    found.set(name, element)
    return element
  }
  return {
    play: () => raw.play(),
    stop: () => raw.stop(),
    element: (name) => toElement(find(name)),
    source: (name) => toSource(find(name)),
    sink: (name) => toSink(find(name)),
  }
}

function construct(launch: string): RawPipeline {
  const { Pipeline } = createRequire(import.meta.url)('gstreamer-superficial') as {
    Pipeline: PipelineConstructor
  }
  try {
    return new Pipeline(launch)
  } catch (cause) {
    throw new PipelineError('the pipeline cannot be made', { cause })
  }
}

function toElement(raw: RawElement): Element {
  return {
    set(property, value) {
      raw[property] = value
    },
  }
}

function toSource(raw: RawElement): Source {
  return {
    push(bytes) {
      // Anything but a Uint8Array aborts the process; the types above keep it out.
      raw.push?.(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    },
    setCaps(caps) {
      raw['caps'] = caps
    },
  }
}

function toSink(raw: RawElement): Sink {
  return {
    pull: () =>
      new Promise((resolve) => {
        raw.pull?.((buffer) => resolve(Buffer.isBuffer(buffer) ? buffer : null))
      }),
  }
}
