import t from 'tap'
import { commands, confirmed, inVisit, logIn, openDesk, SHA, until } from './console-desk.ts'
import { boardOf, dossierRows, inspector, known, visitOf } from './console-visits.ts'

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1600, height: 1000 },
  { width: 1920, height: 1080 },
]

// A browser and a page build: more than tap's 30 s on a busy machine.
t.setTimeout(90_000)
const desk = await openDesk(t)

t.test('a log-in that fails says so in words, and one that holds shows the row', async (t) => {
  await desk.page.goto(`${desk.gateway.url}/`)
  await desk.page.fill('[name=user]', 'een')
  await desk.page.click('[data-act=log-in]')
  t.match(await desk.page.textContent('[role=alert]'), /Vul uw gebruikersnaam/)
  await desk.page.fill('[name=password]', 'fout')
  await desk.page.click('[data-act=log-in]')
  await desk.page.waitForFunction(() => document.body.textContent.includes('klopt niet'))
  t.notMatch(await desk.page.textContent('body'), /error|exception|undefined/i)
  await desk.page.fill('[name=password]', 'specimen')
  await desk.page.keyboard.press('Enter')
  await desk.page.waitForSelector('[data-ticket=G015]')
  t.match(await desk.page.textContent('.queue'), /6 personen wachten/)
})

t.test(
  'next goes out once, by button or by key, and a no is said in words with its code',
  async (t) => {
    await logIn(desk)
    desk.gateway.answer = () => ({ ok: false, code: 'nobody_waiting' })
    await desk.page.click('[data-act=next]')
    await desk.page.waitForSelector('[data-name=notice]')
    t.match(
      await desk.page.textContent('[data-name=notice]'),
      /Er wacht niemand\. \(niemand-wacht\)/,
    )
    desk.gateway.answer = () => undefined
    await desk.page.keyboard.press('Alt+n')
    await desk.page.keyboard.press('Alt+n')
    t.same(commands(desk), ['next', 'next'], 'the second key found the button off')
    desk.gateway.cutSockets()
    await until(() => desk.gateway.acts.length > 2)
    t.equal(desk.gateway.acts[2]?.id, desk.gateway.acts[1]?.id, 'repeated under its own id')
  },
)

t.test('every act has a key, and ? shows them', async (t) => {
  await logIn(desk)
  await desk.page.keyboard.press('?')
  t.ok(await desk.page.isVisible('dialog.keys-help'))
  await desk.page.keyboard.press('Escape')
  t.notOk(await desk.page.isVisible('dialog.keys-help'))
  inVisit(desk, { rights: confirmed })
  await desk.page.waitForSelector('.path')
  await desk.page.keyboard.press('Alt+Enter')
  await until(() => commands(desk).includes('identity.ask'))
  t.equal(commands(desk).at(-1), 'identity.ask')
  await desk.page.keyboard.press('Alt+Digit2')
  await desk.page.waitForSelector('[data-step=rights][data-open]')
  await desk.page.keyboard.press('Alt+x')
  await until(() => commands(desk).includes('visit.not_here'))
  await desk.page.keyboard.press('Alt+m')
  t.equal(await desk.page.getAttribute('[data-act=mute]', 'aria-pressed'), 'true')
})

t.test('rows stay where they are while somebody points at them', async (t) => {
  await logIn(desk)
  const order = () =>
    desk.page.$$eval('[data-ticket]', (rows) => rows.map((row) => row.getAttribute('data-ticket')))
  const before = await order()
  await desk.page.hover('[data-ticket=H016]')
  const board = boardOf()
  desk.gateway.push({
    is: 'board',
    board: { ...board, tickets: [...board.tickets].reverse().slice(1) },
  })
  await desk.page.waitForSelector('[data-gone]')
  t.same(await order(), before)
  await desk.page.mouse.move(700, 300)
  await desk.page.waitForFunction(() => !document.querySelector('[data-gone]'))
  t.not((await order())[0], before[0])
})

t.test('a chief sees the board and calls nobody', async (t) => {
  const { seat: _none, ...rest } = inspector
  desk.me = { ...rest, role: 'chief', state: 'off' }
  await logIn(desk)
  await desk.page.waitForSelector('[data-site=genk]')
  t.equal(await desk.page.$('[data-act=next]'), null)
  t.match(await desk.page.textContent('[data-seat="1"]'), /Inspecteur Getuige/)
})

