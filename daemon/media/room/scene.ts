/** What the room shows at a moment: whether the inspector is there, how bright, and what the citizen is told. */
import type { glassTexts } from '../../screens/kit/texts/texts.ts'

export type Scene = 'idle' | 'waiting' | 'moment' | 'visit'
export type Notice = keyof (typeof glassTexts)['nl']

export interface Moment {
  readonly scene: Scene
  /** How long ago the newest picture came; infinite when none did since the room was cleared. */
  readonly pictureAgeMs: number
  /** How long ago scene or link last changed. */
  readonly sinceMs: number
  /** Whether the visit has shown the inspector before. */
  readonly met: boolean
}
export interface Shown {
  readonly inspector: 'there' | 'frozen' | 'gone'
  readonly notice: Notice | undefined
}

/** A picture that stays away for this long is lost. */
export const lostMs = 2000

export function shownAt({ scene, pictureAgeMs, sinceMs, met }: Moment): Shown {
  if (scene === 'idle') return { inspector: 'gone', notice: undefined }
  if (scene !== 'visit') return { inspector: 'gone', notice: scene }
  if (pictureAgeMs < lostMs) return { inspector: 'there', notice: undefined }
  if (Number.isFinite(pictureAgeMs)) return { inspector: 'frozen', notice: 'frozen' }
  if (sinceMs < lostMs) return { inspector: 'gone', notice: undefined }
  return { inspector: 'gone', notice: met ? 'moment' : 'waiting' }
}

/** Two levels from 0 to 1 that move towards what is shown and never jump. */
export interface Levels {
  readonly picture: number
  readonly light: number
}

const fadeMs = 500
const dimmed = 0.42

export function nextLevels({ picture, light }: Levels, shown: Shown, elapsedMs: number): Levels {
  const step = Math.min(elapsedMs / fadeMs, 1)
  return {
    picture: towards(picture, shown.inspector === 'gone' ? 0 : 1, step),
    light: towards(light, shown.inspector === 'frozen' ? dimmed : 1, step),
  }
}

export function towards(level: number, aim: number, step: number): number {
  return level < aim ? Math.min(level + step, aim) : Math.max(level - step, aim)
}
