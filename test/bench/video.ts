import { loadavg } from 'node:os'
import { openChromium } from '../browser/chromium.ts'
import { testDemo } from '../system/demo.ts'
import { median, type Row, row } from './row.ts'
import { callerScript, chromiumCall } from './video/chromium-call.ts'
import { productCall } from './video/product.ts'
import { ageOf, type CallReadings, type Direction, flawOf, rateOf } from './video/readings.ts'

const ROUNDS = 4
const TIMES = { settleMs: 2500, watchMs: 6000 }
/** Half the frame rate of television; below it speech and lips part. */
const LEAST_FPS = 25
const SUBJECT = {
  up: 'camera of the box to the browser of the inspector, 640x360',
  down: 'browser of the inspector to the drawn pixels of the 3D screen, 640x360',
} as const
const MOST_RATIO = { up: 1.3, down: 1 } as const

interface Measured {
  readonly product: CallReadings
  readonly browsers: CallReadings
}

/** How old a picture is at the far end, both ways: the whole product against one browser calling another. */
export async function video(progress: (text: string) => void): Promise<readonly Row[]> {
  const script = await callerScript()
  const demo = await testDemo()
  const browser = await openChromium()
  const rounds: Measured[] = []
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const product = await productCall(browser, demo, TIMES)
      const browsers = await chromiumCall(browser, script, TIMES)
      rounds.push({ product, browsers })
      progress(`round ${round} of ${ROUNDS}: ${line(product)}; browsers ${line(browsers)}`)
    }
  } finally {
    await browser.close()
    await demo.end()
  }
  progress(
    `load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}`,
  )
  return (['up', 'down'] as const).flatMap((direction) => rowsOf(direction, rounds, progress))
}

function rowsOf(
  direction: Direction,
  rounds: readonly Measured[],
  progress: (text: string) => void,
): Row[] {
  const product = rounds.map((round) => round.product[direction])
  const browsers = rounds.map((round) => round.browsers[direction])
  const flaws = [...product, ...browsers].flatMap((readings) => flawOf(readings) ?? [])
  for (const flaw of flaws) progress(`video-${direction} proves nothing: ${flaw}`)
  const rows = [
    row({
      name: `video-${direction}`,
      subject: SUBJECT[direction],
      baseline: 'Chromium to Chromium, the same pictures, VP8, 640x360',
      unit: 'ms p50',
      value: median(product.map(ageOf)),
      baselineValue: median(browsers.map(ageOf)),
      better: 'lower',
      target: MOST_RATIO[direction],
    }),
    row({
      name: `video-${direction}-fps`,
      subject: SUBJECT[direction],
      baseline: 'limit',
      unit: '1/s',
      value: median(product.map(rateOf)),
      baselineValue: LEAST_FPS,
      better: 'higher',
      target: 1,
    }),
  ]
  return flaws.length === 0 ? rows : rows.map((each) => ({ ...each, ok: false }))
}

function line(call: CallReadings): string {
  const one = (direction: Direction) =>
    `${direction} ${ageOf(call[direction]).toFixed(0)} ms, ${rateOf(call[direction]).toFixed(1)} fps`
  return `${one('up')}; ${one('down')}`
}