t.test('an own dossier opens with what was verified', async (t) => {
  await logIn(desk)
  await desk.page.click('[data-dossier=d-1] button')
  await desk.page.waitForSelector('[data-name=opened]')
  const claims = await desk.page.locator('.claims li').allInnerTexts()
  t.match(claims, [/heeft dit dossier ondertekend/, /volgens het loket/, /niet nagegaan/])
  t.match(
    await desk.page.textContent('[data-group=other]'),
    /visit\.number/,
    'what has no word is shown',
  )
  t.same(await desk.page.locator('.papers .stamp').allTextContents(), [
    'Tijdstempel van Tijdstempeldienst TEST op 23 november 2026 om 10:14:05 (B-LTA)',
    'Tijdstempel van Tijdstempeldienst TEST op 23 november 2026 om 10:14:06 (B-T), het bewijs voor later wordt nog aangevuld',
    'Nog geen tijdstempel: het kantoor probeert opnieuw',
  ])
  t.match(
    await desk.page.getAttribute('.papers a', 'href'),
    /^\/api\/dossiers\/d-1\/documents\/(ab)+\.pdf$/,
  )
})

t.test('a fault in drawing ends by itself, and the draft is still there', async (t) => {
  await logIn(desk)
  inVisit(desk, { identity: known, rights: confirmed })
  await desk.page.waitForSelector('textarea')
  await desk.page.keyboard.press('Alt+v')
  desk.gateway.answer = () => undefined
  await desk.page.keyboard.type('Mijn fiets')
  const broken = { ...visitOf(), ticket: undefined }
  desk.gateway.push(JSON.parse(JSON.stringify({ is: 'visit', visit: broken })))
  await desk.page.waitForSelector('.guard')
  t.match(await desk.page.textContent('.guard'), /start zo opnieuw/)
  await desk.page.waitForSelector('textarea')
  await until(async () => (await desk.page.inputValue('textarea')) !== '')
  t.equal(await desk.page.inputValue('textarea'), 'Mijn fiets')
  t.ok(desk.faults.splice(0).length > 0, 'the fault is reported')
})

t.test('hours are those of the lokets, wherever the browser thinks it is', async (t) => {
  await desk.context.close()
  desk.context = await desk.browser.newContext({ timezoneId: 'America/New_York', locale: 'en-US' })
  desk.page = await desk.context.newPage()
  const [row] = dossierRows
  const dossiers = row ? [{ ...row, closedAt: '2026-11-23T08:05:00.000Z' }] : []
  desk.gateway.state = desk.gateway.state.map((push) =>
    push.is === 'dossiers' ? { is: 'dossiers', dossiers } : push,
  )
  await logIn(desk)
  t.equal(await desk.page.textContent('[data-dossier] .time'), '09:05')
})

t.test('nothing runs over the edge at three sizes', async (t) => {
  await logIn(desk)
  inVisit(desk, { identity: known })
  await desk.page.waitForSelector('.path')
  for (const size of SIZES) {
    await desk.page.setViewportSize(size)
    const over = await desk.page.evaluate(() => {
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
  desk.page.$eval(selector, (button) => {
    const { left, top, width, height } = button.getBoundingClientRect()
    const there = document.elementFromPoint(left + width / 2, top + height / 2)
    return button.contains(there)
  })

t.test('what an open step asks for is in sight on the smallest screen', async (t) => {
  await logIn(desk)
  const evidence = { code: 'signature_broken' } as const
  const broken = { name: 'identity', verdict: 'broken', evidence } as const
  const checks = Array.from({ length: 12 }, () => broken)
  inVisit(desk, { identity: { ...known, assurance: 'declared', checks } })
  await desk.page.waitForSelector('[data-act="identity.without"]')
  for (const act of ['ask', 'without']) t.ok(await inSight(`[data-act="identity.${act}"]`), act)
  await desk.page.click('[data-act="identity.without"]')
  await desk.page.selectOption('[name=shown]', 'passport')
  await desk.page.press('[name=basis]', 'Enter')
  t.ok(await inSight('[data-act="identity.record"]'))
  t.ok(await inSight('.no-card .notice'), 'and what is missing with it')

  inVisit(desk, { identity: known, pin: { purpose: 'identify', state: 'wrong', triesLeft: 2 } })
  await desk.page.waitForSelector('[data-act="step.rights"][aria-expanded=true]')
  await desk.page.click('[data-act="step.who"]')
  t.ok(await inSight('.step-panel .notice'), 'where the citizen stands with the PIN')
  const ended = { state: 'signed', revision: 1, sha256: SHA, signedSha256: SHA, pages: 1 } as const
  const visit = { kind: 'complaint', identity: known, rights: confirmed, document: ended } as const
  inVisit(desk, { ...visit, copy: 'offered' })
  await desk.page.click('[data-act="step.closing"]')
  t.ok(await inSight('[data-act="visit.wrap"]'))
  await desk.page.click('details[data-paper=loss] summary')
  t.ok(await inSight('[data-act="paper.add.loss"]'))
  await desk.page.click('details[data-paper=loss] summary')
  await desk.page.click('.injured summary')
  t.ok(await inSight('[data-act="injured.present"]'))
})
