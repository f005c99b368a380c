/** What is in the room from frame to frame: who is there, seen from where, with which words. Times come in. */
import type { VideoFrame } from '../../../hw/av/wrtc.ts'
import type { Language } from '../../core/language.ts'
import { glassTexts } from '../../screens/kit/texts/texts.ts'
import type { EyeReading, View } from '../eyeline/eye-reading.ts'
import { darkI420, paddedI420 } from '../i420.ts'
import type { DisplayConfig, MatteConfig } from './display.ts'
import { type Drawing, drawingOf } from './drawing.ts'
import { follow, startFollowing } from './framing.ts'
import { isUsable, restingView } from './room-view.ts'
import type { WordsOnGlass } from './room-words.ts'
import { nextLevels, type Scene, type Shown, shownAt } from './scene.ts'

export interface RoomSetting {
  readonly scene: Scene
  readonly language: Language
  /** What is being said, or what the citizen is to do; empty for nothing. */
  readonly caption: string
}
export interface Stage {
  readonly setting: RoomSetting
  /** The inspector's picture that is drawn now, its rows padded; a dark one when nobody is there. */
  readonly frame: VideoFrame
  readonly somebody: boolean
  /** By which it is drawn. */
  readonly view: View
  set(setting: RoomSetting, nowMs: number): void
  show(frame: VideoFrame, nowMs: number): void
  clear(nowMs: number): void
  /** Without effect when no room can be seen from there. */
  look(view: View): void
  person(reading: EyeReading | undefined): void
  /** Goes on to this moment. */
  advance(nowMs: number): void
  /** `coded`: a time code is in the picture and has to be read from what is drawn. */
  drawing(coded: boolean): Drawing
}

const dark: VideoFrame = { width: 640, height: 360, data: darkI420(640, 360) }
const level = { picture: 0, light: 1 } as const

export function makeStage(
  display: DisplayConfig,
  matte: MatteConfig,
  words: WordsOnGlass,
  startMs: number,
): Stage {
  let setting: RoomSetting = { scene: 'idle', language: 'nl', caption: '' }
  let view = restingView
  let reading: EyeReading | undefined
  let frame = dark
  let shownAtMs = Number.NEGATIVE_INFINITY
  let changedAtMs = startMs
  let met = false
  let nowMs = startMs
  let followed = startFollowing(startMs)
  let levels: { readonly picture: number; readonly light: number } = level
  let wordsLevel = 0

  function aspect(): number {
    const { width, height } = frame
    return matte.kind === 'alpha' ? (2 * width) / height : width / height
  }
  return {
    get setting() {
      return setting
    },
    get frame() {
      return frame
    },
    get view() {
      return view
    },
    get somebody() {
      return frame !== dark
    },
    set(next, atMs) {
      const other = next.scene !== setting.scene
      setting = next
      if (!other) return
      changedAtMs = atMs
      if (next.scene !== 'visit') shownAtMs = Number.NEGATIVE_INFINITY
      if (next.scene === 'idle') met = false
    },
    show({ width, height, data }, atMs) {
      frame = { width, height, data: paddedI420(data, width, height) }
      shownAtMs = atMs
      met = true
    },
    clear(atMs) {
      shownAtMs = Number.NEGATIVE_INFINITY
      changedAtMs = atMs
      reading = undefined
    },
    look(next) {
      if (isUsable(next)) view = next
    },
    person(next) {
      reading = next
    },
    advance(atMs) {
      const elapsedMs = atMs - nowMs
      nowMs = atMs
      const times = { pictureAgeMs: atMs - shownAtMs, sinceMs: atMs - changedAtMs }
      const shown = shownAt({ scene: setting.scene, met, ...times })
      levels = setting.scene === 'idle' ? level : nextLevels(levels, shown, elapsedMs)
      wordsLevel = words.level(textOf(setting, shown), elapsedMs)
      if (levels.picture === 0 && shown.inspector === 'gone') frame = dark
      followed = follow(followed, reading, aspect(), atMs)
    },
    drawing: (coded) =>
      drawingOf(
        {
          ...{ view, coded, ...levels, clockMs: nowMs },
          aspect: aspect(),
          framing: followed.framing,
          words: wordsLevel,
          inVisit: setting.scene === 'visit',
        },
        display,
      ),
  }
}

function textOf({ scene, language, caption }: RoomSetting, { notice }: Shown): string {
  if (scene === 'idle') return ''
  const said = notice ? glassTexts[language][notice] : ''
  return [said, caption].filter(Boolean).join('\n')
}
