/** One direction of a bad network, pure: from a seed, the same packets at the same times meet the same fate. */
export interface Weather {
  /** Share of packets that are lost, 0 to 1. */
  readonly loss: number
  readonly delayMs: number
  /** Up to this much more, evenly spread, so that packets overtake each other. */
  readonly jitterMs: number
  /** What the line carries; more waits in its queue, and what would wait too long is lost. */
  readonly kbps: number
  /** Nothing passes. */
  readonly cut: boolean
}
export const fair: Weather = {
  loss: 0,
  delayMs: 0,
  jitterMs: 0,
  kbps: Number.POSITIVE_INFINITY,
  cut: false,
}

/** What a router keeps before it drops. */
const mostQueuedMs = 300

export interface Wire {
  set(weather: Partial<Weather>): void
  /** When a packet that is sent now comes out, in milliseconds of the same clock; null when it is lost. */
  pass(bytes: number, nowMs: number): number | null
}

export function makeWire(seed: number): Wire {
  const draw = generator(seed)
  let weather = fair
  let freeAtMs = 0
  return {
    set(change) {
      weather = { ...weather, ...change }
    },
    pass(bytes, nowMs) {
      // Both are drawn for every packet: what happens to one does not depend on the weather before it.
      const fate = draw()
      const late = draw()
      if (weather.cut || fate < weather.loss) return null
      const from = Math.max(nowMs, freeAtMs)
      if (from - nowMs > mostQueuedMs) return null
      freeAtMs = from + (bytes * 8) / weather.kbps
      return freeAtMs + weather.delayMs + late * weather.jitterMs
    },
  }
}

/** Numbers from 0 up to 1, always the same for one seed. Source: the mulberry32 generator (public domain). */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
