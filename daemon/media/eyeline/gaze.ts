/**
 * Measures the look that the citizen gets: when the tracker tells where the eyes were, what was on the display at
 * that moment is looked up, and the angle between the drawn eyes and the lens is taken. So delay, filter and the
 * placing of the inspector's own eyes are all in it; only the calibration is not.
 */
import type { GazeSample } from '../../core/eye-contact.ts'
import type { Point, View } from './eye-reading.ts'
import { gazeErrorAt } from './sight.ts'

export interface Gaze {
  /** The room was drawn by this view at `atMs`. */
  drawn(sight: View['sight'], atMs: number): void
  /** The inspector's eyes turned out to be drawn this far from where they had to be, mm on the glass. */
  placed(offMm: View['sight']): void
  /** The citizen's eyes were at `eye` at `atMs`. */
  seen(eye: Point, lens: Point, atMs: number): void
  /** Nobody is looked at any more. */
  clear(): void
  /** The samples since the last call. */
  take(): readonly GazeSample[]
}

/** Older drawings are of no use: a reading comes some ten milliseconds after its picture. */
const keptMs = 1000
const mostSamples = 60

/** @param displayMs from drawing to light, of this display */
export function makeGaze(displayMs: number): Gaze {
  let drawings: { readonly sight: View['sight']; readonly fromMs: number }[] = []
  let off: View['sight'] = { x: 0, y: 0 }
  let samples: GazeSample[] = []
  return {
    drawn(sight, atMs) {
      const fromMs = atMs + displayMs
      drawings = [...drawings.filter((one) => fromMs - one.fromMs < keptMs), { sight, fromMs }]
    },
    placed(offMm) {
      off = offMm
    },
    seen(eye, lens, atMs) {
      const shown = drawings.findLast(({ fromMs }) => fromMs <= atMs)
      if (!shown || samples.length >= mostSamples) return
      const drawn = { x: shown.sight.x + off.x, y: shown.sight.y + off.y }
      const { xDeg, yDeg } = gazeErrorAt(eye, drawn, lens)
      samples.push([xDeg, yDeg])
    },
    clear() {
      drawings = []
      off = { x: 0, y: 0 }
    },
    take() {
      const taken = samples
      samples = []
      return taken
    },
  }
}
