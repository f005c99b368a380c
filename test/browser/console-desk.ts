/** An inspector's console in Chromium, before a gateway of a few lines: what its tests share. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'
import type { Answer, ConsoleAct, Me } from '../../office/gateway/protocol.ts'
import { type SmallGateway, startSmallGateway } from './console-gateway.ts'
import { boardOf, dossierRows, inspector, visitOf } from './console-visits.ts'

const PAGES = join(import.meta.dirname, '../../provisioning/setup/pages.ts')
export const SHA = 'ab'.repeat(32)
export const confirmed = { state: 'confirmed', version: '2026-11', language: 'nl' } as const

/** Of the test that runs: each gets a fresh page and a gateway that remembers nothing. */
export interface Desk {
  me: Me
  readonly gateway: SmallGateway
  readonly browser: Browser
  context: BrowserContext
  page: Page
  /** What the page threw. */
  readonly faults: string[]
}

/** Builds the console, starts gateway and browser, and hangs the hooks of every test on `t`. */
export async function openDesk(t: Test): Promise<Desk> {
  const { NODE_OPTIONS: _tap, ...env } = process.env
  const pages = t.testdir()
  await promisify(execFile)(process.execPath, [PAGES, pages, 'console'], { env })
  const gateway = await startSmallGateway(join(pages, 'console'), () => desk.me)
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ],
  })
  const freshPage = async () => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 720 },
      locale: 'nl-BE',
    })
    context.setDefaultTimeout(8000)
    return { context, page: await context.newPage() }
  }
  const desk: Desk = { me: inspector, gateway, browser, faults: [], ...(await freshPage()) }
  await desk.context.close()
  t.teardown(async () => {
    await browser.close()
    await gateway.close()
  })
  t.beforeEach(async () => {
    desk.me = inspector
    desk.faults.length = 0
    Object.assign(gateway, { acts: [], deaf: false, loggedIn: false, answer: () => ({ ok: true }) })
    gateway.state = [
      { is: 'board', board: boardOf() },
      { is: 'dossiers', dossiers: dossierRows },
      { is: 'visit', visit: null },
    ]
    Object.assign(desk, await freshPage())
    desk.page.on('pageerror', (error) => desk.faults.push(error.message))
  })
  t.afterEach(async () => {
    t.same(desk.faults, [], 'no fault in the page')
    await desk.context.close()
  })
  return desk
}

export async function logIn({ page, gateway }: Desk, search = ''): Promise<void> {
  await page.goto(`${gateway.url}/${search}`)
  await page.fill('[name=user]', 'een')
  await page.fill('[name=password]', 'specimen')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.frame')
}
export function inVisit(desk: Desk, change: Parameters<typeof visitOf>[0] = {}): void {
  const { gateway } = desk
  desk.me = { ...inspector, state: 'in_visit' }
  gateway.state = gateway.state.map((push) =>
    push.is === 'visit' ? { is: 'visit', visit: visitOf(change) } : push,
  )
  gateway.push({ is: 'me', me: desk.me })
  for (const push of gateway.state) gateway.push(push)
}
export const edits = ({ gateway }: Desk) =>
  gateway.acts.flatMap((act) =>
    act.do === 'visit' && act.command.name === 'draft.edit' ? [{ id: act.id, ...act.command }] : [],
  )
export const commands = ({ gateway }: Desk) =>
  gateway.acts
    .map((act) => (act.do === 'visit' ? act.command.name : act.do))
    .filter((name) => name !== 'link.ask')
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 8000
  while (!(await holds()) && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 25))
}
export const draftAnswer = (act: ConsoleAct): Answer =>
  act.do === 'visit' && act.command.name === 'draft.edit'
    ? { ok: true, draftRev: act.command.rev }
    : { ok: true }
