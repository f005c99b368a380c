import { execFile, execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import t from 'tap'
import { EXCHANGE_LIMITS } from '../../daemon/core/exchange-view.ts'
import type { VisitCommand } from '../../daemon/core/visit-command.ts'
import { isHidden, jpegSegments } from '../../daemon/documents/jpeg.ts'
import { sha256 } from '../../daemon/documents/sha256.ts'
import { largePdf, specimenJpeg, specimenPdf, withExif } from '../daemon/documents/exchanged.ts'
import { until } from '../system/clients.ts'
import { openChromium } from './chromium.ts'
import { type SmallGateway, startSmallGateway } from './console-gateway.ts'
import { boardOf, given, inspector, known, visitOf } from './console-visits.ts'

const PAGES = join(import.meta.dirname, '../../provisioning/setup/pages.ts')
const ready = {
  identity: known,
  rights: { state: 'confirmed' },
  draft: { rev: 1, text: 'tekst' },
} as const

let gateway: SmallGateway
let browser: Browser
let page: Page

// A browser and a page build: more than tap's 30 s on a busy machine.
t.setTimeout(90_000)
t.before(async () => {
  const { NODE_OPTIONS: _tap, ...env } = process.env
  const pages = t.testdir()
  await promisify(execFile)(process.execPath, [PAGES, pages, 'console'], { env })
  gateway = await startSmallGateway(join(pages, 'console'), () => inspector)
  gateway.loggedIn = true
  browser = await openChromium()
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
})
t.teardown(async () => {
  await browser?.close()
  await gateway?.close()
})

/** The step of the papers, in a visit with these documents. */
async function open(...exchanged: Parameters<typeof visitOf>[0][]): Promise<void> {
  gateway.acts.length = 0
  gateway.state = [
    { is: 'me', me: inspector },
    { is: 'board', board: boardOf() },
    { is: 'dossiers', dossiers: [] },
    { is: 'visit', visit: visitOf({ ...ready, ...exchanged[0] }) },
  ]
  await page.goto(gateway.url)
  await page.click('[data-act="to-exchange"]')
}
/** A page that is open for long asks for a picture by itself. */
const commands = (): VisitCommand[] =>
  gateway.acts
    .flatMap((act) => (act.do === 'visit' ? act.command : []))
    .filter(({ name }) => name !== 'link.ask')
const begun = () => commands().find(({ name }) => name === 'exchange.begin')
async function choose(buffer: Uint8Array, name = 'Factuur Test Getuige.pdf'): Promise<void> {
  await page.setInputFiles('[name=exchange]', {
    ...{ name, mimeType: 'application/octet-stream' },
    buffer: Buffer.from(buffer),
  })
}
async function add(): Promise<Extract<VisitCommand, { name: 'exchange.begin' }>> {
  await page.click('[data-act="exchange.add"]')
  const command = await until('the announcement', () => begun())
  if (command.name !== 'exchange.begin') throw new TypeError(command.name)
  return command
}
/** Lets the box say that it heard of the document, and collects what then comes. */
async function sent(command: Extract<VisitCommand, { name: 'exchange.begin' }>): Promise<Buffer> {
  const { title: name, name: _name, ...facts } = command
  const arriving = { ...facts, name, place: 1, state: 'arriving', parts: 0 } as const
  gateway.push({ is: 'visit', visit: visitOf({ ...ready, exchanged: [arriving] }) })
  const parts = Math.ceil(command.bytes / EXCHANGE_LIMITS.partBytes)
  const all = await until('every part', () => {
    const found = commands().flatMap((each) => (each.name === 'exchange.part' ? each : []))
    return found.length >= parts && found
  })
  t.same(
    all.map(({ part }) => part),
    Array.from({ length: parts }, (_, at) => at),
  )
  return Buffer.concat(all.map(({ base64 }) => Buffer.from(base64, 'base64')))
}
const notice = async () => (await page.locator('.exchange .notice').innerText()).trim()

t.test('a PDF travels as it is, and never under the name of its file', async (t) => {
  await open()
  const pdf = await largePdf(100_000)
  await choose(pdf)
  t.equal(await page.inputValue('[name=title]'), 'Document 1')
  const command = await add()
  t.match(command, { title: 'Document 1', type: 'pdf', sha256: sha256(pdf), bytes: pdf.length })
  t.same(await sent(command), Buffer.from(pdf))
  t.notOk(JSON.stringify(gateway.acts).includes('Getuige'))
})

t.test('a picture is drawn anew: small enough, as JPEG, with nothing hidden in it', async (t) => {
  const large = execFileSync('pdftocairo', ['-png', '-singlefile', '-scale-to', '2600', '-', '-'], {
    input: await specimenPdf(1),
    maxBuffer: 64 * 1024 * 1024,
  })
  const photo = withExif(await specimenJpeg())
  for (const [bytes, longest] of [
    [large, 2000],
    [photo, 400],
  ] as const) {
    await open()
    await choose(bytes, 'Foto van Test Getuige.jpg')
    await page.locator('.preview').waitFor()
    t.equal(await page.inputValue('[name=title]'), 'Foto 1')
    const command = await add()
    const picture = await sent(command)
    t.match(command, { type: 'jpeg', bytes: picture.length, sha256: sha256(picture) })
    t.ok(picture.length <= 300_000)
    t.same(jpegSegments(picture).filter(isHidden), [])
    const frame = jpegSegments(picture).find(({ marker }) => marker === 0xc0)
    t.equal(picture.readUInt16BE((frame?.from ?? 0) + 5), longest, 'its height')
  }
})

t.test('what cannot be sent is said before anything is', async (t) => {
  const cases = [
    [Buffer.from('PK zip'), /geen PDF, JPEG of PNG/],
    [await largePdf(EXCHANGE_LIMITS.bytes), /is \d+ kB, en er is nog plaats voor 720 kB/],
    [Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)]), /niet geopend/],
  ] as const
  for (const [bytes, says] of cases) {
    await open()
    await choose(bytes)
    t.match(await notice(), says)
  }
  const pdf = await specimenPdf(1)
  const held = { ...given, sha256: sha256(pdf) }
  await open({ exchanged: [held] })
  await choose(pdf)
  t.match(await notice(), /is er al/)
  t.same(commands(), [])
})

