import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import t from 'tap'
import type { Answer, ConsoleAct, Me } from '../../office/gateway/protocol.ts'
import { type PlayedBox, playBox } from './console-box.ts'
import { type SmallGateway, startSmallGateway } from './console-gateway.ts'
import { boardOf, dossierRows, inspector, known, visitOf } from './console-visits.ts'

const PAGES = join(import.meta.dirname, '../../provisioning/setup/pages.ts')
const SIZES = [
  { width: 1280, height: 720 },
  { width: 1600, height: 1000 },
  { width: 1920, height: 1080 },
]
const SHA = 'ab'.repeat(32)
const confirmed = { state: 'confirmed', version: '2026-11', language: 'nl' } as const

declare global {
  interface Window {
    playFailed?: boolean
  }
}
/** The first start of the citizen's picture in a page fails in this way. */
const playFails = (name: 'AbortError' | 'NotAllowedError') => `
  window.playFailed = false
  HTMLMediaElement.prototype.play = ((play) => function () {
    if (this.dataset.name !== 'citizen' || window.playFailed) return play.call(this)
    window.playFailed = true
    return Promise.reject(new DOMException('', '${name}'))
  })(HTMLMediaElement.prototype.play)
`

let me: Me = inspector
let gateway: SmallGateway
let browser: Browser
let context: BrowserContext
let page: Page
const faults: string[] = []

// A browser and a page build: more than tap's 30 s on a busy machine.
t.setTimeout(90_000)
t.before(async () => {
  const { NODE_OPTIONS: _tap, ...env } = process.env
  const pages = t.testdir()
  await promisify(execFile)(process.execPath, [PAGES, pages, 'console'], { env })
  gateway = await startSmallGateway(join(pages, 'console'), () => me)
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ],
  })
})
t.teardown(async () => {
  await browser?.close()
  await gateway?.close()
})
t.beforeEach(async () => {
  me = inspector
  faults.length = 0
  Object.assign(gateway, { acts: [], deaf: false, loggedIn: false, answer: () => ({ ok: true }) })
  gateway.state = [
    { is: 'board', board: boardOf() },
    { is: 'dossiers', dossiers: dossierRows },
    { is: 'visit', visit: null },
  ]
  context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'nl-BE' })
  context.setDefaultTimeout(8000)
  page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
})
t.afterEach(async () => {
  t.same(faults, [], 'no fault in the page')
  await context.close()
})

async function logIn(search = ''): Promise<void> {
  await page.goto(`${gateway.url}/${search}`)
  await page.fill('[name=user]', 'een')
  await page.fill('[name=password]', 'specimen')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.frame')
}
function inVisit(change: Parameters<typeof visitOf>[0] = {}): void {
  me = { ...inspector, state: 'in_visit' }
  gateway.state = gateway.state.map((push) =>
    push.is === 'visit' ? { is: 'visit', visit: visitOf(change) } : push,
  )
  gateway.push({ is: 'me', me })
  for (const push of gateway.state) gateway.push(push)
}
const edits = () =>
  gateway.acts.flatMap((act) =>
    act.do === 'visit' && act.command.name === 'draft.edit' ? [{ id: act.id, ...act.command }] : [],
  )
const commands = () =>
  gateway.acts
    .map((act) => (act.do === 'visit' ? act.command.name : act.do))
    .filter((name) => name !== 'link.ask')
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 8000
  while (!(await holds()) && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 25))
}
/** The box offers a link, and takes what the console answers. */
async function link(box: PlayedBox, linkId: string): Promise<void> {
  inVisit({ link: { state: 'offered', linkId } })
  gateway.acts.length = 0
  gateway.push({ is: 'offer', visitId: 'visit-1', linkId, sdp: await box.offer(), iceServers: [] })
  const answered = () =>
    gateway.acts.flatMap((act) =>
      act.do === 'visit' && act.command.name === 'link.answer' ? [act.command] : [],
    )
  await until(() => answered().length > 0)
  t.equal(answered()[0]?.linkId, linkId)
  await box.accept(answered()[0]?.sdp ?? '')
  await page.waitForSelector('[data-name=link][data-state=up]')
}
const hearing = () =>
  page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('[data-name=citizen]')
    const stream = video?.srcObject instanceof MediaStream ? video.srcObject : undefined
    return {
      muted: video?.muted,
      kinds: stream
        ?.getTracks()
        .map(({ kind }) => kind)
        .sort(),
    }
  })
