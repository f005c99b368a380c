import type { Browser, Page } from 'playwright-core'
import type { VisitKind, VisitOutcome } from '../../daemon/core/visit-view.ts'
import type { LinkEye } from '../../office/console/mark.ts'

/** An inspector at the real console, in a real browser; every act is a click or a key. */
export interface ConsolePage {
  readonly page: Page
  logIn(user: string, password: string): Promise<void>
  takeSeat(): Promise<void>
  waitFor(number: string): Promise<void>
  next(): Promise<void>
  kind(kind: VisitKind): Promise<void>
  press(step: string, act: string): Promise<void>
  /** The path shows that a step is done. */
  done(step: string): Promise<void>
  write(text: string): Promise<void>
  end(outcome: VisitOutcome): Promise<void>
  openDossier(number: string): Promise<string>
  eye(): Promise<LinkEye | undefined>
}

const PATIENCE_MS = 15_000

export async function consolePage(browser: Browser, url: string): Promise<ConsolePage> {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 1000 },
    locale: 'nl-BE',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(`${url}/?mark=1`)
  const open = async (step: string) => {
    const item = page.locator(`[data-step="${step}"]`)
    if ((await item.getAttribute('data-open')) === null)
      await item.locator(`[data-act="step.${step}"]`).click()
  }
  const ready = (act: string) =>
    page.locator(`[data-act="${act}"]:not([aria-disabled="true"]):not([disabled])`)
  return {
    page,
    async logIn(user, password) {
      await page.fill('input[name=user]', user)
      await page.fill('input[name=password]', password)
      await page.click('[data-act="log-in"]')
      await page.locator('.queue').waitFor()
    },
    takeSeat: () => page.click('[data-primary="seat.take"] button'),
    waitFor: (number) => page.locator(`[data-ticket="${number}"]`).waitFor(),
    next: () => page.click('[data-primary="next"] button'),
    kind: (kind) => page.click(`[data-act="kind.${kind}"]`),
    async press(step, act) {
      await open(step)
      await ready(act).click()
    },
    done: (step) => page.locator(`[data-step="${step}"][data-at="done"]`).waitFor(),
    async write(text) {
      await open('story')
      await page.locator('textarea[name=story]').pressSequentially(text)
    },
    async end(outcome) {
      await open('closing')
      const choice = page.locator(`[data-act="outcome.${outcome}"] input`)
      if (!(await choice.isChecked())) await choice.check({ force: true })
      await ready('visit.wrap').click()
      await ready('visit.close').click()
    },
    async openDossier(number) {
      await page
        .locator('[data-dossier]', { hasText: number })
        .locator('[data-act="dossier.open"]')
        .click()
      await page.locator('[data-name="opened"]').waitFor()
      return await page.locator('[data-name="opened"]').innerText()
    },
    eye: () => page.evaluate(() => window.loketLink),
  }
}
