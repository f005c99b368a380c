/**
 * Mixes the voices of a visit in blocks of ten milliseconds: each person hears the others and the room, never
 * themselves; the room hears everybody. Pure: no clock, no device.
 */
import { blockSamples } from './sound-format.ts'

export interface Mixer {
  /** A block from somebody; whoever was not known joins. */
  hear(who: string, block: Int16Array): void
  /** Somebody is gone: what they said last is no longer heard. */
  leave(who: string): void
  /** The next ten milliseconds, with what the room's own microphone gives. */
  mix(own: Int16Array): Mixed
}
export interface Mixed {
  /** What the room hears: everybody but itself. */
  readonly room: Int16Array
  /** What this person hears. */
  for(who: string): Int16Array
}

/** Blocks that wait before a voice is let through: they even out when it comes in bursts. */
export const firstWaiting = 2
/** Beyond it the oldest is dropped, since late speech is worse than a click. */
export const mostWaiting = 8
const loudest = 32_767

interface Voice {
  readonly waiting: Int16Array[]
  /** It has run dry and gathers anew. */
  gathering: boolean
}

export function makeMixer(): Mixer {
  const voices = new Map<string, Voice>()

  function next(voice: Voice): Int16Array | undefined {
    if (voice.gathering && voice.waiting.length < firstWaiting) return undefined
    const block = voice.waiting.shift()
    voice.gathering = block === undefined
    return block
  }
  return {
    hear(who, block) {
      const voice = voices.get(who) ?? { waiting: [], gathering: true }
      voices.set(who, voice)
      voice.waiting.push(block)
      if (voice.waiting.length > mostWaiting) voice.waiting.shift()
    },
    leave(who) {
      voices.delete(who)
    },
    mix(own) {
      const said = new Map<string, Int16Array>()
      const room = new Int32Array(blockSamples)
      for (const [who, voice] of voices) {
        const block = next(voice)
        if (!block) continue
        said.set(who, block)
        for (let index = 0; index < blockSamples; index++)
          room[index] = (room[index] ?? 0) + (block[index] ?? 0)
      }
      return {
        room: saturated(room),
        for(who) {
          const mine = said.get(who)
          // The only voice is their own: what they hear is the room as it is.
          if (said.size === (mine ? 1 : 0)) return own
          const others = Int32Array.from(
            room,
            (all, index) => all - (mine?.[index] ?? 0) + (own[index] ?? 0),
          )
          return saturated(others)
        },
      }
    },
  }
}

/** Too loud is held at the loudest instead of turning over. */
function saturated(sums: Int32Array): Int16Array {
  return Int16Array.from(sums, (sum) => Math.max(-loudest - 1, Math.min(loudest, sum)))
}