const draftAnswer = (act: ConsoleAct): Answer =>
  act.do === 'visit' && act.command.name === 'draft.edit'
    ? { ok: true, draftRev: act.command.rev }
    : { ok: true }

t.test('a log-in that fails says so in words, and one that holds shows the row', async (t) => {
  await page.goto(`${gateway.url}/`)
  await page.fill('[name=user]', 'een')
  await page.click('[data-act=log-in]')
  t.match(await page.textContent('[role=alert]'), /Vul uw gebruikersnaam/)
  await page.fill('[name=password]', 'fout')
  await page.click('[data-act=log-in]')
  await page.waitForFunction(() => document.body.textContent.includes('klopt niet'))
  t.notMatch(await page.textContent('body'), /error|exception|undefined/i)
  await page.fill('[name=password]', 'specimen')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-ticket=G015]')
  t.match(await page.textContent('.queue'), /6 personen wachten/)
})

t.test(
  'next goes out once, by button or by key, and a no is said in words with its code',
  async (t) => {
    await logIn()
    gateway.answer = () => ({ ok: false, code: 'nobody_waiting' })
    await page.click('[data-act=next]')
    await page.waitForSelector('[data-name=notice]')
    t.match(await page.textContent('[data-name=notice]'), /Er wacht niemand\. \(niemand-wacht\)/)
    gateway.answer = () => undefined
    await page.keyboard.press('Alt+n')
    await page.keyboard.press('Alt+n')
    t.same(commands(), ['next', 'next'], 'the second key found the button off')
    gateway.cutSockets()
    await until(() => gateway.acts.length > 2)
    t.equal(gateway.acts[2]?.id, gateway.acts[1]?.id, 'repeated under its own id')
  },
)

t.test('nobody types a word twice: not after a lost socket, nor after a reload', async (t) => {
  await logIn()
  inVisit({ identity: known, rights: confirmed })
  gateway.answer = draftAnswer
  await page.waitForSelector('textarea')
  await page.keyboard.press('Alt+v')
  await page.keyboard.type('Mijn fiets')
  t.equal(await page.inputValue('textarea'), 'Mijn fiets', 'no letter is lost after the key')
  await page.waitForSelector('[data-name=saved][data-state=saved]')
  t.equal(edits().at(-1)?.text, 'Mijn fiets')
  gateway.deaf = true
  gateway.cutSockets()
  await page.waitForSelector('[data-name=offline]')
  await page.keyboard.type(' is weg')
  await page.waitForSelector('[data-name=saved][data-state=unsaved]')
  gateway.deaf = false
  await until(() => edits().at(-1)?.text === 'Mijn fiets is weg')
  t.equal(edits().at(-1)?.text, 'Mijn fiets is weg')
  await page.waitForSelector('[data-name=saved][data-state=saved]')
  t.equal(await page.evaluate(() => sessionStorage.length), 0, 'what the box has is not kept here')

  gateway.answer = () => undefined
  await page.keyboard.type(' sinds gisteren')
  gateway.deaf = true
  gateway.cutSockets()
  await page.reload()
  gateway.answer = draftAnswer
  gateway.deaf = false
  await until(() => edits().at(-1)?.text === 'Mijn fiets is weg sinds gisteren')
  t.equal(edits().at(-1)?.text, 'Mijn fiets is weg sinds gisteren')
  t.equal(await page.inputValue('textarea'), 'Mijn fiets is weg sinds gisteren')
})

