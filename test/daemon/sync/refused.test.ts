import mqtt from 'mqtt'
import t from 'tap'
import { seal, sign } from '../../../daemon/documents/seal.ts'
import { makeKeys, type PartyKeys } from '../../../daemon/runtime/keys.ts'
import { makeDrops } from '../../../daemon/sync/drops.ts'
import { envelopeMaker, openEnvelope } from '../../../daemon/sync/envelope.ts'
import { boxTopic, MAX_PAYLOAD } from '../../../daemon/sync/topics.ts'
import { testBroker } from './broker.ts'
import {
  clock,
  issue,
  log,
  makeParties,
  officeMemory,
  openStore,
  runBox,
  runOffice,
  until,
} from './parties.ts'

const parties = await makeParties()
const stranger = await makeKeys('box:maaseik-1')
const impostor = await makeKeys('office')
const { known } = parties
const by = (keys: PartyKeys) => envelopeMaker(keys, clock)
const queue = { rev: 1, tickets: [] }
const event = { kind: 'audit.head', n: 1, hash: 'h' } as const
const at = { epoch: 'e', seq: 1 }
const q = boxTopic('genk-1', 'q')
const ev = boxTopic('genk-1', 'ev')

/** Payloads on a topic that the office must refuse, and as what. */
const attacks: Record<
  string,
  { topic?: string; payload: string | Promise<string>; reason: string }
> = {
  noise: { payload: 'x'.repeat(50), reason: 'malformed' },
  nothing: { payload: '', reason: 'malformed' },
  'plain JSON, unsigned': {
    payload: JSON.stringify({ v: 1, t: 'q', data: queue }),
    reason: 'malformed',
  },
  oversize: { payload: 'x'.repeat(MAX_PAYLOAD.other + 1), reason: 'oversize' },
  'a dossier oversize': {
    topic: boxTopic('genk-1', 'dos'),
    payload: 'x'.repeat(MAX_PAYLOAD.dossier + 1),
    reason: 'oversize',
  },
  'a signer nobody knows': { payload: by(stranger)('q', 'office', queue), reason: 'unknown_key' },
  'the office forged': { payload: by(impostor)('q', 'office', queue), reason: 'bad_signature' },
  'another box on this topic': {
    payload: by(parties.bree)('q', 'office', queue),
    reason: 'wrong_sender',
  },
  'genuine, for somebody else': {
    payload: by(parties.genk)('q', 'box:bree-1', queue),
    reason: 'wrong_receiver',
  },
  'genuine, of another type': {
    payload: by(parties.genk)('life', 'office', life()),
    reason: 'wrong_sender',
  },
  'genuine, in the name of another': {
    payload: sign(parties.genk, envelope({ from: 'box:bree-1' })),
    reason: 'wrong_sender',
  },
  'another version': { payload: sign(parties.genk, envelope({ v: 2 })), reason: 'malformed' },
  'no content': { payload: sign(parties.genk, envelope({ data: null })), reason: 'malformed' },
  'an event without its position': {
    topic: ev,
    payload: sign(parties.genk, envelope({ t: 'ev', data: event })),
    reason: 'malformed',
  },
  'a small event on the topic of dossiers': {
    topic: boxTopic('genk-1', 'dos'),
    payload: by(parties.genk)('dos', 'office', event, at),
    reason: 'malformed',
  },
  'a command, sent to the office': {
    topic: boxTopic('genk-1', 'cmd'),
    payload: by(parties.office)('ack', 'box:genk-1', { epoch: 'e', seq: 1 }),
    reason: 'wrong_receiver',
  },
  'no topic of ours': { topic: 'lk1/x', payload: 'x', reason: 'malformed' },
}

function life() {
  return { incarnation: 1, software: 's', state: 'up', loket: 'idle', parts: {} } as const
}
function envelope(more: object) {
  const head = { v: 1, t: 'q', id: 'i', from: 'box:genk-1', to: 'office', at: clock.now() }
  return { ...head, data: queue, ...more }
}

