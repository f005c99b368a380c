/** Where eyes are: what the tracker says of a picture, and what the room is drawn by. */

/** A point in a picture, in fractions of its width and height (0 to 1); its origin is at the top left. */
export interface PicturePoint {
  readonly x: number
  readonly y: number
}

/** One person's eyes in one picture. `left` is the eye at the left of the picture. */
export interface EyeReading {
  readonly left: PicturePoint
  readonly right: PicturePoint
  /** How far the head is turned aside, radians; 0 is frontal, positive is towards the right of the picture. */
  readonly yawRad: number
  /** When the picture was taken, milliseconds of `performance.now()`. */
  readonly takenAtMs: number
}

/**
 * A point before the display, millimetres: the origin is the centre of its image plane, x to the right and y up as
 * the citizen sees it, z towards the citizen.
 */
export interface Point {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** What the room is drawn by. */
export interface View {
  /** The middle between the citizen's eyes. */
  readonly eye: Point
  /** Where on the glass (z = 0) the middle between the inspector's eyes has to be drawn, millimetres. */
  readonly sight: { readonly x: number; readonly y: number }
}
