import { mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { LANGUAGES, type Language } from '../../daemon/core/language.ts'
import { type ConsolePage, consolePage } from '../rehearse/console-page.ts'
import { Citizen, Hand, TimeoutError, until } from '../system/clients.ts'
import { type TestDemo, testDemo } from '../system/demo.ts'
import { openChromium } from './chromium.ts'

export interface Size {
  readonly width: number
  readonly height: number
}
export const NORMAL: Size = { width: 1600, height: 1000 }
export const ALL_SIZES: readonly Size[] = [
  { width: 1280, height: 720 },
  NORMAL,
  { width: 1920, height: 1080 },
]
export type PageName = 'room' | 'reading' | 'info' | 'console' | 'chief'

/** The whole product with its real pages open in one Chromium, and a camera before them. */
export interface Studio {
  readonly demo: TestDemo
  readonly browser: Browser
  readonly hand: Hand
  readonly citizen: Citizen
  readonly inspector: ConsolePage
  readonly room: Page
  readonly reading: Page
  /** One for each language: the hall's screen speaks one. */
  readonly info: ReadonlyMap<Language, Page>
  /** Writes `{page}-{state}-{language}-{size}.png`, once for each size. */
  shoot(page: Page, name: PageName, shot: Shot): Promise<void>
  end(): Promise<void>
}
export interface Shot {
  readonly state: string
  readonly language: Language
  readonly sizes?: readonly Size[]
}

/** Words and fonts are there at once; a fade takes 200 ms at most. */
const SETTLE_MS = 250

/** @param folder is emptied first; without it the visit is played and no picture is taken. */
export async function openStudio(
  folder: string | undefined,
  say: (file: string) => void,
): Promise<Studio> {
  if (folder) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }
  const demo = await testDemo({ lokets: 2, marked: false })
  const browser = await openChromium()
  const [place] = demo.rooms
  if (!place) throw new TimeoutError('no room')
  const hand = new Hand(place.url)
  const citizen = new Citizen(place.screens)
  const open = async (address: string) => {
    const page = await (await browser.newContext({ viewport: NORMAL })).newPage()
    await page.goto(address)
    return page
  }
  const info = async (language: Language) =>
    [language, await open(`${place.screens}/info/?lang=${language}`)] as const
  const inspector = await consolePage(browser, demo.console)
  // Without `?mark=1`: no time codes in the pictures.
  await inspector.page.goto(`${demo.console}/`)
  const studio: Studio = {
    ...{ demo, browser, hand, citizen, inspector },
    room: await open(place.url),
    reading: await open(`${place.screens}/reading/`),
    info: new Map(await Promise.all(LANGUAGES.map(info))),
    async shoot(page, name, shot) {
      if (folder) await shoot(page, shot, (file) => join(folder, `${name}-${file}`), say)
    },
    async end() {
      hand.close()
      citizen.close()
      await browser.close()
      await demo.end()
    },
  }
  await until('the room', () => hand.state && citizen.reading)
  return studio
}

async function shoot(
  page: Page,
  { state, language, sizes = [NORMAL] }: Shot,
  pathOf: (file: string) => string,
  say: (file: string) => void,
): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    await settled(page)
    const path = pathOf(`${state}-${language}-${size.width}x${size.height}.png`)
    await page.screenshot({ path, animations: 'disabled' })
    say(basename(path))
  }
  await page.setViewportSize(NORMAL)
}

/** Fonts and pictures are there, in the screens within the drawing too. */
export async function settled(page: Page): Promise<void> {
  for (const frame of page.frames())
    await frame.waitForFunction(
      () =>
        document.fonts.status === 'loaded' && [...document.images].every((each) => each.complete),
    )
  await page.waitForTimeout(SETTLE_MS)
}
