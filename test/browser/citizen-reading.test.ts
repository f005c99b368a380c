import type { Page } from 'playwright-core'
import t from 'tap'
import { LANGUAGES } from '../../daemon/core/language.ts'
import type { CitizenAct } from '../../daemon/core/visit-command.ts'
import { readingTexts, urgentTexts } from '../../daemon/screens/kit/texts/texts.ts'
import type { ReadingScreen } from '../../daemon/screens/protocol.ts'
import { openChromium } from './chromium.ts'
import { citizenBox } from './citizen-box.ts'
import { readingState, screens, sha256 } from './citizen-states.ts'

/** The tablet in the drawn room, a common reading screen, a large one. */
const sizes = [
  { width: 900, height: 637 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

t.setTimeout(60_000)
const browser = await openChromium({ camera: true })
const box = await citizenBox()
const page = await browser.newPage()
t.teardown(async () => {
  await browser.close()
  await box.gone()
})

async function show(screen: ReadingScreen, language: (typeof LANGUAGES)[number] = 'nl') {
  box.push('/api/reading', readingState(screen, language))
  await page.waitForSelector(
    `html[lang=${language}] [data-screen=${screen.screen}][aria-busy=false]`,
  )
}
const act = (name: string) => page.locator(`[data-act="${name}"]`)

/** What a designer would send back: text that is cut, targets that are small, a page that must be scrolled. */
function looks(on: Page): Promise<{ flaws: string[]; bottom: string }> {
  return on.evaluate(() => {
    const main = document.querySelector('main') ?? document.body
    const words = (element: Element) => (element.textContent ?? '').slice(0, 30)
    const all = (what: string) =>
      [...document.querySelectorAll(what)].filter(
        (element) => !element.closest('.visually-hidden, .paper, .code + span'),
      )
    const cut = (element: Element) => element.scrollWidth > element.clientWidth + 1
    const small = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      return Math.min(width, height) < 44
    }
    return {
      flaws: [
        ...(document.documentElement.scrollWidth > innerWidth ? ['the page overflows'] : []),
        ...(main.scrollHeight > main.clientHeight + 1 ? ['the screen must be scrolled'] : []),
        ...all('button, h1, p, dt, dd')
          .filter(cut)
          .map((element) => `cut: ${words(element)}`),
        ...all('button')
          .filter(small)
          .map((element) => `small: ${words(element)}`),
      ],
      bottom: document.querySelector('.bottom')?.textContent ?? '',
    }
  })
}

await page.goto(`${box.origin}/reading/`)

for (const language of LANGUAGES)
  t.test(`${language}: every screen fits, and its bottom line is there`, async (t) => {
    for (const size of sizes) {
      await page.setViewportSize(size)
      for (const [name, screen] of Object.entries(screens)) {
        await show(screen, language)
        const { flaws, bottom } = await looks(page)
        t.same(flaws, [], `${name} at ${size.width}x${size.height}`)
        t.match(bottom, urgentTexts[language].call, name)
        t.match(bottom, '101', name)
        t.match(bottom, readingTexts[language].person, name)
      }
    }
  })

const acts: readonly (readonly [ReadingScreen, string, CitizenAct])[] = [
  [screens.welcome, 'choose de', { act: 'language.choose', language: 'de' }],
  [screens.talk, 'language fr', { act: 'language.choose', language: 'fr' }],
  [screens.talk, 'person', { act: 'person.want' }],
  [screens.rights, 'rights', { act: 'rights.confirm' }],
  [screens.consent, 'agree', { act: 'identity.agree' }],
  [screens.consent, 'decline', { act: 'identity.decline' }],
  [screens.cardFailed, 'retry', { act: 'identity.retry' }],
  [screens.cardFailed, 'decline', { act: 'identity.decline' }],
  [screens.document, 'object', { act: 'document.object', sha256 }],
  [screens.exchange, 'next', { act: 'exchange.page', sha256, page: 2 }],
  [screens.exchangePhoto, 'exchange close', { act: 'exchange.close', sha256 }],
  [screens.pinAsked, 'pin agree', { act: 'pin.agree' }],
  [screens.pinAsked, 'pin decline', { act: 'pin.decline' }],
  [screens.pinLastTry, 'pin insist', { act: 'pin.insist' }],
  [screens.pinWrong, 'pin agree', { act: 'pin.agree' }],
  [screens.pinBlocked, 'pin decline', { act: 'pin.decline' }],
  [screens.sign, 'sign', { act: 'sign.start' }],
  [screens.sign, 'sign eid', { act: 'sign.eid' }],
  [screens.captured, 'again', { act: 'sign.again' }],
  [screens.captured, 'accept', { act: 'sign.accept' }],
  [screens.damaged, 'again', { act: 'sign.again' }],
  [screens.copy, 'print', { act: 'copy.print' }],
  [screens.copy, 'no copy', { act: 'copy.decline' }],
]
for (const [screen, name, expected] of acts)
  t.test(`${screen.screen}: "${name}" sends ${expected.act}`, async (t) => {
    await show(screen)
    t.same(await box.heardAfter(() => act(name).click()), expected)
  })

t.test('a blocked PIN is not offered to be tried again', async (t) => {
  await show(screens.pinBlocked)
  t.equal(await act('pin agree').count(), 0)
  const blocked = { purpose: 'identify', state: 'failed', failure: 'blocked' } as const
  await show({ ...screens.pinBlocked, pin: blocked })
  t.equal((await act('pin decline').innerText()).trim(), readingTexts.nl.pinWithout)
  await show(screens.pinEntering)
  t.equal(await page.locator('main input').count(), 0, 'and no page takes a digit')
})

t.test('a second press while the first is dealt with is not sent', async (t) => {
  await show(screens.copy)
  await box.heardAfter(() => act('print').click())
  await act('print').dispatchEvent('click')
  await page.waitForTimeout(100)
  t.equal(box.heard.length, 1)
})

const notRead = (number: number) => page.getByText(readingTexts.nl.readAllFirst(number))
const paper = page.locator('.pages')
const pageShown = (number: number) =>
  page.waitForFunction((source) => {
    const picture = document.querySelector('img')
    return picture?.src.endsWith(source) && picture.complete && picture.naturalHeight > 0
  }, `/${number}.png`)

t.test('"everything read" needs the end of every page in view; by keyboard too', async (t) => {
  await page.setViewportSize({ width: 900, height: 637 })
  await show(screens.talk)
  await show(screens.document)
  await pageShown(1)
  await notRead(1).waitFor()
  t.ok(await paper.evaluate((scroller) => scroller.scrollHeight > scroller.clientHeight + 8))
  await act('next').focus()
  await page.keyboard.press('Enter')
  await pageShown(2)
  await paper.focus()
  await page.keyboard.press('End')
  await page.waitForFunction(() => {
    const scroller = document.querySelector('.pages')
    return scroller && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 8
  })
  t.equal(await notRead(1).count(), 1, 'the end of page 1 was not in view')
  t.equal(await act('read').getAttribute('aria-disabled'), 'true')
  await act('read').dispatchEvent('click')
  t.notOk(JSON.stringify(box.heard).includes('document.read'))
  await act('previous').click()
  await pageShown(1)
  await paper.hover()
  await page.mouse.wheel(0, 2_000)
  await notRead(1).waitFor({ state: 'detached' })
  t.equal(await act('read').getAttribute('aria-disabled'), null)
  await act('read').focus()
  t.same(await box.heardAfter(() => page.keyboard.press('Space')), { act: 'document.read', sha256 })
})

t.test('a page that fits, or comes to fit, is seen without scrolling', async (t) => {
  await show(screens.talk)
  await show({ ...screens.document, pages: 1 })
  await pageShown(1)
  await notRead(1).waitFor()
  await page.setViewportSize({ width: 900, height: 900 })
  await notRead(1).waitFor({ state: 'detached' })
  await show(screens.talk)
  await show(screens.document)
  await notRead(2).waitFor()
  await act('larger').click()
  await act('next').click()
  await pageShown(2)
  t.equal(await act('read').getAttribute('aria-disabled'), 'true')
  await act('larger').click()
  await notRead(2).waitFor({ state: 'detached' })
  t.equal(await act('read').getAttribute('aria-disabled'), null)
})

t.test('a page whose picture does not come is not read', async (t) => {
  await page.route('**/1.png', (route) => route.abort())
  await show(screens.talk)
  await show({ ...screens.document, pages: 1 })
  await page.getByText(readingTexts.nl.pageMissing).waitFor()
  t.equal(await act('read').getAttribute('aria-disabled'), 'true')
  await page.unroute('**/1.png')
  await act('again').click()
  await notRead(1).waitFor({ state: 'detached' })
  t.equal(await act('read').getAttribute('aria-disabled'), null)
})

t.test('a box that comes back shows again what was seen', async (t) => {
  await show(screens.talk)
  await show({ ...screens.document, pages: 1 })
  await pageShown(1)
  const again = page.waitForRequest(/\/1\.png$/)
  await box.gone()
  await box.back()
  t.ok(await again, 'it knows of no page that it showed before')
})

t.test('a new revision must be read anew', async (t) => {
  await page.setViewportSize({ width: 900, height: 637 })
  await show(screens.talk)
  await show({ ...screens.document, pages: 1 })
  await pageShown(1)
  await paper.focus()
  await page.keyboard.press('End')
  await notRead(1).waitFor({ state: 'detached' })
  box.push('/api/reading', readingState({ ...screens.document, revision: 2 }))
  await page.getByText(readingTexts.nl.documentRevision(2)).waitFor()
  t.equal(await act('read').getAttribute('aria-disabled'), 'true')
})

t.test('sign and refuse are equally large', async (t) => {
  await show(screens.sign)
  const sign = await act('sign').boundingBox()
  const refuse = await act('refuse').boundingBox()
  t.same([sign?.width, sign?.height], [refuse?.width, refuse?.height])
})

t.test('a refusal asks for no reason, and takes one', async (t) => {
  for (const reason of ['', 'Ik wil eerst een advocaat spreken']) {
    await show(screens.talk)
    await show(screens.sign)
    await act('refuse').click()
    await page.locator('textarea').fill(reason)
    t.same(
      await box.heardAfter(() => act('refuse confirm').click()),
      reason ? { act: 'sign.refuse', reason } : { act: 'sign.refuse' },
    )
  }
})

t.test('what stays of a card is said, and only where it stays', async (t) => {
  const told = page.getByText(readingTexts.nl.consentFiles.why)
  await show(screens.consent)
  await told.waitFor()
  await show(screens.talk)
  await show({ ...screens.consent, keepsFiles: false })
  await act('agree').waitFor()
  t.equal(await told.count(), 0)
})

t.test('without a pad one can refuse, not sign', async (t) => {
  await show(screens.talk)
  await show(screens.signNoPad)
  t.equal(await act('sign').getAttribute('aria-disabled'), 'true')
  t.equal(await act('refuse').getAttribute('aria-disabled'), null)
})

t.test('everything on a screen is reached with Tab', async (t) => {
  await show(screens.consent)
  await page.evaluate(() => document.body.focus())
  const reached = new Set<string | null>()
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('Tab')
    reached.add(await page.evaluate(() => document.activeElement?.getAttribute('data-act') ?? null))
  }
  for (const name of ['agree', 'decline', 'language nl', 'language en', 'person'])
    t.ok(reached.has(name), name)
})

