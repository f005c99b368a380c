/** Three numbers in space, and turning them. */
import type { Point } from './eye-reading.ts'

/** Turns about the display's axes, radians, right-handed: about x first, then y, then z. */
export type Turn = Point

export const plus = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y, z: a.z + b.z })
export const times = (a: Point, by: number): Point => ({ x: a.x * by, y: a.y * by, z: a.z * by })

export function turned({ x, y, z }: Point, turn: Turn): Point {
  const [cx, sx] = [Math.cos(turn.x), Math.sin(turn.x)]
  const [cy, sy] = [Math.cos(turn.y), Math.sin(turn.y)]
  const [cz, sz] = [Math.cos(turn.z), Math.sin(turn.z)]
  const aboutX = { x, y: cx * y - sx * z, z: sx * y + cx * z }
  const aboutY = { x: cy * aboutX.x + sy * aboutX.z, y: aboutX.y, z: cy * aboutX.z - sy * aboutX.x }
  return {
    x: cz * aboutY.x - sz * aboutY.y,
    y: sz * aboutY.x + cz * aboutY.y,
    z: aboutY.z,
  }
}
