/** An invoice and a photo are added to the statement, and looked at together. */
import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { specimenPdf } from '../daemon/documents/exchanged.ts'
import { until } from '../system/clients.ts'
import { ALL_SIZES, type Size } from './screenshots-studio.ts'
import type { Take } from './screenshots-visit.ts'

const NARROW: Size = { width: 768, height: 1024 }

export async function pictureExchange(take: Take): Promise<void> {
  const { studio, first } = take
  if (!first) return
  const { page } = studio.inspector
  const desk = (state: string) =>
    studio.shoot(page, 'console', { state, language: 'nl', sizes: ALL_SIZES })
  const reading = (state: string) =>
    studio.shoot(studio.reading, 'reading', {
      state,
      language: 'nl',
      sizes: [...ALL_SIZES, NARROW],
    })
  const invoice = await specimenPdf(2)
  await page.click('[data-act="to-exchange"]')
  await desk('exchange-empty')
  await choose(page, 'application/zip', Buffer.from('PK'))
  await page.locator('.exchange .notice').waitFor()
  await desk('exchange-wrong')
  await choose(page, 'image/png', picture(invoice))
  await page.locator('.preview').waitFor()
  await page.fill('[name=title]', 'Foto van het slot')
  await desk('exchange-name')
  await page.click('[data-act="exchange.add"]')
  await page.locator('[data-exchanged="1"][data-state=held]').waitFor()
  await choose(page, 'application/pdf', Buffer.from(invoice))
  await page.fill('[name=title]', 'Factuur van de fiets')
  await page.click('[data-act="exchange.add"]')
  await page.locator('[data-exchanged="2"][data-state=held]').waitFor()
  await studio.reading.locator('[data-screen=exchange] h1', { hasText: 'Factuur' }).waitFor()
  await reading('exchange')
  await studio.reading.click('[data-act=next]')
  await page.locator('[data-exchanged="2"]', { hasText: 'bladzijde 2 van 2' }).waitFor()
  await desk('exchange-held')
  await page.click('[data-exchanged="1"] [data-act="exchange.show"]')
  await studio.reading.locator('[data-screen=exchange] h1', { hasText: 'slot' }).waitFor()
  await reading('exchange-photo')
  await studio.reading.click('[data-act="exchange close"]')
  await studio.citizen.sees('talk')
  await until(
    'nothing on the screen',
    async () => (await page.locator('[data-act="exchange.hide"]').count()) === 0,
  )
  await page.click('[data-act="step.story"]')
  await desk('exchange-story')
}

async function choose(page: Page, mimeType: string, buffer: Buffer): Promise<void> {
  await page.setInputFiles('[name=exchange]', { name: 'x', mimeType, buffer })
}

/** Larger than what is sent, as a telephone makes it. */
function picture(pdf: Uint8Array): Buffer {
  const drawing = ['-png', '-singlefile', '-scale-to', '2600', '-', '-']
  return execFileSync('pdftocairo', drawing, { input: pdf, maxBuffer: 64 * 1024 * 1024 })
}