t.test('what broke off is said, and the same file goes on where it was', async (t) => {
  const pdf = await largePdf(100_000)
  const arriving = { sha256: sha256(pdf), bytes: pdf.length, state: 'arriving', parts: 1 } as const
  await open({ exchanged: [{ ...given, ...arriving }] })
  t.match(await notice(), /brak af/)
  await choose(pdf)
  const part = await until('the next part', () =>
    commands().find((command) => command.name === 'exchange.part'),
  )
  t.match(part, { part: 1 })
})

t.test('it is laid before the citizen, put away and taken back', async (t) => {
  const { sha256 } = given
  await open({ exchanged: [given], looking: { sha256, page: 2 } })
  t.match(await page.locator('[data-exchanged="1"]').innerText(), /bladzijde 2 van 2/)
  await page.click('[data-act="exchange.hide"]')
  await open({ exchanged: [given] })
  await page.click('[data-act="exchange.show"]')
  await page.click('[data-act="exchange.drop"]')
  await until('both commands', () => commands().length === 2)
  t.match(commands(), [
    { name: 'exchange.show', sha256 },
    { name: 'exchange.drop', sha256 },
  ])
})

t.test('why the box refused one is said, and once presented nothing can be changed', async (t) => {
  await open({ exchanged: [{ ...given, state: 'refused', fault: 'locked' }] })
  t.match(await notice(), /beveiligd/)
  const document = { state: 'presented', revision: 1, sha256: 'ab'.repeat(32), pages: 1 } as const
  gateway.push({ is: 'visit', visit: visitOf({ ...ready, exchanged: [given], document }) })
  await page.click('[data-act="step.papers"]')
  await page.locator('.exchange .soft', { hasText: 'Neem het voorgelegde' }).waitFor()
  t.equal(await page.locator('.exchange button, .exchange .drop').count(), 0)
})
