import t from 'tap'
import type { ConsoleAct } from '../../office/gateway/protocol.ts'
import {
  commands,
  confirmed,
  draftAnswer,
  edits,
  inVisit,
  logIn,
  openDesk,
  SHA,
  until,
} from './console-desk.ts'
import { known } from './console-visits.ts'

// A browser and a page build: more than tap's 30 s on a busy machine.
t.setTimeout(90_000)
const desk = await openDesk(t)

t.test('nobody types a word twice: not after a lost socket, nor after a reload', async (t) => {
  await logIn(desk)
  inVisit(desk, { identity: known, rights: confirmed })
  desk.gateway.answer = draftAnswer
  await desk.page.waitForSelector('textarea')
  await desk.page.keyboard.press('Alt+v')
  await desk.page.keyboard.type('Mijn fiets')
  t.equal(await desk.page.inputValue('textarea'), 'Mijn fiets', 'no letter is lost after the key')
  await desk.page.waitForSelector('[data-name=saved][data-state=saved]')
  t.equal(edits(desk).at(-1)?.text, 'Mijn fiets')
  desk.gateway.deaf = true
  desk.gateway.cutSockets()
  await desk.page.waitForSelector('[data-name=offline]')
  await desk.page.keyboard.type(' is weg')
  await desk.page.waitForSelector('[data-name=saved][data-state=unsaved]')
  desk.gateway.deaf = false
  await until(() => edits(desk).at(-1)?.text === 'Mijn fiets is weg')
  t.equal(edits(desk).at(-1)?.text, 'Mijn fiets is weg')
  await desk.page.waitForSelector('[data-name=saved][data-state=saved]')
  t.equal(
    await desk.page.evaluate(() => sessionStorage.length),
    0,
    'what the box has is not kept here',
  )

  desk.gateway.answer = () => undefined
  await desk.page.keyboard.type(' sinds gisteren')
  desk.gateway.deaf = true
  desk.gateway.cutSockets()
  await desk.page.reload()
  desk.gateway.answer = draftAnswer
  desk.gateway.deaf = false
  await until(() => edits(desk).at(-1)?.text === 'Mijn fiets is weg sinds gisteren')
  t.equal(edits(desk).at(-1)?.text, 'Mijn fiets is weg sinds gisteren')
  t.equal(await desk.page.inputValue('textarea'), 'Mijn fiets is weg sinds gisteren')
})

t.test('a document is presented only when the box has the last word of it', async (t) => {
  await logIn(desk)
  inVisit(desk, { identity: known, rights: confirmed })
  const waiting: ConsoleAct[] = []
  desk.gateway.answer = (act) => {
    if (act.do === 'visit' && act.command.name === 'draft.edit') waiting.push(act)
    return undefined
  }
  await desk.page.waitForSelector('textarea')
  await desk.page.keyboard.press('Alt+v')
  await desk.page.keyboard.type('Alles')
  await until(() => waiting.length === 1)
  await desk.page.keyboard.press('Alt+Enter')
  await desk.page.waitForTimeout(300)
  t.notOk(commands(desk).includes('document.present'))
  desk.gateway.answer = draftAnswer
  for (const act of waiting)
    desk.gateway.push({ is: 'answer', id: act.id, ok: true, draftRev: edits(desk)[0]?.rev ?? 0 })
  await until(() => commands(desk).includes('document.present'))
  t.equal(edits(desk).at(-1)?.text, 'Alles')
  t.equal(commands(desk).at(-1), 'document.present')
})

