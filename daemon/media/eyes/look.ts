/** One stream's pictures through the nets, one after another. */
import type { EyeReading } from '../eyeline/eye-reading.ts'
import type { IrisFound, Side } from './face.ts'
import type { FaceNets } from './face-nets.ts'
import type { Picture, Square } from './picture.ts'
import {
  eyesOf,
  nobody,
  type Region,
  regionToSearch,
  step,
  type Tracking,
  toMeasure,
} from './tracker.ts'

export type Seen = 'searching' | 'tracking' | 'lost'

export interface Look {
  readonly seen: Seen
  /** Only while `tracking`: of this very picture, neither smoothed nor held. */
  readonly reading: EyeReading | undefined
}
export interface Looker {
  /** Pictures of one stream, in the order in which they were taken (`takenAtMs`). */
  look(picture: Picture, takenAtMs: number): Promise<Look>
}

export function makeLooker(nets: FaceNets): Looker {
  let state: Tracking = nobody
  let size = ''

  async function measure(picture: Picture, atMs: number): Promise<void> {
    const wanted = toMeasure(state)
    if (!wanted) return
    const { phase } = state
    const face = await nets.mesh(picture, wanted.square)
    const irises: Partial<Record<Side, IrisFound>> = {}
    if (face) for (const side of wanted.irises) irises[side] = await nets.iris(picture, face, side)
    state = step(state, { type: 'face.measured', atMs, face, irises })
    if (phase === 'found' && !face) await measure(picture, atMs)
  }
  return {
    async look(picture, takenAtMs) {
      // Places are pixels: they mean nothing in a picture of another size.
      if (size !== `${picture.width}x${picture.height}`) state = nobody
      size = `${picture.width}x${picture.height}`
      const region = regionToSearch(state, takenAtMs)
      if (region) {
        const faces = await nets.detect(picture, squareOfRegion(region, picture))
        state = step(state, { type: 'faces.detected', atMs: takenAtMs, faces })
      }
      await measure(picture, takenAtMs)
      return lookOf(state, picture, takenAtMs)
    },
  }
}

function lookOf(state: Tracking, picture: Picture, takenAtMs: number): Look {
  if (state.phase !== 'tracking')
    return { seen: state.phase === 'lost' ? 'lost' : 'searching', reading: undefined }
  const { left, right } = eyesOf(state.person)
  const fractions = ({ x, y }: { readonly x: number; readonly y: number }) => ({
    x: x / picture.width,
    y: y / picture.height,
  })
  return {
    seen: 'tracking',
    reading: {
      left: fractions(left),
      right: fractions(right),
      yawRad: state.person.face.yawRad,
      takenAtMs,
    },
  }
}

function squareOfRegion(region: Region, { width, height }: Picture): Square {
  const side = region === 'middle' ? Math.min(width, height) : Math.max(width, height)
  return { x: width / 2, y: height / 2, side, rollRad: 0 }
}
