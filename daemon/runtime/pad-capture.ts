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
export type PadNews = 'inked' | 'damaged'

export function padCapture(tell: (news: PadNews) => void): PadCapture {
  let pad: PadModel | null = null
  let capturing = false
  let inked = false
  let samples: PenSample[] = []
  const drop = () => {
    capturing = false
    inked = false
    samples = []
  }
  const add = (sample: PenSample) => {
    const lifted = samples.at(-1)?.down === true && !sample.down
    samples.push(sample)
    if (!lifted || inked) return
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
