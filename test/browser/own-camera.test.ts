import t from 'tap'
import { until } from '../system/clients.ts'
import { testDemo } from '../system/demo.ts'
import * as play from '../system/play.ts'
import { status } from '../system/status.ts'
import { openChromium } from './chromium.ts'

t.setTimeout(120_000)

t.test("the visitor's own camera and microphone feed the camera simulator", async (t) => {
  const demo = await testDemo()
  const cast = await play.gather(demo)
  const browser = await openChromium({ camera: true })
  t.teardown(async () => {
    await browser.close()
    cast.leave()
    await demo.end()
  })
  const page = await browser.newPage()
  await page.goto(`${demo.rooms[0]?.url}/`)
  const camera = page.locator('[data-act="camera"]')
  await camera.click()
  await until(
    'the browser as the camera',
    async () => (await status(demo)).media?.source === 'browser',
  )
  t.pass('pictures of the browser reach the capture pipeline')
  await camera.click()
  await until('the portrait', async () => (await status(demo)).media?.source === 'portrait')
  t.pass('and the portrait comes back')
})