t.test('the kind of a visit is switched, and a talk ends with an outcome alone', async (t) => {
  await logIn(desk)
  inVisit(desk)
  await desk.page.click('[data-act="kind.talk"]')
  await until(() =>
    desk.gateway.acts.some((act) => act.do === 'visit' && act.command.name === 'visit.kind'),
  )
  t.match(
    desk.gateway.acts.find((act) => act.do === 'visit'),
    {
      command: { name: 'visit.kind', kind: 'talk' },
    },
  )
  inVisit(desk, { kind: 'talk' })
  await desk.page.click('[data-act="outcome.advised"]')
  await desk.page.click('[data-act="visit.wrap"]')
  await until(() => commands(desk).includes('visit.wrap'))
  t.match(desk.gateway.acts.at(-1), { command: { name: 'visit.wrap', outcome: 'advised' } })
})

t.test('without a card: what is missing is said, and then recorded', async (t) => {
  await logIn(desk)
  inVisit(desk)
  await desk.page.click('[data-act="identity.without"]')
  await desk.page.fill('[name=surname]', 'Getuige')
  t.equal(await desk.page.inputValue('[name=reason]'), '', 'nothing is chosen for the inspector')
  await desk.page.click('[data-act="identity.record"]')
  t.match(
    await desk.page.textContent('.no-card .notice'),
    /Vul nog in: Reden, Zekerheid, Bekeken document, Voornamen, Geboortedatum, Waarop u steunt\./,
  )
  await desk.page.fill('[name=birthDate]', '1990-02-31')
  await desk.page.click('[data-act="identity.record"]')
  t.match(await desk.page.textContent('.no-card .notice'), /Deze geboortedatum bestaat niet/)
  await desk.page.fill('[name=givenNames]', 'Test')
  await desk.page.fill('[name=birthDate]', '1990-02')
  await desk.page.selectOption('[name=reason]', 'forgotten')
  await desk.page.selectOption('[name=assurance]', 'visual')
  await desk.page.selectOption('[name=shown]', 'none')
  t.equal(
    await desk.page.locator('[name=shownNumber]').count(),
    0,
    'there is no document to have one',
  )
  await desk.page.fill('[name=basis]', 'foto vergeleken')
  await desk.page.keyboard.press('Enter')
  t.match(await desk.page.textContent('.no-card .notice'), /vraagt om een document/)
  t.notOk(commands(desk).includes('identity.record'))
  await desk.page.selectOption('[name=shown]', 'passport')
  await desk.page.press('[name=basis]', 'Enter')
  t.match(await desk.page.textContent('.no-card .notice'), /Vul nog in: Nummer van dat document\./)
  await desk.page.fill('[name=shownNumber]', 'SPECI2014')
  await desk.page.press('[name=basis]', 'Enter')
  await until(() => commands(desk).includes('identity.record'))
  t.match(desk.gateway.acts.at(-1), {
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
  await logIn(desk)
  const at = '2026-11-23T15:33:00.000Z'
  const values = { from: '2010-01-01', until: '2020-01-01' }
  const evidence = { code: 'card_not_valid', values } as const
  const kept = [{ at, broken: [{ name: 'card_dates', evidence }] }] as const
  inVisit(desk, { cardAttempts: { count: 1, kept } })
  t.match(
    await desk.page.textContent('[data-name=attempts]'),
    /Om 16:33 .*: Geldigheid van de kaart\./,
  )
  await desk.page.click('[data-act="identity.without"]')
  const offered = await desk.page
    .locator('[name=reason] option')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value')))
  t.same(offered.slice(0, 3), ['', 'expired', 'lost'])
  t.equal(new Set(offered).size, offered.length)
  t.equal(await desk.page.inputValue('[name=reason]'), '')
})

t.test('a paper is ordered with what it needs, and the visit waits while it is made', async (t) => {
  await logIn(desk)
  const signed = { state: 'signed', revision: 1, sha256: SHA, signedSha256: SHA, pages: 1 } as const
  const complaint = { kind: 'complaint', identity: known, rights: confirmed } as const
  inVisit(desk, { ...complaint, document: signed, copy: 'offered' })
  await desk.page.click('details[data-paper=attestation] summary')
  await desk.page.click('[data-act="paper.add.attestation"]')
  t.match(await desk.page.textContent('.more-papers .notice'), /Vul in wat gevraagd wordt/)
  await desk.page.fill('.more-papers [name=facts]', 'Diefstal van een fiets')
  await desk.page.click('[data-act="paper.add.attestation"]')
  await until(() => commands(desk).includes('paper.add'))
  const order = { paper: 'attestation', facts: 'Diefstal van een fiets' } as const
  t.match(desk.gateway.acts.at(-1), { command: { name: 'paper.add', order } })
  const paper = {
    order,
    language: 'nl',
    state: 'making',
    askedAt: new Date().toISOString(),
  } as const
  inVisit(desk, { ...complaint, document: signed, copy: 'offered', papers: [paper] })
  await desk.page.waitForSelector('[data-paper=attestation][data-state=making]')
  t.equal(await desk.page.getAttribute('[data-act="visit.wrap"]', 'aria-disabled'), 'true')
  await desk.page.click('[data-act="paper.drop.attestation"]')
  await until(() => commands(desk).includes('paper.drop'))
  t.match(desk.gateway.acts.at(-1), { command: { name: 'paper.drop', paper: 'attestation' } })
  inVisit(desk, { kind: 'report', rights: confirmed, document: signed, copy: 'offered' })
  await desk.page.waitForSelector('.more-papers', { state: 'detached' })
})

t.test('a declaration is offered as the citizen says it, with nothing chosen', async (t) => {
  await logIn(desk)
  const ended = { state: 'signed', revision: 1, sha256: SHA, signedSha256: SHA, pages: 1 } as const
  const story = 'Mijn fiets is gestolen.'
  const about = { kind: 'complaint', identity: known, rights: confirmed, copy: 'offered' } as const
  const visit = { ...about, document: ended, draft: { rev: 1, text: story } }
  inVisit(desk, visit)
  await desk.page.click('.injured summary')
  t.equal(await desk.page.locator('.injured input:checked').count(), 0)
  t.equal(await desk.page.inputValue('.injured [name=facts]'), '')
  await desk.page.click('[data-act="injured.take"]')
  t.equal(await desk.page.inputValue('.injured [name=facts]'), story)
  await desk.page.click('[data-act="injured.present"]')
  t.match(await desk.page.textContent('.injured .notice'), /Kies wat de burger zegt/)
  await desk.page.click('[data-act="injured.declined"]')
  await desk.page.click('[data-act="injured.present"]')
  await until(() => commands(desk).includes('injured.present'))
  const order = { choice: 'declined', facts: story } as const
  const [sent] = desk.gateway.acts.slice(-1)
  t.same(sent?.do === 'visit' && sent.command, { name: 'injured.present', order })

  const back = { state: 'draft', revision: 1, order, making: false, objected: true } as const
  inVisit(desk, { ...visit, injured: back })
  await desk.page.waitForSelector('.injured .notice')
  t.equal(
    await desk.page.inputValue('.injured [name=facts]'),
    story,
    'what was written is still there',
  )
  t.ok(await desk.page.isChecked('[data-act="injured.declined"] input'))

  const read = { state: 'read', revision: 2, sha256: SHA, pages: 1, order, making: false } as const
  inVisit(desk, { ...visit, injured: read })
  await desk.page.waitForSelector('.injured [data-act="signature.ask"]')
  t.match(await desk.page.textContent('.step-panel'), /dat ze voorlag en niet getekend werd/)
  await desk.page.keyboard.press('Alt+Enter')
  await until(() => commands(desk).includes('signature.ask'))
  t.equal(commands(desk).at(-1), 'signature.ask', 'not the wrap-up')

  inVisit(desk, { ...visit, injured: read, phase: 'wrapping', outcome: 'signed' })
  t.match(await desk.page.textContent('.facts [data-name=injured]'), /voorgelegd, niet getekend/)
  inVisit(desk, { ...visit, kind: 'notification' })
  await desk.page.waitForSelector('.injured', { state: 'detached' })
})
