import { loadavg } from 'node:os'
import { type FaceNets, openFaceNets } from '../../daemon/media/eyes/face-nets.ts'
import { makeLooker } from '../../daemon/media/eyes/look.ts'
import { drawScene, loadPortrait } from '../daemon/media/eyes/portrait.ts'
import { cases, outcomeOf } from '../daemon/media/eyes/suite.ts'
import { openHuman } from './eyes/human.ts'
import { median, quantile, type Row, row } from './row.ts'

const nets = (): Promise<FaceNets> => openFaceNets('.loket/nets')

const suite = `${cases.length} pictures of one marked portrait, eyes 20 to 60 px apart, roll 30°, 25 to 100 % light`
const MOST = { median: 0.02, p90: 0.05 } as const

/** How far the tracker's eyes are from those that a person marked, in parts of the eye distance. */
export async function eyeAccuracy(progress: (text: string) => void): Promise<readonly Row[]> {
  const faceNets = await nets()
  const portrait = await loadPortrait()
  const outcomes = []
  for (const each of cases) {
    const outcome = await outcomeOf(faceNets, portrait, each)
    if (outcome.missed) progress(`missed: ${JSON.stringify(each)}`)
    outcomes.push(outcome)
  }
  const errors = outcomes.flatMap((outcome) => outcome.errors)
  const found = outcomes.filter((outcome) => !outcome.missed).length
  const shared = { subject: suite, baseline: 'limit', unit: '% of eye distance' } as const
  const lower = { better: 'lower', target: 1 } as const
  return [
    row({
      ...shared,
      ...lower,
      name: 'eye-accuracy',
      value: 100 * median(errors),
      baselineValue: 100 * MOST.median,
    }),
    row({
      ...shared,
      ...lower,
      name: 'eye-accuracy-p90',
      value: 100 * quantile(errors, 0.9),
      baselineValue: 100 * MOST.p90,
    }),
    row({
      ...shared,
      name: 'eye-accuracy-found',
      unit: 'pictures',
      value: found,
      baselineValue: cases.length,
      better: 'higher',
      target: 1,
    }),
  ]
}

const ROUNDS = 6
const PICTURES = 30
const MOST_CPU_MS = 9
const MOST_OF_HUMAN = 0.25

/** CPU of following one face at 640 × 360, ours and the peer's in turns on the same pictures. */
export async function eyeCpu(progress: (text: string) => void): Promise<readonly Row[]> {
  const looker = makeLooker(await nets())
  const portrait = await loadPortrait()
  // It sways a little, so that nothing can be remembered of the last picture.
  const pictures = Array.from({ length: PICTURES }, (_, i) => {
    const x = 320 + 6 * Math.sin((2 * Math.PI * i) / PICTURES)
    const poses = [{ x, y: 160, apart: 40, rollDeg: 3 }]
    return drawScene(portrait, { width: 640, height: 360, noise: 2, poses })
  })
  const human = await openHuman()
  const tensors = pictures.map((picture) => human.tensor(picture))
  let atMs = 0
  const ours = () =>
    cpuOf(async (i) => {
      atMs += 33
      const picture = pictures[i]
      return picture !== undefined && (await looker.look(picture, atMs)).seen === 'tracking'
    })
  const theirs = () => cpuOf((i) => human.look(tensors[i]))
  const own: number[] = []
  const peer: number[] = []
  try {
    await ours()
    await theirs()
    for (let round = 1; round <= ROUNDS; round++) {
      own.push(await ours())
      peer.push(await theirs())
      progress(
        `round ${round} of ${ROUNDS}: ${own.at(-1)?.toFixed(1)} ms; human ${peer.at(-1)?.toFixed(1)} ms`,
      )
    }
  } finally {
    human.close()
  }
  progress(
    `load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}`,
  )
  const shared = {
    subject: 'a face followed at 640x360: mesh, one iris, the detector every 400 ms',
    unit: 'CPU ms a picture',
    value: median(own),
    better: 'lower',
  } as const
  return [
    row({ ...shared, name: 'eye-cpu', baseline: 'limit', baselineValue: MOST_CPU_MS, target: 1 }),
    row({
      ...shared,
      name: 'eye-cpu-human',
      baseline: '@vladmandic/human 3.3.6 on WASM following the same face: mesh and irises',
      baselineValue: median(peer),
      target: MOST_OF_HUMAN,
    }),
  ]
}

/** CPU milliseconds of this process a picture; NaN when a face was missed, for then something else was measured. */
async function cpuOf(look: (index: number) => Promise<boolean>): Promise<number> {
  const before = process.cpuUsage()
  let found = 0
  for (let i = 0; i < PICTURES; i++) if (await look(i)) found++
  const { user, system } = process.cpuUsage(before)
  return found === PICTURES ? (user + system) / 1000 / PICTURES : Number.NaN
}