t.test('a document is presented only when the box has the last word of it', async (t) => {
  await logIn()
  inVisit({ identity: known, rights: confirmed })
  const waiting: ConsoleAct[] = []
  gateway.answer = (act) => {
    if (act.do === 'visit' && act.command.name === 'draft.edit') waiting.push(act)
    return undefined
  }
  await page.waitForSelector('textarea')
  await page.keyboard.press('Alt+v')
  await page.keyboard.type('Alles')
  await until(() => waiting.length === 1)
  await page.keyboard.press('Alt+Enter')
  await page.waitForTimeout(300)
  t.notOk(commands().includes('document.present'))
  gateway.answer = draftAnswer
  for (const act of waiting)
    gateway.push({ is: 'answer', id: act.id, ok: true, draftRev: edits()[0]?.rev ?? 0 })
  await until(() => commands().includes('document.present'))
  t.equal(edits().at(-1)?.text, 'Alles')
  t.equal(commands().at(-1), 'document.present')
})

t.test('the kind of a visit is switched, and a talk ends with an outcome alone', async (t) => {
  await logIn()
  inVisit()
  await page.click('[data-act="kind.talk"]')
  await until(() =>
    gateway.acts.some((act) => act.do === 'visit' && act.command.name === 'visit.kind'),
  )
  t.match(
    gateway.acts.find((act) => act.do === 'visit'),
    {
      command: { name: 'visit.kind', kind: 'talk' },
    },
  )
  inVisit({ kind: 'talk' })
  await page.click('[data-act="outcome.advised"]')
  await page.click('[data-act="visit.wrap"]')
  await until(() => commands().includes('visit.wrap'))
  t.match(gateway.acts.at(-1), { command: { name: 'visit.wrap', outcome: 'advised' } })
})

t.test('without a card: what is missing is said, and then recorded', async (t) => {
  await logIn()
  inVisit()
  await page.click('[data-act="identity.without"]')
  await page.fill('[name=surname]', 'Getuige')
  t.equal(await page.inputValue('[name=reason]'), '', 'nothing is chosen for the inspector')
  await page.click('[data-act="identity.record"]')
  t.match(
    await page.textContent('.no-card .notice'),
    /Vul nog in: Reden, Zekerheid, Bekeken document, Voornamen, Geboortedatum, Waarop u steunt\./,
  )
  await page.fill('[name=birthDate]', '1990-02-31')
  await page.click('[data-act="identity.record"]')
  t.match(await page.textContent('.no-card .notice'), /Deze geboortedatum bestaat niet/)
  await page.fill('[name=givenNames]', 'Test')
  await page.fill('[name=birthDate]', '1990-02')
  await page.selectOption('[name=reason]', 'forgotten')
  await page.selectOption('[name=assurance]', 'visual')
  await page.selectOption('[name=shown]', 'none')
  t.equal(await page.locator('[name=shownNumber]').count(), 0, 'there is no document to have one')
  await page.fill('[name=basis]', 'foto vergeleken')
  await page.keyboard.press('Enter')
  t.match(await page.textContent('.no-card .notice'), /vraagt om een document/)
  t.notOk(commands().includes('identity.record'))
  await page.selectOption('[name=shown]', 'passport')
  await page.press('[name=basis]', 'Enter')
  t.match(await page.textContent('.no-card .notice'), /Vul nog in: Nummer van dat document\./)
  await page.fill('[name=shownNumber]', 'SPECI2014')
  await page.press('[name=basis]', 'Enter')
  await until(() => commands().includes('identity.record'))
  t.match(gateway.acts.at(-1), {
    command: {
      name: 'identity.record',
      assurance: 'visual',
      shown: 'passport',
      shownNumber: 'SPECI2014',
      surname: 'Getuige',
    },
  })
})

t.test('a card that failed stays in sight, and its reason is offered first', async (t) => {
  await logIn()
  const at = '2026-11-23T15:33:00.000Z'
  const values = { from: '2010-01-01', until: '2020-01-01' }
  const evidence = { code: 'card_not_valid', values } as const
  const kept = [{ at, broken: [{ name: 'card_dates', evidence }] }] as const
  inVisit({ cardAttempts: { count: 1, kept } })
  t.match(await page.textContent('[data-name=attempts]'), /Om 16:33 .*: Geldigheid van de kaart\./)
  await page.click('[data-act="identity.without"]')
  const offered = await page
    .locator('[name=reason] option')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value')))
  t.same(offered.slice(0, 3), ['', 'expired', 'lost'])
  t.equal(new Set(offered).size, offered.length)
  t.equal(await page.inputValue('[name=reason]'), '')
})

