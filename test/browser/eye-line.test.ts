import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import t from 'tap'
import type { Me } from '../../office/gateway/protocol.ts'
import { openChromium } from './chromium.ts'
import { type SmallGateway, startSmallGateway } from './console-gateway.ts'
import { boardOf, inspector, visitOf } from './console-visits.ts'
import { type DottedBox, dottedBox } from './eye-line-box.ts'

const PAGES = join(import.meta.dirname, '../../provisioning/setup/pages.ts')
const SCREEN = { width: 1920, height: 1080 }
/** What a browser has above its page, in a window as large as the screen. */
const BAR = 85
const VIEW = { width: SCREEN.width, height: SCREEN.height - BAR }
/** Headless, a window's place is made up, and changes when another page comes to the front. */
const WINDOW = `
  const told = (of, name, get) => Object.defineProperty(of, name, { get, configurable: true })
  for (const name of ['screenX', 'screenY']) told(window, name, () => 0)
  told(window, 'outerWidth', () => innerWidth)
  told(window, 'outerHeight', () => innerHeight + ${BAR})
  told(MouseEvent.prototype, 'screenX', function () { return this.clientX })
  told(MouseEvent.prototype, 'screenY', function () { return this.clientY + ${BAR} })
`
const MM = { width: 527, height: 296.4 }
const DISTANCE_MM = 700
const PER_PIXEL = MM.width / SCREEN.width

let me: Me = { ...inspector, state: 'in_visit' }
let gateway: SmallGateway
let browser: Browser
let context: BrowserContext
let page: Page
/** Reads pictures of the page, in a context of its own: another page in front would stop the one that is looked at. */
let reader: Page

// A browser and a page build: more than tap's 30 s on a busy machine.
t.setTimeout(90_000)
t.before(async () => {
  const { NODE_OPTIONS: _tap, ...env } = process.env
  const pages = t.testdir()
  await promisify(execFile)(process.execPath, [PAGES, pages, 'console'], { env })
  gateway = await startSmallGateway(join(pages, 'console'), () => me)
  browser = await openChromium()
  reader = await (await browser.newContext()).newPage()
})
t.teardown(async () => {
  await browser?.close()
  await gateway?.close()
})
t.beforeEach(async () => {
  Object.assign(gateway, { acts: [], loggedIn: true })
  me = { ...inspector, state: 'in_visit' }
  gateway.state = [
    { is: 'board', board: boardOf() },
    { is: 'visit', visit: visitOf({ link: { state: 'offered', linkId: 'link-1' } }) },
  ]
  await openPage(VIEW)
})
t.afterEach(async () => {
  await context.close()
})

async function openPage(viewport: { width: number; height: number }): Promise<void> {
  gateway.acts.length = 0
  context = await browser.newContext({ viewport, screen: SCREEN, locale: 'nl-BE' })
  context.setDefaultTimeout(10_000)
  await context.addInitScript(WINDOW)
  page = await context.newPage()
  await page.goto(gateway.url)
  await page.waitForSelector('.frame')
}

interface Measures {
  readonly above: number
  readonly aside?: number
  readonly glass?: boolean
  readonly mirrored?: boolean
}
/** Fills in "Mijn plaats" as an inspector does. */
async function measure({ above, aside = 0, glass, mirrored }: Measures): Promise<void> {
  await page.click('[data-act=place]')
  if (glass) await page.check('[name=kind][value=glass]')
  if (glass) await page.setChecked('[name=mirrored]', mirrored === true)
  for (const [name, mm] of [
    ['widthMm', MM.width],
    ['heightMm', MM.height],
    ['aboveMm', above],
    ['asideMm', aside],
  ] as const)
    await page.fill(`[name=${name}]`, String(mm).replace('.', ','))
  await page.click('[data-act="place.keep"]')
  await page.waitForSelector('dialog.place[open]', { state: 'detached' })
}

async function link(): Promise<DottedBox> {
  const box = await dottedBox(context)
  const sdp = await box.offer()
  gateway.push({ is: 'offer', visitId: 'visit-1', linkId: 'link-1', sdp, iceServers: [] })
  const answer = await until(() =>
    gateway.acts
      .flatMap((act) =>
        act.do === 'visit' && act.command.name === 'link.answer' ? [act.command.sdp] : [],
      )
      .at(0),
  )
  await box.accept(answer)
  await page.bringToFront()
  await page.waitForSelector('[data-name=link][data-state=up]')
  return box
}

