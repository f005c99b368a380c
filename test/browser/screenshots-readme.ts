import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { takeTickets } from './screenshots-edges.ts'
import { NORMAL, type Studio, settled } from './screenshots-studio.ts'
import { pictureTalk } from './screenshots-visit.ts'

/** Laid out 1600 wide, drawn 1200 wide. */
const SCALE = 0.75
const QUALITY = 82

/** The two pictures of the README: the drawn loket and the console, in mid-visit, with a statement. */
export async function pictureReadme(
  studio: Studio,
  folder: string,
  say: (text: string) => void,
): Promise<void> {
  const { inspector, room } = studio
  await inspector.logIn('an', 'loket-an')
  await inspector.takeSeat()
  await takeTickets(studio, 4)
  await pictureTalk({ studio, language: 'nl', first: false })
  const pages = { loket: room, console: inspector.page }
  for (const [name, page] of Object.entries(pages)) {
    await settled(page)
    await writeFile(join(folder, `${name}.jpg`), await smaller(page))
    say(`${name}.jpg`)
  }
}

/** Drawn at this scale, not shrunk afterwards: letters stay sharp. */
async function smaller(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'jpeg',
    quality: QUALITY,
    clip: { x: 0, y: 0, ...NORMAL, scale: SCALE },
  })
  return Buffer.from(data, 'base64')
}
