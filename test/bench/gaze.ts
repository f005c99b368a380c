import { type Camera, lensOf } from '../../daemon/media/eyeline/camera.ts'
import type { Point, View } from '../../daemon/media/eyeline/eye-reading.ts'
import { gazeErrorAt, meanEyeSpacingMm } from '../../daemon/media/eyeline/sight.ts'
import { displayConfig } from '../../daemon/media/room/display.ts'
import { virtualCalibration } from '../../provisioning/demo/calibration.ts'
import { loadPortrait } from '../daemon/media/eyes/portrait.ts'
import { type Kiosk, openKiosk } from './kiosk/kiosk.ts'
import { citizenAt, type Dots, dots, dotsIn, inspector, jpegs, size } from './kiosk/pictures.ts'
import { quantile, type Row, row } from './row.ts'

/** Behind a beam-splitter, hung by somebody with a rule: not quite straight. */
const camera: Camera = {
  ...lensOf(60, 16 / 9),
  at: { x: 6, y: 45, z: -180 },
  turn: { x: 0.02, y: -0.015, z: 0.01 },
}
const { widthMm, heightMm, personDepthMm } = displayConfig.parse({})
const display = { widthMm, heightMm }
/** Within the camera's picture and where somebody sits. */
const places: readonly Point[] = [
  { x: 0, y: 60, z: 800 },
  { x: -150, y: 20, z: 700 },
  { x: 160, y: 100, z: 750 },
  { x: 80, y: 130, z: 1000 },
  { x: -180, y: 90, z: 1200 },
  { x: 30, y: 0, z: 1500 },
]
const settleMs = 3500
/** The inspector's size is taken over seconds: a visit begins with it on its way. */
const beginMs = 10_000
const measureMs = 1500
const speedMmPerSecond = 150
const swayMm = 120

/**
 * Gaze error, life size and steadiness in the virtual kiosk: eyes at known places are put into the camera's picture,
 * and the inspector's eyes are found in the display's.
 */
export async function gaze(progress: (text: string) => void): Promise<readonly Row[]> {
  const portrait = await loadPortrait()
  const kiosk = await openKiosk(
    virtualCalibration(display, '2026-01-01T00:00:00Z', camera),
    inspector(portrait),
  )
  const still: Measured[] = []
  const drawnMm: number[] = []
  const moving: Measured[] = []
  try {
    for (const eye of places) {
      const [jpeg] = await jpegs([citizenAt(portrait, camera, eye)])
      if (!jpeg) continue
      await kiosk.watch(() => jpeg, still.length === 0 ? beginMs : settleMs)
      const shown = await kiosk.watch(() => jpeg, measureMs)
      const found = await dotsIn(shown.map((each) => each.jpeg))
      const measured = found.flatMap((each) => (each ? [measure(each, eye)] : []))
      progress(`${JSON.stringify(eye)}: ${measured.length} of ${shown.length} pictures`)
      still.push(...measured)
      drawnMm.push(...trembles(measured))
    }
    moving.push(...(await sway(kiosk, portrait, progress)))
  } finally {
    await kiosk.stop()
  }
  return rows(still, moving, drawnMm)
}

interface Measured {
  readonly xDeg: number
  readonly yDeg: number
  /** The distance between the eyes beside that of life size. */
  readonly scale: number
  readonly at: View['sight']
}

function measure(found: NonNullable<Dots>, eye: Point): Measured {
  const [left, right] = found
  const at = {
    x: ((left.x + right.x) / 2 / size.width - 0.5) * display.widthMm,
    y: (0.5 - (left.y + right.y) / 2 / size.height) * display.heightMm,
  }
  const acrossMm = (Math.hypot(right.x - left.x, right.y - left.y) / size.width) * display.widthMm
  const apartMm = (acrossMm * dots.apart) / (2 * dots.reach)
  const lifeSizeMm = meanEyeSpacingMm * (eye.z / (eye.z + personDepthMm))
  const error = gazeErrorAt(eye, at, camera.at)
  return { ...error, scale: apartMm / lifeSizeMm, at }
}

/** How far each picture's eyes are from the mean place, mm. */
function trembles(measured: readonly Measured[]): number[] {
  const mean = (axis: 'x' | 'y') =>
    measured.reduce((sum, { at }) => sum + at[axis], 0) / Math.max(measured.length, 1)
  const middle = { x: mean('x'), y: mean('y') }
  return measured.map(({ at }) => Math.hypot(at.x - middle.x, at.y - middle.y))
}

/** A head that goes from side to side at 150 mm/s: at each picture, where it really is by then. */
async function sway(
  kiosk: Kiosk,
  portrait: Parameters<typeof citizenAt>[0],
  progress: (text: string) => void,
): Promise<Measured[]> {
  const steps = 48
  const eyes = Array.from({ length: steps + 1 }, (_, step): Point => {
    return { x: swayMm * ((2 * step) / steps - 1), y: 60, z: 800 }
  })
  const pictures = await jpegs(eyes.map((eye) => citizenAt(portrait, camera, eye)))
  const shareAt = (ms: number) => {
    const turn = ((ms / 1000) * speedMmPerSecond) / (2 * swayMm)
    return 1 - Math.abs((turn % 2) - 1)
  }
  const pictureAt = (ms: number) => pictures[Math.round(shareAt(ms) * steps)] ?? new Uint8Array()
  await kiosk.watch(pictureAt, settleMs)
  const shown = await kiosk.watch(pictureAt, 3 * measureMs)
  const found = await dotsIn(shown.map(({ jpeg }) => jpeg))
  progress(`moving: ${found.filter(Boolean).length} of ${shown.length} pictures`)
  return shown.flatMap(({ atMs }, index) => {
    const dots = found[index]
    const share = shareAt(atMs)
    // Where it turns round nobody moves at 150 mm/s.
    if (!dots || share < 0.1 || share > 0.9) return []
    return [measure(dots, { x: swayMm * (2 * share - 1), y: 60, z: 800 })]
  })
}

function rows(
  still: readonly Measured[],
  moving: readonly Measured[],
  trembleMm: readonly number[],
): readonly Row[] {
  const p95 = (values: readonly number[]) => quantile(values.map(Math.abs), 0.95)
  const limit = (name: string, subject: string, unit: string, value: number, most: number): Row =>
    row({
      name,
      subject,
      unit,
      value,
      baseline: 'limit',
      baselineValue: most,
      better: 'lower',
      target: 1,
    })
  const seat = `${places.length} places from 0.7 to 1.5 m, ${still.length} pictures`
  const rms = Math.sqrt(trembleMm.reduce((sum, mm) => sum + mm * mm, 0) / trembleMm.length)
  return [
    limit('gaze', `${seat}, sideways, p95`, '°', p95(still.map(({ xDeg }) => xDeg)), 1.0),
    limit('gaze-up', `${seat}, up or down, p95`, '°', p95(still.map(({ yDeg }) => yDeg)), 1.2),
    limit(
      'gaze-moving',
      `head at ${speedMmPerSecond} mm/s, ${moving.length} pictures, sideways, p95`,
      '°',
      p95(moving.map(({ xDeg }) => xDeg)),
      1.2,
    ),
    limit(
      'gaze-life-size',
      `${seat}, eye distance beside life size, p95`,
      '%',
      p95(still.map(({ scale }) => 100 * (scale - 1))),
      3,
    ),
    limit('gaze-jitter', 'the drawn eyes of a still head, rms', 'mm', rms, 0.3),
  ]
}
