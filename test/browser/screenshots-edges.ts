/** What stands before and after the visits: empty pages, the log-in, the first tickets, archive, chief, a fault. */
import { setTimeout } from 'node:timers/promises'
import { LANGUAGES } from '../../daemon/core/language.ts'
import { consolePage } from '../rehearse/console-page.ts'
import { Hand, until } from '../system/clients.ts'
import { ALL_SIZES, type Studio } from './screenshots-studio.ts'

const NEXT_CITIZEN_MS = 1000
const nl = { language: 'nl', sizes: ALL_SIZES } as const

/** Nobody is there; then the inspector comes in. */
export async function pictureStart(studio: Studio): Promise<void> {
  const { inspector, reading, room, info } = studio
  for (const language of LANGUAGES) {
    await room.locator(`.bar .languages [lang=${language}]`).click()
    await studio.shoot(room, 'room', { state: 'idle', language })
  }
  for (const [language, page] of info) await studio.shoot(page, 'info', { state: 'idle', language })
  await studio.shoot(reading, 'reading', { ...nl, state: 'idle' })
  const shot = (state: string) => studio.shoot(inspector.page, 'console', { ...nl, state })
  await shot('log-in')
  await inspector.page.fill('input[name=user]', 'an')
  await inspector.page.click('[data-act="log-in"]')
  await inspector.page.locator('[role=alert]').waitFor()
  await studio.shoot(inspector.page, 'console', { state: 'log-in-refused', language: 'nl' })
  await inspector.logIn('an', 'loket-an')
  await shot('no-seat')
  await inspector.takeSeat()
  await inspector.page.locator('[data-primary=next]').waitFor()
  await shot('empty')
}

/** People come: some here, one in the other municipality. The last slip stays in the slot. */
export async function takeTickets(studio: Studio, count: number): Promise<void> {
  const { hand, inspector, demo } = studio
  for (let each = 0; each < count; each += 1) {
    const last = hand.state?.slips.at(-1)?.slip
    if (last !== undefined) await hand.do({ do: 'slip.take', slip: last })
    // A press while a slip is coming out is the same citizen, impatient.
    if (each > 0) await setTimeout(NEXT_CITIZEN_MS)
    await hand.do({ do: 'button.press' })
    await until('a slip', () => hand.state?.slips.some(({ slip }) => slip !== last))
  }
  const elsewhere = new Hand(demo.rooms[1]?.url ?? '')
  await elsewhere.do({ do: 'button.press' })
  await until('a slip elsewhere', () => elsewhere.state?.slips[0])
  elsewhere.close()
  await until('everybody in the queue', async () => {
    return (await inspector.page.locator('[data-ticket]').count()) === count + 1
  })
}

/** The dossiers, one of them opened, the chief's board, and a slip printer without paper. */
export async function pictureEnd(studio: Studio): Promise<void> {
  const { inspector, hand, room, demo, browser } = studio
  const { page } = inspector
  await page.locator('[data-dossier]').first().waitFor()
  await studio.shoot(page, 'console', { ...nl, state: 'dossiers' })
  await page.locator('[data-act="dossier.open"]').first().click()
  await page.locator('[data-name=opened]').waitFor()
  await studio.shoot(page, 'console', { ...nl, state: 'dossier' })
  const chief = await consolePage(browser, demo.console)
  await chief.page.fill('input[name=user]', 'chris')
  await chief.page.fill('input[name=password]', 'loket-chris')
  await chief.page.click('[data-act="log-in"]')
  await chief.page.locator('[data-site]').first().waitFor()
  await studio.shoot(chief.page, 'chief', { ...nl, state: 'board' })
  await room.locator('.bar .languages [lang=nl]').click()
  await hand.do({ do: 'fault', fault: 'slip_paper_out', on: true })
  await hand.do({ do: 'button.press' })
  for (const [language, hall] of studio.info) {
    await hall.locator('.unprinted').waitFor()
    await studio.shoot(hall, 'info', { state: 'unprinted', language })
  }
  await room.locator('.faults summary').click()
  await studio.shoot(room, 'room', { state: 'faults', language: 'nl' })
}