t.test('a paper is ordered with what it needs, and the visit waits while it is made', async (t) => {
  await logIn()
  const signed = { state: 'signed', revision: 1, sha256: SHA, signedSha256: SHA, pages: 1 } as const
  const complaint = { kind: 'complaint', identity: known, rights: confirmed } as const
  inVisit({ ...complaint, document: signed, copy: 'offered' })
  await page.click('details[data-paper=attestation] summary')
  await page.click('[data-act="paper.add.attestation"]')
  t.match(await page.textContent('.more-papers .notice'), /Vul in wat gevraagd wordt/)
  await page.fill('.more-papers [name=facts]', 'Diefstal van een fiets')
  await page.click('[data-act="paper.add.attestation"]')
  await until(() => commands().includes('paper.add'))
  const order = { paper: 'attestation', facts: 'Diefstal van een fiets' } as const
  t.match(gateway.acts.at(-1), { command: { name: 'paper.add', order } })
  const paper = {
    order,
    language: 'nl',
    state: 'making',
    askedAt: new Date().toISOString(),
  } as const
  inVisit({ ...complaint, document: signed, copy: 'offered', papers: [paper] })
  await page.waitForSelector('[data-paper=attestation][data-state=making]')
  t.equal(await page.getAttribute('[data-act="visit.wrap"]', 'aria-disabled'), 'true')
  await page.click('[data-act="paper.drop.attestation"]')
  await until(() => commands().includes('paper.drop'))
  t.match(gateway.acts.at(-1), { command: { name: 'paper.drop', paper: 'attestation' } })
  inVisit({ kind: 'report', rights: confirmed, document: signed, copy: 'offered' })
  await page.waitForSelector('.more-papers', { state: 'detached' })
})

t.test('a declaration is offered as the citizen says it, with nothing chosen', async (t) => {
  await logIn()
  const ended = { state: 'signed', revision: 1, sha256: SHA, signedSha256: SHA, pages: 1 } as const
  const story = 'Mijn fiets is gestolen.'
  const about = { kind: 'complaint', identity: known, rights: confirmed, copy: 'offered' } as const
  const visit = { ...about, document: ended, draft: { rev: 1, text: story } }
  inVisit(visit)
  await page.click('.injured summary')
  t.equal(await page.locator('.injured input:checked').count(), 0)
  t.equal(await page.inputValue('.injured [name=facts]'), '')
  await page.click('[data-act="injured.take"]')
  t.equal(await page.inputValue('.injured [name=facts]'), story)
  await page.click('[data-act="injured.present"]')
  t.match(await page.textContent('.injured .notice'), /Kies wat de burger zegt/)
  await page.click('[data-act="injured.declined"]')
  await page.click('[data-act="injured.present"]')
  await until(() => commands().includes('injured.present'))
  const order = { choice: 'declined', facts: story } as const
  const [sent] = gateway.acts.slice(-1)
  t.same(sent?.do === 'visit' && sent.command, { name: 'injured.present', order })

  const back = { state: 'draft', revision: 1, order, making: false, objected: true } as const
  inVisit({ ...visit, injured: back })
  await page.waitForSelector('.injured .notice')
  t.equal(await page.inputValue('.injured [name=facts]'), story, 'what was written is still there')
  t.ok(await page.isChecked('[data-act="injured.declined"] input'))

  const read = { state: 'read', revision: 2, sha256: SHA, pages: 1, order, making: false } as const
  inVisit({ ...visit, injured: read })
  await page.waitForSelector('.injured [data-act="signature.ask"]')
  t.match(await page.textContent('.step-panel'), /dat ze voorlag en niet getekend werd/)
  await page.keyboard.press('Alt+Enter')
  await until(() => commands().includes('signature.ask'))
  t.equal(commands().at(-1), 'signature.ask', 'not the wrap-up')

  inVisit({ ...visit, injured: read, phase: 'wrapping', outcome: 'signed' })
  t.match(await page.textContent('.facts [data-name=injured]'), /voorgelegd, niet getekend/)
  inVisit({ ...visit, kind: 'notification' })
  await page.waitForSelector('.injured', { state: 'detached' })
})