for (const [name, { topic = q, payload, reason }] of Object.entries(attacks))
  t.test(`dropped: ${name}`, async (t) => {
    const bytes = Buffer.from(await payload)
    t.same(openEnvelope(topic, bytes, { kid: 'office', known }), { drop: reason })
  })

t.test('what is genuine passes', async (t) => {
  const payload = Buffer.from(await by(parties.genk)('ev', 'office', event, at))
  const opened = openEnvelope(ev, payload, { kid: 'office', known })
  t.match(opened, { box: 'genk-1', message: { t: 'ev', ...at, data: event } })
})

t.test('drops are counted by reason and logged ever more rarely', async (t) => {
  const said: object[] = []
  const counting = makeDrops(
    Object.assign(log.child({}), { warn: (fields: object) => void said.push(fields) }),
  )
  for (let n = 0; n < 10; n += 1) counting.drop('malformed', 'q')
  counting.drop('oversize', 'dos')
  t.same(counting.counters(), { malformed: 10, oversize: 1 })
  t.equal(said.length, 5, 'the 1st, 2nd, 4th and 8th, and the 1st of the other')
})

t.test('running ends drop what a hostile broker brings, and work on', async (t) => {
  // No rights here: the broker itself is the attacker.
  const broker = await testBroker({ rights: false })
  const store = openStore(t.testdir())
  const memory = officeMemory()
  const office = runOffice(broker.url, parties, memory)
  const carried: string[] = []
  const box = runBox(broker.url, parties, store, {
    onCommand: async ({ commandId }) => {
      carried.push(commandId)
      return { commandId, ok: true }
    },
  })
  await until(() => box.link.connected && office.link.connected)
  const attacker = await mqtt.connectAsync(broker.url, { clientId: 'x', username: 'x' })
  const hostile = async (topic: string, payload: Promise<string> | string) =>
    await attacker.publishAsync(topic, await payload, { qos: 1 })
  const ack = boxTopic('genk-1', 'ack')
  const cmd = boxTopic('genk-1', 'cmd')
  await hostile(ack, by(parties.office)('ack', 'box:genk-1', { epoch: 'other', seq: 1 }))
  await hostile(ack, by(parties.office)('ack', 'box:genk-1', { epoch: store.epoch, seq: 99 }))
  await hostile(ack, by(impostor)('ack', 'box:genk-1', { epoch: store.epoch, seq: 1 }))
  await hostile(ack, by(parties.office)('ack', 'box:bree-1', { epoch: store.epoch, seq: 1 }))
  const forOther = { purpose: 'command', box: 'genk-1', id: 'other', body: { name: 'visit.show' } }
  const jwe = await seal(parties.genk.public, forOther, parties.office)
  const expires = '2099-01-01T00:00:00.000Z'
  await hostile(
    cmd,
    by(parties.office)('cmd', 'box:genk-1', { commandId: 'c', term: 1, expires, jwe }),
  )
  await hostile(ev, by(parties.bree)('ev', 'office', event, at))
  await hostile(
    boxTopic('genk-1', 'res'),
    by(parties.genk)('res', 'office', { commandId: 'c', ok: true }),
  )
  const view = { visitId: 'v', what: 'visit', jwe } as const
  await hostile(boxTopic('genk-1', 'view'), by(parties.genk)('view', 'office', view))
  t.ok(await until(() => Object.keys(box.link.counters()).length >= 4))
  t.ok(await until(() => Object.keys(office.link.counters()).length >= 3))
  t.same(box.link.counters(), {
    wrong_position: 2,
    bad_signature: 1,
    wrong_receiver: 1,
    not_opened: 1,
  })
  t.same(office.link.counters(), { wrong_sender: 1, unasked: 1, not_opened: 1 })
  t.same(carried, [])
  issue(store)
  box.link.poke()
  t.ok(await until(() => store.acked() === 1))
  await attacker.endAsync()
  await Promise.all([box.stop(), office.stop()])
  await broker.close()
  store.close()
})
