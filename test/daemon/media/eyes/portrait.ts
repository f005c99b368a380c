/** The portrait of the camera simulator, put into pictures of which it is known where the eyes are. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Picture, type Place, toPicture } from '../../../../daemon/media/eyes/picture.ts'

const file = '.loket/debian/usr/lib/python3/dist-packages/imageio/resources/images/astronaut.png'
export const portraitSide = 512

/**
 * Centres of the irises in the portrait, in its pixels (the first pixel's centre is 0.5), marked by hand before any
 * net's answer was compared with them: each eye was cut out, enlarged 36 times without smoothing, with a line at every
 * fifth pixel. The middle across is that between the borders of iris and white (200.0 and 206.7; 243.0 and 250.1), in
 * rows below the lid and beside the highlights; the middle down is half that width above the lower border (104.4;
 * 106.7), since the lid hides the upper. Another reading of the same crops may differ by half a pixel, which is 1.2 %
 * of the distance between the eyes.
 */
export const portraitEyes = {
  left: { x: 203.4, y: 100.9 },
  right: { x: 246.6, y: 103.3 },
} as const satisfies Record<'left' | 'right', Place>

export const portraitApart = Math.hypot(
  portraitEyes.right.x - portraitEyes.left.x,
  portraitEyes.right.y - portraitEyes.left.y,
)

export class PortraitError extends Error {
  override readonly name = 'PortraitError'
}

/** @throws PortraitError when set-up has not unpacked it. */
export async function loadPortrait(): Promise<Picture> {
  const chain = `filesrc location=${file} ! pngdec ! videoconvert ! video/x-raw,format=I420 ! fdsink fd=1`
  const { stdout } = await promisify(execFile)('gst-launch-1.0', ['-q', ...chain.split(' ')], {
    encoding: 'buffer',
  })
  const picture = toPicture(stdout, portraitSide, portraitSide)
  if (!picture) throw new PortraitError(`${file} is no picture of ${portraitSide} pixels`)
  return picture
}

/** Where a face is put: the middle between its eyes in pixels, how far they are apart, and how far it is turned. */
export interface Pose {
  readonly x: number
  readonly y: number
  readonly apart: number
  readonly rollDeg: number
}
export interface Scene {
  readonly width: number
  readonly height: number
  readonly poses: readonly Pose[]
  /** 1 is the portrait's own light. */
  readonly light?: number
  /** Standard deviation of noise in the luma. */
  readonly noise?: number
}

/** Draws the portrait in each pose, the last on top, on grey. */
export function drawScene(portrait: Picture, scene: Scene): Picture {
  const { width, height, light = 1, noise = 0 } = scene
  const random = normal(1)
  const planes = planesOf(portrait).map((plane) => {
    const columns = plane.half ? (width + 1) >> 1 : width
    const target = new Uint8Array(columns * (plane.half ? (height + 1) >> 1 : height))
    target.fill(plane.half ? 128 : 110)
    for (const pose of scene.poses) drawPlane(plane, pose, target, columns)
    const dark = plane.half ? 128 : 16
    const grain = plane.half ? 0 : noise
    return target.map((value) => dark + (value - dark) * light + grain * random() + 0.5)
  })
  const picture = toPicture(Buffer.concat(planes), width, height)
  if (!picture) throw new PortraitError('a scene is too small for its size')
  return picture
}

/** Where the eyes of a pose are, in pixels. */
export function eyesOfPose(pose: Pose): { readonly left: Place; readonly right: Place } {
  const { scale, cos, sin, middle } = transformOf(pose)
  const put = ({ x, y }: Place): Place => ({
    x: pose.x + scale * ((x - middle.x) * cos - (y - middle.y) * sin),
    y: pose.y + scale * ((x - middle.x) * sin + (y - middle.y) * cos),
  })
  return { left: put(portraitEyes.left), right: put(portraitEyes.right) }
}

interface Plane {
  readonly data: Uint8Array
  readonly side: number
  readonly half: boolean
}

function planesOf({ data, width, height }: Picture): Plane[] {
  const luma = width * height
  const chroma = luma / 4
  return [
    { data: data.subarray(0, luma), side: width, half: false },
    { data: data.subarray(luma, luma + chroma), side: width / 2, half: true },
    { data: data.subarray(luma + chroma, luma + 2 * chroma), side: width / 2, half: true },
  ]
}

function transformOf({ apart, rollDeg }: Pose) {
  const { left, right } = portraitEyes
  const own = Math.atan2(right.y - left.y, right.x - left.x)
  const angle = (rollDeg * Math.PI) / 180 - own
  return {
    scale: apart / portraitApart,
    cos: Math.cos(angle),
    sin: Math.sin(angle),
    middle: { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 },
  }
}

/** The mean of so many samples a pixel that none of the portrait's is skipped when it is made smaller. */
function drawPlane(plane: Plane, pose: Pose, target: Uint8Array, columns: number): void {
  const { scale, cos, sin, middle } = transformOf(pose)
  const unit = plane.half ? 2 : 1
  const taps = Math.max(1, Math.ceil(1 / scale))
  for (let index = 0; index < target.length; index++) {
    let sum = 0
    let seen = 0
    for (let tap = 0; tap < taps * taps; tap++) {
      const dx = ((index % columns) + ((tap % taps) + 0.5) / taps) * unit - pose.x
      const dy =
        (Math.floor(index / columns) + (Math.floor(tap / taps) + 0.5) / taps) * unit - pose.y
      const x = middle.x + (dx * cos + dy * sin) / scale
      const y = middle.y + (dy * cos - dx * sin) / scale
      const value = sample(plane, x / unit, y / unit)
      if (value === undefined) continue
      sum += value
      seen++
    }
    if (seen === taps * taps) target[index] = sum / seen + 0.5
  }
}

/** Bilinear; undefined outside. */
function sample({ data, side }: Plane, x: number, y: number): number | undefined {
  if (x < 0.5 || y < 0.5 || x >= side - 0.5 || y >= side - 0.5) return undefined
  const left = Math.floor(x - 0.5)
  const top = Math.floor(y - 0.5)
  const partX = x - 0.5 - left
  const partY = y - 0.5 - top
  const at = (column: number, row: number) => data[row * side + column] ?? 0
  const high = at(left, top) * (1 - partX) + at(left + 1, top) * partX
  const low = at(left, top + 1) * (1 - partX) + at(left + 1, top + 1) * partX
  return high * (1 - partY) + low * partY
}

/** Normally distributed numbers, the same at each run. Source: Box and Muller; Park and Miller's generator. */
function normal(seed: number): () => number {
  let state = seed
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}
