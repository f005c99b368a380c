import { drawRule, INK, INK_SOFT, MM, type TextStyle } from './canvas.ts'
import { textWidth } from './fonts.ts'
import type { Ink } from './ink.ts'
import { inkPath } from './ink-path.ts'
import type { Drawing, Placed } from './pades/drawing.ts'
import { wrap } from './wrap.ts'

/** The inside of a signature field, in points. */
export interface Box {
  readonly width: number
  readonly height: number
}

const PAD = 2.5 * MM
const NOTE: TextStyle = { size: 7.5, colour: INK_SOFT }
const NOTE_LEADING = 10
const REASON_SIZES = [10, 8.5, 7, 6] as const
const CUT = '[…]'

/** Ink above a hairline, and below it how it came and who sealed it. @throws NoInkError */
export function inkDrawing(ink: Ink, box: Box, notes: readonly string[]): Drawing {
  const { lines, top } = notesOf(box, notes)
  const area = { x: 0, y: top, width: box.width, height: box.height - top }
  return {
    ...box,
    lines,
    paint: (page) => {
      drawRule(page, PAD, top, box.width - 2 * PAD)
      page.pushOperators(...inkPath(ink, area))
    },
  }
}

/** A heading and a text in the largest type that fits, and the notes; the record keeps a text that is cut here. */
export function textDrawing(
  box: Box,
  heading: string,
  text: string,
  notes: readonly string[],
): Drawing {
  const below = notesOf(box, notes)
  return {
    ...box,
    lines: [...fitted(box, below.top, heading, text), ...below.lines],
    ...(notes.length === 0
      ? {}
      : { paint: (page) => drawRule(page, PAD, below.top, box.width - 2 * PAD) }),
  }
}

/** Notes at the foot, and the height at which they end. */
function notesOf({ width }: Box, notes: readonly string[]): { lines: Placed[]; top: number } {
  const all = notes.flatMap((note) =>
    wrap(note, width - 2 * PAD, (text) => textWidth(text, NOTE.size)),
  )
  const lines = all.map((text, at) => ({
    text,
    x: PAD,
    y: 6 + (all.length - 1 - at) * NOTE_LEADING,
    style: NOTE,
  }))
  return { lines, top: all.length === 0 ? 0 : all.length * NOTE_LEADING + 6 }
}

function fitted({ width, height }: Box, foot: number, heading: string, text: string): Placed[] {
  const room = width - 2 * PAD
  for (const size of REASON_SIZES) {
    const leading = size * 1.3
    const most = Math.floor((height - foot - 2 * PAD) / leading)
    const head = wrap(heading, room, (part) => textWidth(part, size, 'bold'))
    const all = text
      .split('\n')
      .flatMap((part) => wrap(part, room, (it) => textWidth(it, size)))
      .filter((line, at) => line !== '' || at > 0)
    const left = Math.max(1, most - head.length)
    if (all.length > left && size !== REASON_SIZES.at(-1)) continue
    const body = all.length > left ? [...all.slice(0, left - 1), CUT] : all
    const bold = { size, weight: 'bold', colour: INK } as const
    const plain = { size, colour: INK } as const
    return [
      ...head.map((line) => ({ text: line, style: bold })),
      ...body.map((line) => ({ text: line, style: plain })),
    ].map((line, at) => ({ ...line, x: PAD, y: height - PAD - size - at * leading }))
  }
  return []
}
