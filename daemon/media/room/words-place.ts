/** Where words go on the glass: as large as they may be, below the inspector's face, and never over it. */
import type { DisplayConfig } from './display.ts'
import type { Plane } from './room-view.ts'

type Glass = Pick<DisplayConfig, 'widthMm' | 'heightMm'>

/** A strip of words; width / height. */
export const wordsAspect = 4

/** A head and its hair, in eye distances from the middle between the eyes. */
const head = { above: 2.1, below: 2.3, aside: 1.7 } as const
const marginShare = 0.03
/** Of the glass, and readable from where the citizen sits. */
const mostWidthShare = 0.84
const mostHeightShare = 0.24

/** What the inspector's head covers of the glass; `eyesMm` is the drawn distance between the eyes. */
export function faceOnGlass(
  sight: { readonly x: number; readonly y: number },
  eyesMm: number,
): Plane {
  return {
    x: sight.x,
    y: sight.y + ((head.above - head.below) / 2) * eyesMm,
    width: 2 * head.aside * eyesMm,
    height: (head.above + head.below) * eyesMm,
  }
}

/**
 * The place of the words: under the face where there is room, else where most is; of no size where a face fills the glass.
 * `face` undefined: nobody is there.
 */
export function placeWords({ widthMm, heightMm }: Glass, face: Plane | undefined): Plane {
  const margin = marginShare * Math.min(widthMm, heightMm)
  const half = { width: widthMm / 2 - margin, height: heightMm / 2 - margin }
  const most = Math.min(
    mostWidthShare * widthMm,
    mostHeightShare * heightMm * wordsAspect,
    2 * half.width,
  )
  if (!face) return strip(0, -half.height, most, 'up')
  const free = {
    below: face.y - face.height / 2 + half.height,
    above: half.height - (face.y + face.height / 2),
    left: face.x - face.width / 2 + half.width,
    right: half.width - (face.x + face.width / 2),
  }
  const below = Math.min(most, free.below * wordsAspect)
  const above = Math.min(most, free.above * wordsAspect)
  const beside = Math.min(most, Math.max(free.left, free.right))
  if (Math.max(below, above, beside) <= 0) return strip(0, -half.height, 0, 'up')
  if (below >= Math.max(above, beside)) return strip(0, -half.height, below, 'up')
  if (above >= beside) return strip(0, half.height, above, 'down')
  const outer = half.width - beside / 2
  return strip(free.right >= free.left ? outer : -outer, -half.height, beside, 'up')
}

function strip(x: number, y: number, width: number, grows: 'up' | 'down'): Plane {
  const height = width / wordsAspect
  return { x, y: grows === 'up' ? y + height / 2 : y - height / 2, width, height }
}