async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let turn = 0; turn < 400; turn++) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it did not come')
}

interface Dots {
  readonly left: Dot
  readonly right: Dot
}
interface Dot {
  readonly x: number
  readonly y: number
  readonly pixels: number
}
/** Where the two dots really are on the glass: read from the pixels of the page, in pixels of the screen. */
async function dots(): Promise<Dots> {
  const niche = await page.locator('.niche').boundingBox()
  if (!niche) throw new Error('no niche')
  // The own picture is no part of what is looked at.
  const clip = { ...niche, height: Math.floor(niche.height - 130) }
  const png = (await page.screenshot({ clip })).toString('base64')
  const found: Dots = await reader.evaluate(`(async () => {
    const image = new Image()
    image.src = 'data:image/png;base64,${png}'
    await image.decode()
    const brush = new OffscreenCanvas(image.width, image.height).getContext('2d')
    brush.drawImage(image, 0, 0)
    const { data } = brush.getImageData(0, 0, image.width, image.height)
    const middle = (sign) => {
      let [x, y, all, pixels] = [0, 0, 0, 0]
      for (let at = 0; at < data.length; at += 4) {
        const weight = sign * (data[at + 1] - data[at]) - 60
        if (weight <= 0) continue
        x += weight * ((at / 4) % image.width)
        y += weight * Math.floor(at / 4 / image.width)
        all += weight
        pixels += 1
      }
      return { x: ${clip.x} + x / all + 0.5, y: ${clip.y} + y / all + 0.5, pixels }
    }
    return { left: middle(1), right: middle(-1) }
  })()`)
  return found
}

/** With a protractor: from eyes straight before the dots, between them and a camera at these millimetres. */
function angleOf({ left, right }: Dots, camera: { readonly x: number; readonly y: number }) {
  const [x, y] = [(left.x + right.x) / 2, BAR + (left.y + right.y) / 2]
  const degrees = (mm: number) => (Math.atan(Math.abs(mm) / DISTANCE_MM) * 180) / Math.PI
  return {
    x: degrees(x * PER_PIXEL - camera.x),
    y: degrees((y * MM.height) / SCREEN.height - camera.y),
    eyesMm: Math.hypot(right.x - left.x, right.y - left.y) * PER_PIXEL,
  }
}

async function said() {
  const word = await page.waitForSelector(
    '[data-name=eye-contact]:not([data-state=unset]):not([data-state=none])',
  )
  const text = (await word.textContent()) ?? ''
  const [x, y] = [...text.matchAll(/(\d+(?:,\d+)?)°/g)].map(([, digits]) =>
    Number(digits?.replace(',', '.')),
  )
  return { state: await word.getAttribute('data-state'), x: x ?? Number.NaN, y: y ?? Number.NaN }
}

t.test(
  'a camera 20 mm above the screen: eyes life size, and the angle is told as it is',
  async (t) => {
    await measure({ above: 20 })
    await link()
    const told = await said()
    const seen = await dots()
    const real = angleOf(seen, { x: MM.width / 2, y: -20 })
    t.comment(JSON.stringify({ told, real }))
    t.ok(Math.abs(real.eyesMm / 63 - 1) <= 0.03, `life size: ${real.eyesMm.toFixed(1)} mm`)
    t.ok(Math.abs(told.x - real.x) <= 0.5, `${told.x} of ${real.x.toFixed(2)} sideways`)
    t.ok(Math.abs(told.y - real.y) <= 0.5, `${told.y} of ${real.y.toFixed(2)} up or down`)
    t.not(told.state, 'aligned')
  },
)

t.test('a camera behind the glass meets the eyes, in a page that is turned around', async (t) => {
  await measure({ above: -130, aside: 8, glass: true, mirrored: true })
  await link()
  const told = await said()
  const mirrored = await dots()
  const seen = {
    left: { ...mirrored.left, x: SCREEN.width - mirrored.left.x },
    right: { ...mirrored.right, x: SCREEN.width - mirrored.right.x },
  }
  t.ok(seen.left.x < seen.right.x, 'in the glass left is left')
  const real = angleOf(seen, { x: MM.width / 2 + 8, y: 130 })
  t.comment(JSON.stringify({ told, real }))
  t.ok(real.x <= 1.2 && real.y <= 1.7, `${real.x.toFixed(2)} and ${real.y.toFixed(2)} degrees`)
  t.equal(told.state, 'aligned')
  t.ok(Math.abs(told.x - real.x) <= 0.5 && Math.abs(told.y - real.y) <= 0.5)
})

