import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import t from 'tap'
import { openChromium } from './chromium.ts'
import { type SmallGateway, startSmallGateway } from './console-gateway.ts'
import { boardOf, inspector, visitOf } from './console-visits.ts'
import { dottedBox } from './eye-line-box.ts'

const ROOT = join(import.meta.dirname, '../..')
let pages: string
let gateway: SmallGateway
let browser: Browser
let context: BrowserContext
let page: Page

// A browser and a page build: more than tap's 30 s on a busy machine.
t.setTimeout(90_000)
t.before(async () => {
  const { NODE_OPTIONS: _tap, ...env } = process.env
  pages = t.testdir()
  const build = join(ROOT, 'provisioning/setup/pages.ts')
  await promisify(execFile)(process.execPath, [build, pages, 'console'], { env })
  gateway = await startSmallGateway(join(pages, 'console'), () => ({
    ...inspector,
    state: 'in_visit',
  }))
  browser = await openChromium()
})
t.teardown(async () => {
  await browser?.close()
  await gateway?.close()
})
t.beforeEach(async () => {
  Object.assign(gateway, { acts: [], loggedIn: true })
  gateway.state = [
    { is: 'board', board: boardOf() },
    { is: 'visit', visit: null },
  ]
  context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'nl-BE' })
  context.setDefaultTimeout(20_000)
  await context.addInitScript(await camera())
  page = await context.newPage()
  await page.goto(gateway.url)
  await page.waitForSelector('[data-picture=camera]')
})
t.afterEach(async () => {
  await context.close()
})

/** A camera before which the portrait of the simulator sits in a red room. */
async function camera(): Promise<string> {
  const portrait = await readFile(join(ROOT, '.loket/materials/portrait.png'), 'base64')
  return `
    const image = new Image()
    image.src = 'data:image/png;base64,${portrait}'
    navigator.mediaDevices.getUserMedia = async ({ video }) => {
      if (!video) throw new DOMException('', 'NotFoundError')
      const canvas = document.createElement('canvas')
      canvas.width = 640
      canvas.height = 360
      const brush = canvas.getContext('2d')
      setInterval(() => {
        brush.fillStyle = '#d01010'
        brush.fillRect(0, 0, 640, 360)
        brush.drawImage(image, 185, 90, 270, 270)
      }, 33)
      return canvas.captureStream(30)
    }`
}

async function link() {
  const box = await dottedBox(context)
  gateway.state = [
    { is: 'visit', visit: visitOf({ link: { state: 'offered', linkId: 'link-1' } }) },
  ]
  for (const push of gateway.state) gateway.push(push)
  const sdp = await box.offer()
  gateway.push({ is: 'offer', visitId: 'visit-1', linkId: 'link-1', sdp, iceServers: [] })
  const answer = await until(async () =>
    gateway.acts.flatMap((act) =>
      act.do === 'visit' && act.command.name === 'link.answer' ? [act.command.sdp] : [],
    ),
  )
  await box.accept(answer)
  return box
}

async function until<T>(look: () => Promise<readonly T[]>): Promise<T> {
  for (let turn = 0; turn < 400; turn++) {
    const [found] = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not come')
}

const STATE = '[data-name=backdrop]'

t.test('with a black background not one picture of the room is sent', async (t) => {
  t.ok(existsSync(join(pages, 'console/matting/matte.onnx')), 'set-up made the net')
  await page.click('[data-act=backdrop]')
  const rate = await page.waitForSelector(`${STATE}[data-state=on]:not(:empty)`)
  t.comment(await rate.textContent())
  t.equal(await page.getAttribute('[data-name=light]', 'data-state'), 'good')
  const box = await link()
  const enough = await until(async () => {
    const seen = await box.received()
    return seen.frames >= 25 && seen.middle > 100 ? [seen] : []
  })
  t.equal(enough.room, 0, `${enough.frames} pictures, none with the room`)
  t.ok(enough.middle > 100, 'and the person is in them')
  await page.click('[data-act=backdrop]')
  const open = await until(async () => {
    const seen = await box.received()
    return seen.room > 5 ? [seen] : []
  })
  t.ok(open, 'asked for, the room is sent again on the same link')
})

t.test('a net that does not load is said, and the background is off', async (t) => {
  await rm(join(pages, 'console/matting/matte.onnx'))
  await page.click('[data-act=backdrop]')
  const notice = page.locator('.under .notice')
  await notice.waitFor()
  t.match(await notice.textContent(), /zwarte achtergrond kon niet geladen worden/)
  t.equal(await page.getAttribute('[data-act=backdrop]', 'aria-pressed'), 'false')
})
