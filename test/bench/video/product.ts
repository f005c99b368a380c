import type { Browser } from 'playwright-core'
import { consolePage } from '../../rehearse/console-page.ts'
import { Citizen, Hand, until } from '../../system/clients.ts'
import type { TestDemo } from '../../system/demo.ts'
import { watchBox } from './box-status.ts'
import type { Rounds } from './chromium-call.ts'
import type { CallReadings } from './readings.ts'
import { watchPage } from './watch-page.ts'

/** A visit in the product, for as long as it is watched: a ticket, the call, the link; then the citizen is not there. */
export async function productCall(
  browser: Browser,
  demo: TestDemo,
  { settleMs, watchMs }: Rounds,
): Promise<CallReadings> {
  const [room] = demo.rooms
  const hand = new Hand(room?.url ?? '')
  const citizen = new Citizen(room?.screens ?? '')
  const inspector = await consolePage(browser, demo.console)
  const { page } = inspector
  try {
    await inspector.logIn('an', 'loket-an')
    await inspector.takeSeat()
    await hand.do({ do: 'button.press' })
    await page.locator('[data-ticket]').first().waitFor()
    await inspector.next()
    await citizen.sees('welcome')
    await until('the citizen in the console', async () => ((await inspector.eye())?.read ?? 0) > 0)
    await page.waitForTimeout(settleMs)
    const [up, down] = await Promise.all([watchPage(page, watchMs), watchBox(demo, watchMs)])
    await page.click('[data-act="visit.not_here"]')
    await citizen.sees('idle')
    await page.click('[data-act="seat.leave"]:not([aria-disabled="true"])')
    await page.locator('[data-primary="seat.take"]').waitFor()
    return { up, down }
  } finally {
    hand.close()
    citizen.close()
    await page.context().close()
  }
}
