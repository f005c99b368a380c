import type { PadEvent, PadModel, PenSample } from '../../hw/pad/port.ts'
import type { Ink } from '../documents/ink.ts'

/** The strokes of the signature under way. They are biometric: in memory only, forgotten when taken or dropped. */
export interface PadCapture {
  hear(event: PadEvent): void
  start(): void
  /** The strokes; null when nothing was written or the pad is unknown. The capture is empty afterwards. */
  take(): (Ink & { readonly pad: PadModel }) | null
  drop(): void
}
/** A tap of the pen is no signature; somebody's cross or initials are longer than this. */
const LEAST_INK_MM = 10

export type PadNews = 'inked' | 'damaged'

export function padCapture(tell: (news: PadNews) => void): PadCapture {
  let pad: PadModel | null = null
  let capturing = false
  let inked = false
  let drawn = 0
  let samples: PenSample[] = []
  const drop = () => {
    capturing = false
    inked = false
    drawn = 0
    samples = []
  }
  const add = (sample: PenSample) => {
    const last = samples.at(-1)
    samples.push(sample)
    if (!last?.down) return
    drawn += Math.hypot(sample.x - last.x, sample.y - last.y)
    if (sample.down || inked || drawn < LEAST_INK_MM * (pad?.unitsPerMm ?? 0)) return
    inked = true
    tell('inked')
  }
  return {
    hear(event) {
      if (event.type === 'pad.ready') pad = event.pad
      else if (!capturing) return
      else if (event.type === 'pad.sample') add(event.sample)
      else {
        drop()
        tell('damaged')
      }
    },
    start() {
      drop()
      capturing = true
    },
    take() {
      const ink = pad && inked ? { pad, samples } : null
      drop()
      return ink
    },
    drop,
  }
}
