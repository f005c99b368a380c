import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import mqtt from 'mqtt'
import t from 'tap'
import { makeDossier } from '../../daemon/documents/dossier.ts'
import { sign } from '../../daemon/documents/seal.ts'
import { sha256 } from '../../daemon/documents/sha256.ts'
import { signWithInk } from '../../daemon/documents/sign.ts'
import { makeStatement } from '../../daemon/documents/statement.ts'
import { makeKeys } from '../../daemon/runtime/keys.ts'
import { boxTopic } from '../../daemon/sync/topics.ts'
import { specimenInk, specimenInput, specimenRecord } from '../daemon/documents/specimen.ts'
import { specimenSeal } from '../daemon/documents/specimen-seal.ts'
import { readable, wireTap } from '../system/wire-tap.ts'
import { logIn, until } from './console-client.ts'
import { oneVisit } from './one-visit.ts'
import { makeRig } from './rig.ts'

t.setTimeout(90_000)

const CANARY = 'KANARIE-4711'

t.test('a dossier is kept sealed, acknowledged, and opened by its maker only', async (t) => {
  const folder = t.testdir()
  const rig = await makeRig(folder, [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const { box, an, ticket, visitId } = await oneVisit(rig)
  const presented = await makeStatement(specimenInput())
  const at = new Date().toISOString()
  const boxSeal = await specimenSeal(join(folder, 'seal'))
  const final = await signWithInk(presented, specimenInk(), {
    facts: { language: 'nl', at },
    seal: boxSeal,
  })
  const dossierId = randomUUID()
  const record = { ...specimenRecord(presented, final), box: 'genk-1', visitId, dossierId }
  const files = [{ name: 'statement.pdf', bytes: final }]
  const jwe = await makeDossier(
    { record, files },
    rig.keysOf('genk-1'),
    rig.keysOf('office').public,
  )
  const facts = { visitKind: 'report', outcome: 'signed', seat: '1', closedAt: at } as const
  const event = { dossierId, visitId, number: ticket.number, jwe, ...facts }
  box.append({ kind: 'dossier.sealed', ...event })
  await until(() => box.receipts[0], 'receipt')
  t.same(box.receipts[0]?.sha256, sha256(new TextEncoder().encode(jwe)), 'of the very JWE')
  await until(() => an.state.dossiers?.[0]?.mine, 'in the list')
  t.match(an.state.dossiers?.[0], { dossierId, inspector: 'Inspecteur an Specimen' })

  const url = rig.url()
  const as = async (user: string, path: string) =>
    await fetch(new URL(path, url), { headers: { cookie: await logIn(url, user) } })
  const path = `/api/dossiers/${dossierId}`
  const opened = await as('an', path)
  t.equal(opened.headers.get('cache-control'), 'no-store')
  const body = await opened.json()
  t.match(body, { dossierId, record: { outcome: 'signed' }, verified: [{ verdict: 'holds' }] })
  t.same(
    body.documents.map((each: { role: string }) => each.role),
    ['presented', 'signed'],
  )
  const pdf = await as('an', `${path}/documents/${record.document?.file.sha256}.pdf`)
  t.equal(pdf.headers.get('content-type'), 'application/pdf')
  t.equal(sha256(new Uint8Array(await pdf.arrayBuffer())), sha256(final))
  t.equal((await as('an', `${path}/documents/${'0'.repeat(64)}.pdf`)).status, 404)
  t.equal((await as('bert', path)).status, 403)
  t.equal((await as('chris', path)).status, 403, 'not even the chief')
  t.equal((await fetch(new URL(path, url))).status, 401)
  t.equal((await as('an', `/api/dossiers/${randomUUID()}`)).status, 404)
  const log = await (await as('chris', '/api/access-log')).json()
  const acts = log.rows.map(({ user, act }: { user: string; act: string }) => `${user} ${act}`)
  for (const row of ['an dossier.open', 'an dossier.document', 'bert dossier.denied'])
    t.ok(acts.includes(row), row)
  t.notMatch(rig.file('state/office.db').toString('latin1'), /Specimen Een|Zoë/)
})

t.test('forged and unsigned messages have no effect and are counted', async (t) => {
  const rig = await makeRig(t.testdir(), [
    ['genk-1', 'genk'],
    ['bree-1', 'bree'],
  ])
  t.teardown(rig.stop)
  const an = await rig.console('an')
  rig.box('genk-1')
  await until(() => an.state.board?.lokets[0]?.state === 'idle', 'idle')
  const client = await mqtt.connectAsync(rig.brokerUrl, {
    clientId: 'bree-1',
    username: 'bree-1',
    password: 'pw-bree-1',
    protocolVersion: 4,
    reconnectPeriod: 0,
  })
  const stranger = await makeKeys('box:bree-1')
  const ticket = {
    id: randomUUID(),
    number: 'B001',
    box: 'bree-1',
    site: 'bree',
    state: 'waiting',
    rev: 1,
    issuedAt: new Date().toISOString(),
    since: new Date().toISOString(),
  }
  const envelope = {
    v: 1,
    t: 'ev',
    id: randomUUID(),
    from: 'box:bree-1',
    to: 'office',
    at: new Date().toISOString(),
    epoch: 'e1',
    seq: 1,
    data: { kind: 'ticket.changed', ticket },
  }
  const forged = [
    'not a message',
    JSON.stringify(envelope),
    sign(stranger, envelope),
    sign(rig.keysOf('genk-1'), envelope),
    sign(rig.keysOf('bree-1'), { ...envelope, to: 'box:genk-1' }),
    sign(rig.keysOf('bree-1'), { ...envelope, data: { kind: 'ticket.changed' } }),
  ]
  for (const payload of forged)
    await client.publishAsync(boxTopic('bree-1', 'ev'), payload, { qos: 1 })
  const dropped = async () => (await rig.ask('status')).dropped ?? {}
  const total = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
  const start = performance.now()
  while (total(await dropped()) < forged.length && performance.now() - start < 3000);
  t.match(await dropped(), { malformed: 3, bad_signature: 1, wrong_sender: 1, wrong_receiver: 1 })
  t.equal(an.state.board?.tickets.length, 0)
  await client.publishAsync(boxTopic('bree-1', 'ev'), sign(rig.keysOf('bree-1'), envelope), {
    qos: 1,
  })
  await until(() => an.state.board?.tickets.length === 1, 'a genuine one has its effect')
  await client.endAsync(true)
})

t.test('the broker sees no word of the statement, and no log has one', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const tap = await wireTap(Number(new URL(rig.brokerUrl).port))
  t.teardown(tap.close)
  rig.through(`mqtt://127.0.0.1:${tap.port}`)
  const { box, an, visitId } = await oneVisit(rig)
  const command = { name: 'draft.edit', rev: 1, text: `${CANARY} zag niets` } as const
  await an.act({ do: 'visit', visitId, command })
  await until(() => an.state.visit?.draft.text.includes(CANARY), 'shown')
  box.offer({ linkId: 'l', sdp: CANARY })
  await until(() => an.offers[0]?.sdp === CANARY, 'offered')
  t.ok(tap.traffic().length > 5000, `${tap.traffic().length} bytes were seen`)
  const seen = readable(tap.traffic())
  t.ok(seen.includes(visitId), 'what envelopes say in the clear is seen')
  t.notOk(seen.includes(CANARY))
  t.notOk(rig.officeLog().includes(CANARY))
  await rig.killOffice('SIGTERM')
  for (const name of ['state/office.db', 'genk-1.db'])
    t.notOk(rig.file(name).includes(CANARY), name)
  await rig.startOffice()
})