t.test('that somebody is asked for is shown', async (t) => {
  box.push('/api/reading', readingState(screens.talk, 'nl', true))
  await page.getByText(readingTexts.nl.personAsked).waitFor()
  t.equal(await act('person').count(), 0)
})

t.test(
  'server-gone: 101 and the languages stay, the screen stays, and it comes back',
  async (t) => {
    await show(screens.consent)
    await box.gone()
    await page.getByText(readingTexts.nl.reconnecting).waitFor()
    t.equal(await act('agree').getAttribute('aria-disabled'), 'true')
    await act('language de').click()
    await page.waitForSelector('html[lang=de]')
    t.match(await page.locator('.bottom').textContent(), `${urgentTexts.de.call} 101`)
    await box.back()
    await page.waitForSelector('html[lang=nl] [aria-busy=false]')
    t.same(await box.heardAfter(() => act('agree').click()), { act: 'identity.agree' })
  },
)

t.test('a screen that cannot be drawn gives 101, and starts anew', async (t) => {
  const broken = page.waitForEvent('pageerror')
  box.push('/api/reading', { ...readingState(screens.consent, 'fr'), fields: null })
  await broken
  await page.locator('.guard').waitFor()
  t.match(await page.locator('.urgent').textContent(), `${urgentTexts.fr.call} 101`)
  await page.getByText(urgentTexts.fr.restarting).waitFor()
  box.push('/api/reading', readingState(screens.idle))
  await page.locator('[data-screen=idle]').waitFor()
  t.equal(await page.locator('.guard').count(), 0)
})
