/** Notices that pictures stay away, so that the screen can say so instead of standing still. */

/** A picture that stands for as long as this is frozen. */
export const frozenMs = 2000

export interface PictureWatch {
  /** A picture came: says so when it is the first after a loss. */
  seen(nowMs: number): 'back' | null
  /** Says once that there is none; the time is counted from the start of the link or from the last picture. */
  look(nowMs: number): 'lost' | null
}

export function pictureWatch(fromMs: number): PictureWatch {
  let lastMs = fromMs
  let lost = false
  return {
    seen(nowMs) {
      lastMs = nowMs
      if (!lost) return null
      lost = false
      return 'back'
    },
    look(nowMs) {
      if (lost || nowMs - lastMs < frozenMs) return null
      lost = true
      return 'lost'
    },
  }
}
