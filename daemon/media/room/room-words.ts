/** The words on the glass: fade out the old, draw the new, fade them in; one text is drawn at a time. */

import { towards } from './scene.ts'
import type { Words } from './words.ts'

export interface WordsOnGlass {
  /** How much of the words is there (0 to 1) `elapsedMs` later, when these are wanted; empty for none. */
  level(text: string, elapsedMs: number): number
}

const fadeMs = 200

export function wordsOnGlass(
  words: Pick<Words, 'draw'>,
  onStrip: (strip: Uint8Array) => void,
): WordsOnGlass {
  let drawn = ''
  let level = 0
  let drawing = false

  async function draw(text: string): Promise<void> {
    drawing = true
    const strip = await words.draw(text)
    drawing = false
    if (!strip) return
    drawn = text
    onStrip(strip)
  }
  return {
    level(text, elapsedMs) {
      const right = text === drawn && !drawing
      level = towards(level, right && text !== '' ? 1 : 0, Math.min(elapsedMs / fadeMs, 1))
      if (level === 0 && !right && !drawing && text !== '') void draw(text)
      return level
    },
  }
}
