/** The numbers of one frame: where everything in the room is, from who looks and who is looked at. */
import type { View } from '../eyeline/eye-reading.ts'
import { meanEyeSpacingMm } from '../eyeline/sight.ts'
import type { DisplayConfig } from './display.ts'
import { calmFraming, type Framing } from './framing.ts'
import {
  eyesInPlane,
  isWhole,
  onGlass,
  type Plane,
  personPlane,
  type Region,
  regionOf,
  restingView,
  scaleOnGlass,
} from './room-view.ts'
import type { Uniforms } from './uniforms.ts'
import { faceOnGlass, placeWords } from './words-place.ts'

export interface Look {
  readonly view: View
  readonly framing: Framing
  /** Width / height of the inspector's picture. */
  readonly aspect: number
  /** A time code is in the picture: all of it has to be on the display. */
  readonly coded: boolean
  /** Levels, 0 to 1. */
  readonly picture: number
  readonly light: number
  readonly words: number
  readonly inVisit: boolean
  readonly clockMs: number
}
export interface Drawing {
  readonly uniforms: Uniforms
  /** Where the inspector's whole picture stands in a view. */
  readonly region: Region
}

export function drawingOf(look: Look, display: DisplayConfig): Drawing {
  const { view, framing } = look.coded ? codedPlace(look, display) : look
  const plane = personPlane(view, display.personDepthMm, framing, look.aspect)
  const face = eyesInPlane(view, display.personDepthMm)
  const words = wordsPlace(view, display, look.picture > 0)
  const picture = look.picture * look.picture * (3 - 2 * look.picture)
  return {
    region: regionOf(onGlass(view.eye, plane, display.personDepthMm), display),
    uniforms: {
      eye_x: view.eye.x,
      eye_y: view.eye.y,
      eye_z: view.eye.z,
      person_x: plane.x,
      person_y: plane.y,
      person_width: plane.width,
      person_height: plane.height,
      face_x: face.x,
      face_y: face.y,
      ...lampAt(look.clockMs / 1000, look.inVisit ? picture : 0),
      picture,
      light: look.light,
      whole: look.coded ? 1 : 0,
      words_x: words.x,
      words_y: words.y,
      words_width: words.width,
      words_height: words.height,
      // They would cover the code.
      words_shown: look.coded ? 0 : look.words,
    },
  }
}

/** It drifts and breathes, slowly enough for one frame a second, and steps back for the inspector. */
function lampAt(seconds: number, picture: number): { lamp_x: number; lamp_level: number } {
  const drift = 0.5 * Math.sin(seconds * 0.05) + 0.22 * Math.sin(seconds * 0.083 + 1.7)
  const breath = 0.88 + 0.12 * Math.sin(seconds * 0.21)
  return { lamp_x: 1000 * drift, lamp_level: breath * (1 - 0.45 * picture) }
}

/** Life size where that fits; else the resting place, where all of the code can be read. */
function codedPlace({ view, framing, aspect }: Look, display: DisplayConfig) {
  const depth = display.personDepthMm
  const region = regionOf(
    onGlass(view.eye, personPlane(view, depth, framing, aspect), depth),
    display,
  )
  return isWhole(region) ? { view, framing } : { view: restingView, framing: calmFraming }
}

function wordsPlace(view: View, display: DisplayConfig, somebody: boolean): Plane {
  const eyesMm = meanEyeSpacingMm * scaleOnGlass(view.eye, display.personDepthMm)
  return placeWords(display, somebody ? faceOnGlass(view.sight, eyesMm) : undefined)
}
