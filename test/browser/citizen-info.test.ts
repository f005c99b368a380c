import t from 'tap'
import { LANGUAGES } from '../../daemon/core/language.ts'
import { hourMinute } from '../../daemon/screens/kit/language.ts'
import { infoTexts, urgentTexts } from '../../daemon/screens/kit/texts/texts.ts'
import { openChromium } from './chromium.ts'
import { citizenBox } from './citizen-box.ts'
import { infoState } from './citizen-states.ts'

const sizes = [
  { width: 1280, height: 720 },
  { width: 1600, height: 1000 },
  { width: 1920, height: 1080 },
]
t.setTimeout(60_000)
const browser = await openChromium({ camera: true })
const box = await citizenBox()
const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
t.teardown(async () => {
  await browser.close()
  await box.gone()
})
const now = () => new Date().toISOString()
const overflow = () =>
  page.evaluate(() => ({
    wide: document.documentElement.scrollWidth > innerWidth,
    high: document.documentElement.scrollHeight > innerHeight,
  }))
t.test('info: the called number is at least 9 % of the height, in every language', async (t) => {
  box.push('/api/info', infoState(now()))
  const number = page.locator('.called .ticket-number')
  for (const language of LANGUAGES) {
    await page.goto(`${box.origin}/info/?lang=${language}`)
    await number.waitFor()
    for (const size of sizes) {
      await page.setViewportSize(size)
      t.equal(await number.textContent(), 'B014')
      const letters = await number.evaluate((element) => getComputedStyle(element).fontSize)
      t.ok(Number.parseFloat(letters) * 0.7 > size.height * 0.09, `${size.height}`)
      t.same(await overflow(), { wide: false, high: false })
      t.equal(await page.getAttribute('html', 'lang'), language)
      t.match(await page.locator('.urgent').textContent(), '101')
    }
  }
})

t.test('info: an office that is lost is said with the hour, without a made-up wait', async (t) => {
  const boardAt = '2026-11-23T13:32:00.000Z'
  const { estimate: _estimate, ...rest } = infoState(now(), { office: 'lost', boardAt })
  box.push('/api/info', rest)
  await page.goto(`${box.origin}/info/`)
  const time = hourMinute(boardAt, 'Europe/Brussels')
  await page.getByText(infoTexts.nl.stale(time)).waitFor()
  t.equal(await page.locator('.estimate-value').textContent(), infoTexts.nl.noEstimate)
})

t.test('info: a number that could not be printed is shown large', async (t) => {
  box.push('/api/info', infoState(now(), { unprinted: 'B027' }))
  await page.locator('.unprinted').waitFor()
  t.match(await page.locator('.unprinted').textContent(), 'B027')
})

t.test('info, server-gone: the number, the queue and 101 stay, and the hour is said', async (t) => {
  box.push('/api/info', infoState(now()))
  await page.locator('.unprinted').waitFor({ state: 'detached' })
  await box.gone()
  await page.locator('.info-top .notice').waitFor()
  t.equal(await page.locator('.called .ticket-number').textContent(), 'B014')
  t.ok((await page.locator('.queue tbody tr').count()) > 3)
  t.match(await page.locator('.urgent').textContent(), '101')
  await box.back()
  await page.locator('.info-top .notice').waitFor({ state: 'detached' })
})

t.test('info, server-gone: 101 stays for a board that cannot be drawn, until it can', async (t) => {
  box.push('/api/info', { ...infoState(now()), site: null })
  await page.locator('.guard').waitFor()
  await box.gone()
  await page.waitForTimeout(6_000)
  t.match(await page.locator('.guard').textContent(), `${urgentTexts.nl.call} 101`)
  box.push('/api/info', infoState(now()))
  await box.back()
  await page.locator('.called .ticket-number').waitFor()
  t.equal(await page.locator('.guard').count(), 0)
})
