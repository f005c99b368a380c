import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { mediaConfig } from '../../../daemon/media/config.ts'
import { until } from '../../system/clients.ts'
import type { CallReadings } from './readings.ts'
import { watchPage } from './watch-page.ts'

const PORTRAIT = join(import.meta.dirname, '../../../.loket/materials/portrait.png')
/** The product's default, so that both are allowed the same. */
const bitrate = mediaConfig.shape.bitrate.parse(undefined)

export interface Rounds {
  /** How long a link may settle before it is watched. */
  readonly settleMs: number
  readonly watchMs: number
}

/**
 * The baseline: two pages of one Chromium, each in a process of its own, send each other the pictures that box and
 * console send. Pictures only: sound would cost it some more.
 */
export async function chromiumCall(
  browser: Browser,
  script: string,
  { settleMs, watchMs }: Rounds,
): Promise<CallReadings> {
  const portrait = `data:image/png;base64,${(await readFile(PORTRAIT)).toString('base64')}`
  const citizen = await callerPage(browser, script)
  const inspector = await callerPage(browser, script)
  try {
    await citizen.evaluate(([rate, file]) => window.caller.open(rate, file), [
      bitrate,
      portrait,
    ] as const)
    await inspector.evaluate((rate) => window.caller.open(rate), bitrate)
    const offer = await citizen.evaluate(() => window.caller.offer())
    const answer = await inspector.evaluate((sdp) => window.caller.answer(sdp), offer)
    await citizen.evaluate((sdp) => window.caller.accept(sdp), answer)
    for (const page of [citizen, inspector])
      await until('pictures from browser to browser', () =>
        page.evaluate(() => window.caller.connected()),
      )
    await inspector.waitForTimeout(settleMs)
    const [up, down] = await Promise.all([
      watchPage(inspector, watchMs),
      watchPage(citizen, watchMs),
    ])
    return { up, down }
  } finally {
    for (const page of [citizen, inspector]) await page.context().close()
  }
}

async function callerPage(browser: Browser, script: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.setContent('<!doctype html><title>caller</title>')
  await page.addScriptTag({ content: script })
  return page
}

/** `caller.ts` with all that it imports, as one classic script. */
export async function callerScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: join(import.meta.dirname, 'caller.ts'), formats: ['iife'], name: 'calling' },
    },
  })
  const [first] = Array.isArray(built) ? built : [built]
  return first && 'output' in first ? first.output[0].code : ''
}