t.test('every act has a key, and ? shows them', async (t) => {
  await logIn()
  await page.keyboard.press('?')
  t.ok(await page.isVisible('dialog.keys-help'))
  await page.keyboard.press('Escape')
  t.notOk(await page.isVisible('dialog.keys-help'))
  inVisit({ rights: confirmed })
  await page.waitForSelector('.path')
  await page.keyboard.press('Alt+Enter')
  await until(() => commands().includes('identity.ask'))
  t.equal(commands().at(-1), 'identity.ask')
  await page.keyboard.press('Alt+Digit2')
  await page.waitForSelector('[data-step=rights][data-open]')
  await page.keyboard.press('Alt+x')
  await until(() => commands().includes('visit.not_here'))
  await page.keyboard.press('Alt+m')
  t.equal(await page.getAttribute('[data-act=mute]', 'aria-pressed'), 'true')
})

t.test('rows stay where they are while somebody points at them', async (t) => {
  await logIn()
  const order = () =>
    page.$$eval('[data-ticket]', (rows) => rows.map((row) => row.getAttribute('data-ticket')))
  const before = await order()
  await page.hover('[data-ticket=H016]')
  const board = boardOf()
  gateway.push({ is: 'board', board: { ...board, tickets: [...board.tickets].reverse().slice(1) } })
  await page.waitForSelector('[data-gone]')
  t.same(await order(), before)
  await page.mouse.move(700, 300)
  await page.waitForFunction(() => !document.querySelector('[data-gone]'))
  t.not((await order())[0], before[0])
})

t.test('a chief sees the board and calls nobody', async (t) => {
  const { seat: _none, ...rest } = inspector
  me = { ...rest, role: 'chief', state: 'off' }
  await logIn()
  await page.waitForSelector('[data-site=genk]')
  t.equal(await page.$('[data-act=next]'), null)
  t.match(await page.textContent('[data-seat="1"]'), /Inspecteur Getuige/)
})

t.test('an own dossier opens with what was verified', async (t) => {
  await logIn()
  await page.click('[data-dossier=d-1] button')
  await page.waitForSelector('[data-name=opened]')
  const claims = await page.locator('.claims li').allInnerTexts()
  t.match(claims, [/heeft dit dossier ondertekend/, /volgens het loket/, /niet nagegaan/])
  t.match(
    await page.textContent('[data-group=other]'),
    /visit\.number/,
    'what has no word is shown',
  )
  t.same(await page.locator('.papers .stamp').allTextContents(), [
    'Tijdstempel van Tijdstempeldienst TEST op 23 november 2026 om 10:14:05 (B-LTA)',
    'Tijdstempel van Tijdstempeldienst TEST op 23 november 2026 om 10:14:06 (B-T), het bewijs voor later wordt nog aangevuld',
    'Nog geen tijdstempel: het kantoor probeert opnieuw',
  ])
  t.match(
    await page.getAttribute('.papers a', 'href'),
    /^\/api\/dossiers\/d-1\/documents\/(ab)+\.pdf$/,
  )
})

t.test('a fault in drawing ends by itself, and the draft is still there', async (t) => {
  await logIn()
  inVisit({ identity: known, rights: confirmed })
  await page.waitForSelector('textarea')
  await page.keyboard.press('Alt+v')
  gateway.answer = () => undefined
  await page.keyboard.type('Mijn fiets')
  const broken = { ...visitOf(), ticket: undefined }
  gateway.push(JSON.parse(JSON.stringify({ is: 'visit', visit: broken })))
  await page.waitForSelector('.guard')
  t.match(await page.textContent('.guard'), /start zo opnieuw/)
  await page.waitForSelector('textarea')
  await until(async () => (await page.inputValue('textarea')) !== '')
  t.equal(await page.inputValue('textarea'), 'Mijn fiets')
  t.ok(faults.splice(0).length > 0, 'the fault is reported')
})

