/**
 * The geometry of the room behind the glass, in metres: the screen lies in z = 0 with its centre at the origin,
 * the room behind it at negative z, the visitor's eye before it. The shader takes its constants from here.
 */
export interface Eye {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** A rectangle in fractions of the rendered picture; its origin is at the top left. */
export interface Region {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const screen = { width: 1.2, height: 0.675 } as const
/** The plane the inspector's picture stands on. */
const pane = { z: -0.35, y: 0.02, halfHeight: 0.385, round: 0.012 } as const
const walls = { halfWidth: 1.15, top: 0.78, floor: -0.56, depth: 1.9 } as const

/** Where a sitting visitor's eyes are when no eye tracker says otherwise. */
export const restingEye: Eye = { x: 0, y: 0.05, z: 1 }

/** The shader's constants as GLSL text. */
export function shaderConstants(): string {
  const constants = {
    SCREEN_WIDTH: screen.width,
    SCREEN_HEIGHT: screen.height,
    PANE_Z: pane.z,
    PANE_Y: pane.y,
    PANE_HALF_HEIGHT: pane.halfHeight,
    PANE_ROUND: pane.round,
    ROOM_HALF_WIDTH: walls.halfWidth,
    ROOM_TOP: walls.top,
    ROOM_FLOOR: walls.floor,
    ROOM_DEPTH: walls.depth,
  }
  return Object.entries(constants)
    .map(([name, metres]) => `#define ${name} (${metres.toFixed(4)})\n`)
    .join('')
}

/** Where a picture of this aspect (width / height) stands on the screen, seen from `eye`. */
export function paneOnScreen(eye: Eye, aspect: number): Region {
  // A plane parallel to the screen only moves and shrinks: no edge of it ever leans.
  const scale = eye.z / (eye.z - pane.z)
  const project = (from: number, to: number) => from + (to - from) * scale
  const left = project(eye.x, -pane.halfHeight * aspect)
  const right = project(eye.x, pane.halfHeight * aspect)
  const top = project(eye.y, pane.y + pane.halfHeight)
  const bottom = project(eye.y, pane.y - pane.halfHeight)
  return {
    left: 0.5 + left / screen.width,
    top: 0.5 - top / screen.height,
    width: (right - left) / screen.width,
    height: (top - bottom) / screen.height,
  }
}
