/** What the virtual kiosk's camera sees, what its inspector sends, and where eyes are in what its display shows. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Camera, pictureOf } from '../../../daemon/media/eyeline/camera.ts'
import type { Point } from '../../../daemon/media/eyeline/eye-reading.ts'
import { meanEyeSpacingMm } from '../../../daemon/media/eyeline/sight.ts'
import type { Picture } from '../../../daemon/media/eyes/picture.ts'
import { drawScene } from '../../daemon/media/eyes/portrait.ts'

export const size = { width: 640, height: 360 } as const
const run = promisify(execFile)

/** A face whose eyes are at this place before the camera, as the camera sees it. */
export function citizenAt(portrait: Picture, camera: Camera, eye: Point): Picture {
  const half = meanEyeSpacingMm / 2
  const left = pictureOf(camera, { ...eye, x: eye.x + half })
  const right = pictureOf(camera, { ...eye, x: eye.x - half })
  const dx = (right.x - left.x) * size.width
  const dy = (right.y - left.y) * size.height
  const pose = {
    x: ((left.x + right.x) / 2) * size.width,
    y: ((left.y + right.y) / 2) * size.height,
    apart: Math.hypot(dx, dy),
    rollDeg: (Math.atan2(dy, dx) * 180) / Math.PI,
  }
  return drawScene(portrait, { ...size, poses: [pose], noise: 2 })
}

/** Pixels from the middle between the inspector's eyes to a dot at either side, and between the eyes. */
export const dots = { reach: 130, radius: 7, apart: 64 } as const

/** The inspector, with a magenta dot at the height of the eyes on either side: where they are drawn tells of the eyes. */
export function inspector(portrait: Picture): Picture {
  const pose = { x: 320, y: 151, apart: dots.apart, rollDeg: 0 }
  const picture = drawScene(portrait, { ...size, poses: [pose] })
  const data = new Uint8Array(picture.data)
  const luma = size.width * size.height
  for (const side of [-1, 1])
    for (let y = -dots.radius; y <= dots.radius; y += 1)
      for (let x = -dots.radius; x <= dots.radius; x += 1) {
        if (Math.hypot(x + 0.5, y + 0.5) > dots.radius) continue
        const column = pose.x + side * dots.reach + x
        const row = pose.y + y
        data[row * size.width + column] = 105
        const chroma = (row >> 1) * (size.width / 2) + (column >> 1)
        data[luma + chroma] = 212
        data[luma + luma / 4 + chroma] = 234
      }
  return { ...picture, data }
}

/** JPEG pictures of these. */
export async function jpegs(pictures: readonly Picture[]): Promise<readonly Uint8Array[]> {
  return await inFolder(async (folder) => {
    writeFileSync(join(folder, 'raw'), Buffer.concat(pictures.map(({ data }) => data)))
    const raw = `rawvideoparse format=i420 width=${size.width} height=${size.height} framerate=30/1`
    await launch(
      `filesrc location=${folder}/raw ! ${raw} ! jpegenc quality=95 ! multifilesink location=${folder}/%06d.jpg`,
    )
    const names = readdirSync(folder).filter((name) => name.endsWith('.jpg'))
    return names.toSorted().map((name) => new Uint8Array(readFileSync(join(folder, name))))
  })
}

/** The middles of the two dots, pixels from the left one; undefined where they cannot both be seen. */
export type Dots = readonly [{ x: number; y: number }, { x: number; y: number }] | undefined

/** Where the dots are in pictures of the display. */
export async function dotsIn(shown: readonly Uint8Array[]): Promise<readonly Dots[]> {
  if (shown.length === 0) return []
  return await inFolder(async (folder) => {
    for (const [index, jpeg] of shown.entries())
      writeFileSync(join(folder, `${String(index).padStart(6, '0')}.jpg`), jpeg)
    await launch(
      `multifilesrc location=${folder}/%06d.jpg index=0 caps=image/jpeg,framerate=30/1 ! jpegdec ! ` +
        `videoconvert ! video/x-raw,format=RGB ! filesink location=${folder}/rgb`,
    )
    const rgb = readFileSync(join(folder, 'rgb'))
    const bytes = size.width * size.height * 3
    return shown.map((_, index) => twoDots(rgb.subarray(index * bytes, (index + 1) * bytes)))
  })
}

function twoDots(rgb: Uint8Array): Dots {
  const spots: { x: number; y: number; weight: number }[] = []
  for (let at = 0; at < rgb.length; at += 3) {
    const [r = 0, g = 0, b = 0] = rgb.subarray(at, at + 3)
    const weight = Math.min(r, b) - g - 60
    if (weight <= 0) continue
    const x = ((at / 3) % size.width) + 0.5
    const y = Math.floor(at / 3 / size.width) + 0.5
    spots.push({ x, y, weight })
  }
  if (spots.length < 20) return undefined
  const middle = spots.reduce((sum, { x }) => sum + x, 0) / spots.length
  const left = centre(spots.filter(({ x }) => x < middle))
  const right = centre(spots.filter(({ x }) => x >= middle))
  return left && right && right.x - left.x > 20 ? [left, right] : undefined
}

function centre(spots: readonly { x: number; y: number; weight: number }[]) {
  const weight = spots.reduce((sum, spot) => sum + spot.weight, 0)
  if (weight === 0) return undefined
  const of = (axis: 'x' | 'y') =>
    spots.reduce((sum, spot) => sum + spot[axis] * spot.weight, 0) / weight
  return { x: of('x'), y: of('y') }
}

async function launch(chain: string): Promise<void> {
  await run('gst-launch-1.0', ['-q', ...chain.split(' ')])
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-kiosk-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