t.test('hours are those of the lokets, wherever the browser thinks it is', async (t) => {
  await context.close()
  context = await browser.newContext({ timezoneId: 'America/New_York', locale: 'en-US' })
  page = await context.newPage()
  const [row] = dossierRows
  const dossiers = row ? [{ ...row, closedAt: '2026-11-23T08:05:00.000Z' }] : []
  gateway.state = gateway.state.map((push) =>
    push.is === 'dossiers' ? { is: 'dossiers', dossiers } : push,
  )
  await logIn()
  t.equal(await page.textContent('[data-dossier] .time'), '09:05')
})

t.test('nothing runs over the edge at three sizes', async (t) => {
  await logIn()
  inVisit({ identity: known })
  await page.waitForSelector('.path')
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const over = await page.evaluate(() => {
      const root = document.documentElement
      const scrolls = root.scrollWidth > innerWidth || root.scrollHeight > innerHeight
      const outside = [...document.querySelectorAll('main, main > section, .path > li')].filter(
        (each) => each.getBoundingClientRect().bottom > innerHeight + 1,
      )
      return { scrolls, outside: outside.length }
    })
    t.same(over, { scrolls: false, outside: 0 }, `${size.width} by ${size.height}`)
  }
})

/** Something lies where it is pressed, and it is the button. */
const inSight = (selector: string) =>
  page.$eval(selector, (button) => {
    const { left, top, width, height } = button.getBoundingClientRect()
    const there = document.elementFromPoint(left + width / 2, top + height / 2)
    return button.contains(there)
  })

t.test('what an open step asks for is in sight on the smallest screen', async (t) => {
  await logIn()
  const evidence = { code: 'signature_broken' } as const
  const broken = { name: 'identity', verdict: 'broken', evidence } as const
  const checks = Array.from({ length: 12 }, () => broken)
  inVisit({ identity: { ...known, assurance: 'declared', checks } })
  await page.waitForSelector('[data-act="identity.without"]')
  for (const act of ['ask', 'without']) t.ok(await inSight(`[data-act="identity.${act}"]`), act)
  await page.click('[data-act="identity.without"]')
  await page.selectOption('[name=shown]', 'passport')
  await page.press('[name=basis]', 'Enter')
  t.ok(await inSight('[data-act="identity.record"]'))
  t.ok(await inSight('.no-card .notice'), 'and what is missing with it')

  inVisit({ identity: known, pin: { purpose: 'identify', state: 'wrong', triesLeft: 2 } })
  await page.waitForSelector('[data-act="step.rights"][aria-expanded=true]')
  await page.click('[data-act="step.who"]')
  t.ok(await inSight('.step-panel .notice'), 'where the citizen stands with the PIN')
  const ended = { state: 'signed', revision: 1, sha256: SHA, signedSha256: SHA, pages: 1 } as const
  const visit = { kind: 'complaint', identity: known, rights: confirmed, document: ended } as const
  inVisit({ ...visit, copy: 'offered' })
  await page.click('[data-act="step.closing"]')
  t.ok(await inSight('[data-act="visit.wrap"]'))
  await page.click('details[data-paper=loss] summary')
  t.ok(await inSight('[data-act="paper.add.loss"]'))
  await page.click('details[data-paper=loss] summary')
  await page.click('.injured summary')
  t.ok(await inSight('[data-act="injured.present"]'))
})

t.test('how the link does stands beside the picture, as long as figures come', async (t) => {
  await logIn()
  await link(await playBox(context), 'link-3')
  const flow = { loss: 0, jitterMs: 2, fps: 30, kbps: 900 }
  const stats = { linkId: 'link-3', path: 'relayed', bufferMs: 40, in: flow, out: flow } as const
  const lossy = { ...stats, in: { ...flow, loss: 0.2 } }
  gateway.push({ is: 'links', visitId: 'visit-1', links: [{ ...lossy, linkId: 'of-a-guest' }] })
  gateway.push({ is: 'links', visitId: 'visit-1', links: [stats] })
  await page.waitForSelector('[data-name=health][data-grade=good][data-path=relayed]')
  t.equal(
    await page.getAttribute('[data-name=health] summary', 'aria-label'),
    'Verbinding: goede verbinding, via relais',
  )
  gateway.push({ is: 'links', visitId: 'visit-1', links: [lossy] })
  await page.waitForSelector('[data-name=health][data-grade=poor]')
  await page.focus('[data-name=health] summary')
  await page.keyboard.press('Enter')
  t.match(await page.textContent('[data-name=health] p'), /Verlies 20 % naar het loket/)
  await page.waitForSelector('[data-name=health]', { state: 'detached' })
})

