import t from 'tap'
import { until } from './clients.ts'
import { testDemo } from './demo.ts'
import * as play from './play.ts'
import { childOf } from './processes.ts'

/** What the product promises after each kill. */
const BACK_WITHIN_MS = 5000

t.setTimeout(170_000)
const demo = await testDemo()
const cast = await play.gather(demo)
t.teardown(async () => {
  cast.leave()
  await demo.end()
})
const { citizen, inspector } = cast

function pidOf(name: string): number {
  const pid = demo.processes.get(name)?.pid
  if (!pid) throw new Error(`${name} does not run`)
  return pid
}
const victims: Record<string, () => number | undefined> = {
  loketd: () => pidOf('genk-1'),
  'the media child': () => childOf(pidOf('genk-1'), 'media/child'),
  'the card child': () => childOf(pidOf('genk-1'), 'identity/child'),
  'the office': () => pidOf('office'),
  'the broker': () => pidOf('broker'),
}

/** Kills with SIGKILL; gives the milliseconds until the inspector's command works again and a link is offered. */
async function killAndRecover(victim: () => number | undefined, offers: boolean): Promise<number> {
  const pid = await until('the victim', victim)
  const link = inspector.visit?.link.linkId
  process.kill(pid, 'SIGKILL')
  const started = performance.now()
  await until('another process', () => {
    const now = victim()
    return now !== undefined && now !== pid
  })
  // An edit of the same text under a higher rev is the smallest proof that the whole path works again.
  const { rev, text } = inspector.visit?.draft ?? { rev: 0, text: '' }
  if (inspector.visit?.document.state === 'draft')
    await until(
      'a working path',
      async () => (await inspector.visitCommand({ name: 'draft.edit', rev: rev + 1, text })).ok,
    )
  else
    await until(
      'a working path',
      async () => (await inspector.visitCommand({ name: 'visit.show' })).ok,
    )
  if (offers) await until('a new offer', () => inspector.offer && inspector.offer.linkId !== link)
  return performance.now() - started
}

const OFFERS_ANEW = ['loketd', 'the media child']

t.test('while the statement is typed', async (t) => {
  await play.takeTicket(cast)
  await play.call(cast)
  await play.readRights(cast)
  await play.showCard(cast)
  await play.takeCard(cast)
  await play.write(cast)
  const { visitId, identity } = inspector.visit ?? {}
  for (const [name, victim] of Object.entries(victims)) {
    const tookMs = await killAndRecover(victim, OFFERS_ANEW.includes(name))
    t.equal(inspector.visit?.visitId, visitId, `${name}: the same visit`)
    t.equal(inspector.visit?.draft.text, play.STORY, `${name}: the same words`)
    t.same(inspector.visit?.identity, identity, `${name}: the same person`)
    t.match(inspector.me, { user: 'an', seat: '1' }, `${name}: the same inspector`)
    t.ok(tookMs <= BACK_WITHIN_MS, `${name}: back after ${Math.round(tookMs)} ms`)
  }
})

t.test('while the document lies before the citizen', async (t) => {
  const sha256 = await play.present(cast)
  await play.read(cast, sha256)
  for (const [name, victim] of Object.entries(victims)) {
    const tookMs = await killAndRecover(victim, OFFERS_ANEW.includes(name))
    t.match(
      inspector.visit?.document,
      { state: 'read', sha256, revision: 1 },
      `${name}: the same document`,
    )
    const page = await until('the page', async () => {
      const answer = await fetch(`${citizen.screens}/api/pages/${sha256}/1.png`).catch(() => null)
      return answer?.ok
    })
    t.ok(page, `${name}: the page is shown`)
    t.ok(tookMs <= BACK_WITHIN_MS, `${name}: back after ${Math.round(tookMs)} ms`)
  }
})

t.test(
  'loketd dies while the pen is on the pad: nothing is signed, and it can be signed again',
  async (t) => {
    await inspector.insist({ name: 'signature.ask' })
    await citizen.sees('sign')
    await citizen.act({ act: 'sign.start' })
    await until('the pad', () => cast.hand.state?.pad.inking)
    await killAndRecover(victims['loketd'] ?? (() => undefined), true)
    t.equal(inspector.visit?.document.state, 'read')
    await citizen.sees('sign')
    await play.sign(cast)
    t.equal(inspector.visit?.document.state, 'signed')
  },
)

t.test('the office dies between wrapping and closing: the dossier arrives once', async (t) => {
  await play.takeCopy(cast)
  const number = inspector.visit?.ticket.number
  process.kill(pidOf('office'), 'SIGKILL')
  await play.close(cast, 'signed')
  const rows = await until('the dossier', () => {
    const found = inspector.dossiers.filter((row) => row.number === number)
    return found.length > 0 ? found : undefined
  })
  t.equal(rows.length, 1)
  const ended = await until(
    'the ticket to end',
    () => inspector.board && !inspector.board.tickets.some((row) => row.number === number),
  )
  t.ok(ended)
})
