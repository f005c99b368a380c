import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import t from 'tap'
import { LANGUAGES } from '../../daemon/core/language.ts'
import { withTrust } from '../../daemon/verifier/page-file.ts'
import { verifierTexts } from '../../daemon/verifier/texts/texts.ts'
import { verifyDossier } from '../../daemon/verifier/verify-dossier.ts'
import { buildVerifierPage } from '../../provisioning/setup/verifier-page.ts'
import { specimenJpeg, specimenPdf } from '../daemon/documents/exchanged.ts'
import { dossierRig } from '../daemon/verifier/dossier.ts'
import { until } from '../system/clients.ts'
import { openChromium } from './chromium.ts'

const MOST_BYTES = 1024 * 1024
const folder = t.testdir()
const plain = join(folder, 'plain.html')
await buildVerifierPage(plain, [])
const rig = await dossierRig(folder)
t.teardown(rig.drop)
const file = join(folder, 'verifier.html')
writeFileSync(file, withTrust(readFileSync(plain, 'utf8'), rig.trustFile))
const good = join(folder, 'A014.dossier')
writeFileSync(good, await rig.text('specimen-drie'))
const { claims } = await verifyDossier(readFileSync(good, 'utf8'), rig.trust, rig.at)

const browser = await openChromium()
const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } })
t.teardown(() => browser.close())

/** What the page asked for beyond itself and what lies in it, and what its policy stopped. */
const strays: string[] = []
async function open(address = file): Promise<Page> {
  const page = await context.newPage()
  const own = pathToFileURL(address).href
  page.on('request', (request) => {
    if (request.url() !== own && !/^(data|blob):/.test(request.url())) strays.push(request.url())
  })
  page.on('console', (message) => strays.push(message.text()))
  page.on('pageerror', (error) => strays.push(String(error)))
  // Chromium logs nothing when a script catches that it was stopped; Firefox does.
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.warn(`policy: ${violatedDirective} ${blockedURI}`),
    ),
  )
  await page.goto(own)
  return page
}
async function drop(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(path)
  await page.locator('.live > *').first().waitFor()
  await page.waitForFunction(() => !/Wordt nagekeken/.test(document.body.innerText))
}
/** Keeps what a person would look at, where somebody asked for it. */
async function picture(page: Page, name: string): Promise<void> {
  const to = process.env['LOKET_PICTURES']
  if (!to) return
  mkdirSync(to, { recursive: true })
  for (const [width, height] of [
    [1280, 900],
    [768, 1024],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: join(to, `${name}-${width}.png`), fullPage: true })
  }
}

