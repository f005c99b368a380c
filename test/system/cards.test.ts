import t from 'tap'
import { until } from './clients.ts'
import { testDemo } from './demo.ts'
import * as play from './play.ts'

t.setTimeout(170_000)
const demo = await testDemo({ reader: 'sim' })
const cast = await play.gather(demo)
t.teardown(async () => {
  cast.leave()
  await demo.end()
})
const { hand, citizen, inspector } = cast

/** Asks for a card and gives what came of it. */
async function read(card: string) {
  await play.showCard(cast, card)
  await play.takeCard(cast)
  return inspector.visit?.identity
}

t.test('where pcscd cannot run, the simulated reader takes over and says so', async (t) => {
  t.equal(hand.state?.reader.kind, 'sim')
  await play.takeTicket(cast)
  await play.call(cast)
  t.match(await read('specimen-een'), { state: 'known', assurance: 'chip' })
})

t.test('a tampered card is read, and the broken check is named', async (t) => {
  const identity = await read('specimen-vervalst')
  t.match(identity, { state: 'known', assurance: 'declared' })
  const checks = identity?.state === 'known' ? identity.checks : []
  t.same(
    checks.filter(({ verdict }) => verdict === 'broken').map(({ name }) => name),
    ['identity'],
  )
  await play.readRights(cast)
  await play.write(cast)
  t.match(await inspector.visitCommand({ name: 'document.present' }), { ok: false })
  await inspector.insist({
    ...{ name: 'identity.record', reason: 'refuses', assurance: 'declared', shown: 'none' },
    ...{ surname: 'Getuige', givenNames: 'Test', birthDate: '1990-01-01', basis: 'naam gezegd' },
  })
  await inspector.sees('who it is', ({ identity }) => 'reason' in identity)
  t.match(inspector.visit?.cardAttempts, { count: 1, kept: [{ broken: [{ name: 'identity' }] }] })
})

t.test('a PIN is asked only of a card that has a key for it', async (t) => {
  const prove = { name: 'identity.prove', nonce: 'a'.repeat(64) } as const
  t.match(await read('specimen-kleuter'), { state: 'known', assurance: 'chip' })
  t.match(await inspector.visitCommand(prove), { ok: false, code: 'not_now' })
  t.match(await read('specimen-kind'), { state: 'known', assurance: 'chip' })
  t.match(await inspector.visitCommand(prove), { ok: true })
})

t.test('a card that is no eID: citizen and inspector each hear it, and can go on', async (t) => {
  t.match(await read('geen-eid'), { state: 'failed', failure: 'not_an_eid' })
  t.match(await citizen.sees('card_failed'), { failure: 'not_an_eid' })
  await citizen.act({ act: 'identity.retry' })
  await hand.do({ do: 'card.insert', card: 'specimen-twee' })
  await inspector.sees('the second card', ({ identity }) => identity.state === 'known')
  t.pass('another card is read')
  await hand.do({ do: 'card.remove' })
})

t.test('nothing is read before the citizen agrees, and no is an answer', async (t) => {
  await inspector.insist({ name: 'identity.ask' })
  await citizen.sees('consent')
  await hand.do({ do: 'card.insert', card: 'specimen-een' })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  t.equal(inspector.visit?.identity.state, 'asked', 'the card lies there unread')
  await citizen.act({ act: 'identity.decline' })
  await inspector.sees('the answer', ({ identity }) => identity.state === 'declined')
  await hand.do({ do: 'card.remove' })
})

t.test('a card pulled out at any moment gives no half identity', async (t) => {
  const whole = await read('specimen-twee')
  if (whole?.state !== 'known') {
    t.fail('a card that stays is read')
    return
  }
  for (const afterMs of [0, 5, 20, 60, 150]) {
    await inspector.insist({ name: 'identity.ask' })
    await citizen.sees('consent')
    await citizen.act({ act: 'identity.agree' })
    await hand.do({ do: 'card.insert', card: 'specimen-twee' })
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    await hand.do({ do: 'card.remove' })
    await until('the empty reader', () => hand.state?.inserted === null)
    const identity = await settled()
    if (identity?.state === 'known')
      t.same({ ...identity, at: whole.at }, whole, `${afterMs} ms: all of it`)
    else if (identity?.state === 'failed')
      t.same(Object.keys(identity).sort(), ['failure', 'state'], `${afterMs} ms: nothing of it`)
    else t.same(identity, { state: 'agreed' }, `${afterMs} ms: nothing of it`)
    await citizen.act({ act: 'identity.decline' })
    await until('an end', () =>
      ['declined', 'known'].includes(inspector.visit?.identity.state ?? ''),
    )
  }
})

/** What the identity is once nothing moves any more. */
async function settled() {
  let rev = -1
  await until('a quiet visit', async () => {
    const before = rev
    rev = inspector.visit?.rev ?? 0
    await new Promise((resolve) => setTimeout(resolve, 400))
    return before === rev
  })
  return inspector.visit?.identity
}
