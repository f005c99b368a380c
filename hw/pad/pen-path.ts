/** A place of the pen: x and y as fractions (0 to 1) of the surface, pressure 0 to 1; 0 is a pen that is lifted. */
export interface PenPoint {
  readonly x: number
  readonly y: number
  readonly pressure: number
}
/** Turns points of a hand, that come in bunches, into one place for each slot of the pad's clock. */
export interface PenPath {
  add(points: readonly PenPoint[]): void
  /** The place in the next slot; undefined once, when the pen has left. */
  next(): PenPoint | undefined
  /** There is something to tell: the pen is near, or has just left. */
  readonly near: boolean
}

/** A page sends some sixty points a second: three slots of 5 ms for each. A long queue goes at one a slot. */
const SLOTS_PER_POINT = 3
const LONG_QUEUE = 4

export function createPenPath(): PenPath {
  let queue: PenPoint[] = []
  let at: PenPoint | undefined
  let from: PenPoint | undefined
  let done = 0

  const advance = (target: PenPoint, here: PenPoint): PenPoint => {
    const start = from ?? here
    from = start
    done += queue.length >= LONG_QUEUE ? SLOTS_PER_POINT : 1
    if (done < SLOTS_PER_POINT && target.pressure > 0 && start.pressure > 0)
      return between(start, target, done / SLOTS_PER_POINT)
    queue = queue.slice(1)
    from = undefined
    done = 0
    return target
  }
  return {
    add(points) {
      queue = [...queue, ...points]
    },
    next() {
      const target = queue[0]
      if (target) at = advance(target, at ?? target)
      // A lifted pen with nothing to come is a pen that leaves.
      else if (at?.pressure === 0) at = undefined
      return at
    },
    get near() {
      return at !== undefined || queue.length > 0
    },
  }
}

function between(a: PenPoint, b: PenPoint, part: number): PenPoint {
  return {
    x: a.x + (b.x - a.x) * part,
    y: a.y + (b.y - a.y) * part,
    pressure: a.pressure + (b.pressure - a.pressure) * part,
  }
}