t.test('a link carries time codes and sound both ways, and a new offer replaces it', async (t) => {
  gateway.answer = draftAnswer
  await logIn('?mark=1')
  const box = await playBox(context)
  await page.bringToFront()
  for (const linkId of ['link-1', 'link-2']) {
    await link(box, linkId)
    await page.waitForFunction(() => (window.loketLink?.read ?? 0) > 20)
    const seen = await page.evaluate(() => window.loketLink)
    t.ok((seen?.unreadable ?? 99) <= 2, `${seen?.unreadable} unreadable of ${seen?.read}`)
    t.ok(Math.abs(seen?.lastMs ?? 9999) < 2000)
    let received = await box.received()
    await until(async () => {
      received = await box.received()
      return received.codes > 5 && received.sound > 20
    })
    t.ok(received.codes > 5, `${received.codes} codes came from the console`)
    t.ok(received.sound > 20, `${received.sound} packets of sound`)
    t.same(await hearing(), { muted: false, kinds: ['audio', 'video'] }, 'the citizen is heard')
    t.equal(await page.$('[data-act=sound-on]'), null, 'without being asked for')
  }
})

t.test('another offer of the same link restarts it on the connection there is', async (t) => {
  gateway.answer = draftAnswer
  await logIn('?mark=1')
  const box = await playBox(context)
  await page.bringToFront()
  await link(box, 'link-4')
  const stream = () =>
    page.evaluate(() => {
      const video = document.querySelector<HTMLVideoElement>('[data-name=citizen]')
      return video?.srcObject instanceof MediaStream ? video.srcObject.id : undefined
    })
  const before = await stream()
  gateway.acts.length = 0
  const sdp = await box.restart()
  const offer = { is: 'offer', visitId: 'visit-1', linkId: 'link-4', sdp, iceServers: [] } as const
  gateway.push(offer)
  gateway.push(offer)
  const answers = () =>
    gateway.acts.flatMap((act) =>
      act.do === 'visit' && act.command.name === 'link.answer' ? [act.command] : [],
    )
  await until(() => answers().length > 0)
  t.equal(answers().length, 1, 'the very same offer is answered once')
  await box.accept(answers()[0]?.sdp ?? '')
  await page.waitForSelector('[data-name=link][data-state=up]')
  const { codes } = await box.received()
  await until(async () => (await box.received()).codes > codes + 5)
  t.ok((await box.received()).codes > codes + 5, 'our picture goes on')
  t.equal(await stream(), before, 'and theirs in the same stream')
})

t.test('only a browser that forbids sound gets a button for it', async (t) => {
  gateway.answer = draftAnswer
  const box = await playBox(context)
  for (const [fault, offered] of [
    ['AbortError', false],
    ['NotAllowedError', true],
  ] as const) {
    await page.addInitScript(playFails(fault))
    gateway.loggedIn = false
    await logIn()
    await page.bringToFront()
    await link(box, fault)
    t.equal(await page.evaluate(() => window.playFailed), true)
    await page.waitForFunction(
      () => document.querySelector<HTMLVideoElement>('[data-name=citizen]')?.paused === false,
    )
    t.equal(await page.isVisible('[data-act=sound-on]'), offered, fault)
    t.equal((await hearing()).muted, offered)
  }
  await page.click('[data-act=sound-on]')
  await until(async () => (await hearing()).muted === false)
  t.equal((await hearing()).muted, false)
  t.equal(await page.$('[data-act=sound-on]'), null)
})

t.test('a visit without a picture asks for a link by itself', async () => {
  await logIn()
  inVisit({ link: { state: 'lost', linkId: 'gone' } })
  const asked = () =>
    gateway.acts.some((act) => act.do === 'visit' && act.command.name === 'link.ask')
  await until(asked)
  t.ok(asked())
})