t.test('eyes elsewhere in the picture are brought there, when the box says where', async (t) => {
  await measure({ above: -130, glass: true, mirrored: false })
  const box = await link()
  const placed = () => page.locator('.remote').getAttribute('style')
  const before = await placed()
  await box.look({ left: { x: 0.28, y: 0.3 }, right: { x: 0.38, y: 0.31 } }, true)
  const camera = { x: MM.width / 2, y: 130 }
  const aside = async () => angleOf(await dots(), camera)
  const near = ({ x, y }: { x: number; y: number }) => x < 1.2 && y < 1.2
  // On the way they may pass the camera: they are there when they stay there.
  const real = await until(async () => {
    const moved = (await placed()) !== before
    const first = await aside()
    if (!moved || !near(first)) return undefined
    await page.waitForTimeout(500)
    const now = await aside()
    return near(now) ? now : undefined
  })
  t.ok(Math.abs(real.eyesMm / 63 - 1) < 0.03)
  await box.say('{"eyes":{"left":{"x":"0.9"}}}')
  await box.say('not even JSON')
  await page.waitForTimeout(300)
  const again = await aside()
  t.ok(near(again), `what cannot be read changes nothing: ${JSON.stringify(again)}`)
})

t.test('without a measured place nothing is claimed, and nothing is told to the box', async (t) => {
  await link()
  await page.waitForSelector('[data-name=eye-contact][data-state=unset]')
  const { left, right } = await dots()
  t.ok(left.pixels > 50 && right.pixels > 50, 'the eyes are in sight')
  t.notOk(gateway.acts.some((act) => act.do === 'visit' && act.command.name === 'eyes.seat'))
})

t.test('words and the own picture stay off the eyes', async (t) => {
  for (const view of [VIEW, { width: 1600, height: 820 }, { width: 1280, height: 640 }]) {
    await context.close()
    await openPage(view)
    await measure({ above: -200, aside: -60, glass: true, mirrored: false })
    await link()
    await said()
    const { left, right } = await dots()
    t.ok(left.pixels > 50 && right.pixels > 50)
    for (const selector of ['.eye-line span', '.own'])
      t.notOk(await covers(selector, [left, right]), `${selector} at ${view.width}`)
  }
})

async function covers(selector: string, dots: readonly Dot[]): Promise<boolean> {
  const at = await page.locator(selector).boundingBox()
  if (!at) throw new Error(`no ${selector}`)
  const { x, y, width, height } = at
  return dots.some((dot) => dot.x > x && dot.x < x + width && dot.y > y && dot.y < y + height)
}

t.test(
  'a bank card measures the screen by keys alone, and it is known after a reload',
  async (t) => {
    await page.focus('[data-act=place]')
    await page.keyboard.press('Enter')
    await page.fill('[name=aboveMm]', 'twintig')
    await page.focus('[data-act="place.card"]')
    await page.keyboard.press('Space')
    await page.focus('[name=card]')
    for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight')
    const outline = await page.locator('.card-outline').boundingBox()
    const typed = Number((await page.inputValue('[name=widthMm]')).replace(',', '.'))
    t.ok(outline && Math.abs(typed - (SCREEN.width * 85.6) / outline.width) < 0.1)
    t.ok(outline && Math.abs(outline.width / outline.height - 85.6 / 53.98) < 0.01)
    await page.click('[data-act="place.keep"]')
    t.match(await page.textContent('#place-aboveMm-says'), /getal in millimeter/)
    t.equal(await page.evaluate('document.activeElement.name'), 'aboveMm')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('20')
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog.place[open]', { state: 'detached' })
    await page.reload()
    await page.click('[data-act=place]')
    t.equal(Number((await page.inputValue('[name=widthMm]')).replace(',', '.')), typed)
    await page.click('[data-act="place.forget"]')
    t.equal(await page.evaluate(`localStorage.getItem('loket.place')`), null)
  },
)