t.test('the page is one file of at most 1 MB that loads nothing', (t) => {
  t.ok(statSync(file).size <= MOST_BYTES, `${statSync(file).size} bytes`)
  const html = readFileSync(file, 'utf8')
  t.notMatch(html, /<(script|link|img|iframe)[^>]+(src|href)=["']?(https?:|\/|\.)/)
  t.notMatch(html, /url\(["']?(https?:|\/|\.)|@import/)
  t.match(html, /default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-/)
  t.end()
})

t.test('a good dossier is told in four languages, the verdict first', async (t) => {
  const page = await open()
  await picture(page, 'empty')
  await drop(page, good)
  t.equal(await page.locator('.verdict').getAttribute('data-tone'), 'amber', 'test cards')
  t.equal(await page.locator('.claims li').count(), claims.length)
  for (const each of ['holds', 'stated', 'not_checked'])
    t.equal(
      await page.locator(`.claims li[data-verdict=${each}]`).count(),
      claims.filter(({ verdict }) => verdict === each).length,
      each,
    )
  for (const [at, language] of LANGUAGES.entries()) {
    await page.locator(`.languages [lang=${language}]`).click()
    const { allHold, who, test, checked } = verifierTexts[language]
    t.equal(await page.locator('html').getAttribute('lang'), language)
    t.match(await page.locator('.verdict').innerText(), allHold)
    t.match(await page.locator('.test').innerText(), test)
    t.match(await page.locator('article').innerText(), new RegExp(`${who}[\\s\\S]*${checked}`))
    if (at === 0) await picture(page, 'good')
  }
  t.match(await page.locator('[data-act=paper]').allInnerTexts(), [/Statement/, /injured person/])
  for (const name of ['statement', 'injured', 'loss']) {
    const [paper] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`a[download="${name}.pdf"]`).click(),
    ])
    t.match(readFileSync(await paper.path(), 'latin1'), /^%PDF-/, name)
  }
  await page.close()
})

t.test('a changed dossier names what does not hold', async (t) => {
  const whole = JSON.parse(readFileSync(good, 'utf8'))
  const [head = '', body = '', signature = ''] = whole.jws.split('.')
  const content = JSON.parse(Buffer.from(body, 'base64url').toString())
  content.body.record.identity.person.surname = 'Iemand'
  const changed = Buffer.from(JSON.stringify(content)).toString('base64url')
  const path = join(folder, 'changed.dossier')
  writeFileSync(path, JSON.stringify({ ...whole, jws: `${head}.${changed}.${signature}` }))
  const page = await open()
  await drop(page, path)
  t.equal(await page.locator('.verdict').getAttribute('data-tone'), 'red')
  t.match(await page.locator('.verdict').innerText(), /het zegel van het loket.*de persoon/)
  t.match(await page.locator('.claims li[data-verdict=broken]').allInnerTexts(), [
    /KLOPT NIET/,
    /KLOPT NIET/,
  ])
  await picture(page, 'changed')
  await page.close()
})

t.test('what is no dossier is said to be none, and the next file is checked', async (t) => {
  const junk = join(folder, 'junk.pdf')
  writeFileSync(junk, '%PDF-1.7 junk')
  const page = await open()
  await drop(page, junk)
  t.match(await page.locator('.live').innerText(), verifierTexts.nl.notADossier)
  t.equal(await page.locator('article').count(), 0)
  await picture(page, 'junk')
  await drop(page, good)
  await page.locator('.verdict').waitFor()
  t.equal(await page.locator('[data-name=foreign]').count(), 0)
  await page.close()
})

t.test('a file dropped on the page is checked, and the keyboard reaches the choice', async (t) => {
  const page = await open()
  const data = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'A014.dossier'))
      return transfer
    },
    readFileSync(good, 'utf8'),
  )
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: data })
  await page.locator('.verdict').waitFor()
  await page.locator('.top').click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.locator('[data-act=choose]').press('Enter'),
  ])
  t.ok(chooser)
  await page.close()
})

t.test('every paper opens from the page', async (t) => {
  const page = await open()
  await drop(page, good)
  for (const [at, name] of ['statement', 'injured', 'loss'].entries()) {
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.locator('[data-act=paper]').nth(at).click(),
    ])
    // Chromium's viewer has a frame of its own, and in it one with the paper.
    const found = await until('the paper in the viewer', () =>
      opened.frames()[2]?.url().startsWith('blob:'),
    )
    t.ok(found, name)
    await picture(opened, name)
    await opened.close()
  }
  await page.close()
})

t.test('what the citizen gave is told and opens as what it is', async (t) => {
  const path = join(folder, 'given.dossier')
  const given = [
    { name: 'Factuur', type: 'pdf', pages: 2, bytes: await specimenPdf(2) },
    { name: 'Foto van het slot', type: 'jpeg', pages: 1, bytes: await specimenJpeg() },
  ] as const
  writeFileSync(path, await rig.text('specimen-drie', 2, given))
  const page = await open()
  await drop(page, path)
  t.match(await page.locator('article').innerText(), /Factuur \(PDF van 2 bladzijden\)/)
  t.equal(await page.locator('.claims li').count(), claims.length + 1)
  t.equal(await page.locator('.claims li[data-verdict=broken]').count(), 0)
  await picture(page, 'given')
  const [photo] = await Promise.all([
    context.waitForEvent('page'),
    page.locator('[data-act=paper]').nth(4).click(),
  ])
  await photo.locator('img').waitFor()
  t.equal(await photo.evaluate(() => document.contentType), 'image/jpeg')
  await photo.close()
  await page.close()
})

t.test('a copy that knows no counters says so and judges nothing', async (t) => {
  const page = await open(plain)
  t.match(await page.locator('main').innerText(), /kent geen loketten/)
  t.equal(await page.locator('input[type=file]').count(), 0)
  await page.close()
})

t.test('in all of this nothing left the page and nothing was stopped', (t) => {
  t.same(strays, [])
  t.end()
})
