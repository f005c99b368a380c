/** How far off the tracker is, over poses and lights of the portrait. */
import type { FaceNets } from '../../../../daemon/media/eyes/face-nets.ts'
import { makeLooker } from '../../../../daemon/media/eyes/look.ts'
import type { Picture } from '../../../../daemon/media/eyes/picture.ts'
import { drawScene, eyesOfPose, type Pose, type Scene } from './portrait.ts'

export interface Case extends Scene {
  readonly poses: readonly [Pose]
}
export interface Outcome {
  /** Of each eye, parts of the distance between the eyes; empty when nobody was seen. */
  readonly errors: readonly number[]
  readonly missed: boolean
}

const size = { width: 640, height: 360 } as const
const spacings = [20, 30, 40, 60]
const rolls = [-30, -15, 0, 15, 30]
const lights = [
  { light: 1, noise: 2 },
  { light: 0.5, noise: 2 },
  { light: 0.25, noise: 2 },
]

/** Eyes 20 to 60 pixels apart, turned up to 30 degrees, in 25 to 100 % of the light, with the noise of a camera. */
export const cases: readonly Case[] = spacings.flatMap((apart, i) =>
  rolls.flatMap((rollDeg, j) =>
    lights.map((light, k) => ({
      ...size,
      ...light,
      // Not all in the same place, nor on whole pixels.
      poses: [
        { x: 320.3 + 31 * (((i + j + k) % 3) - 1), y: 160.7 + 9.4 * ((i + k) % 3), apart, rollDeg },
      ],
    })),
  ),
)

/** A few of them, for a test. */
export const slice: readonly Case[] = cases.filter((_, index) => index % 11 === 0)

/** Pictures after which the tracker has settled: the detector's guess is refined by the mesh's own. */
const pictures = 3

export async function outcomeOf(nets: FaceNets, portrait: Picture, each: Case): Promise<Outcome> {
  const picture = drawScene(portrait, each)
  const looker = makeLooker(nets)
  let look = await looker.look(picture, 0)
  for (let i = 1; i < pictures; i++) look = await looker.look(picture, i * 33)
  const { reading } = look
  if (!reading) return { errors: [], missed: true }
  const truth = eyesOfPose(each.poses[0])
  const errors = (['left', 'right'] as const).map(
    (side) =>
      Math.hypot(
        reading[side].x * each.width - truth[side].x,
        reading[side].y * each.height - truth[side].y,
      ) / each.poses[0].apart,
  )
  // An answer that is a quarter of the eye distance off is somewhere else.
  return { errors, missed: errors.some((error) => error > 0.25) }
}
