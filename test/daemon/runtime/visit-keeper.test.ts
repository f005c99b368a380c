import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { boxSecret, sealBlob, visitKeys } from '../../../daemon/store/visit-key.ts'
import { AT, PERSON, TEXT } from '../core/letters.ts'
import { command, type KeeperRig, keeperRig, open } from './keeper-rig.ts'

const events = ({ store }: KeeperRig) => store.auditRows().map(({ event }) => event)
const outbox = ({ store }: KeeperRig) => store.outbox(0, 100).map((row) => JSON.parse(row.body))
const restarted = { type: 'box.restarted', at: AT, newId: 'link-2' } as const

t.test('a visit is stored before anything is done about it, and sealed', async (t) => {
  const folder = t.testdir()
  const seen: (string | undefined)[] = []
  const rig = keeperRig(folder, () => seen.push(rig.store.visit()?.visitId))
  t.same(open(rig.keeper), { commandId: 'open-v1', ok: true })
  t.same(seen, ['v1'])
  command(rig.keeper, { name: 'draft.edit', rev: 1, text: TEXT })
  t.notOk(Buffer.from(rig.store.visit()?.sealed ?? []).includes('Getuige'))
  t.same(rig.store.command('open-v1'), { commandId: 'open-v1', ok: true })
  t.match(outbox(rig)[0], { kind: 'visit.changed', visitId: 'v1', phase: 'reserved', seat: '1' })
  t.equal(rig.told.at(-1)?.draft.text, TEXT)
  rig.store.close()
})

t.test('killed between the commit and the act, it goes on where it was', async (t) => {
  const folder = t.testdir()
  const before = keeperRig(folder, (effect) => {
    if (effect.type === 'card.read') throw new TypeError('killed here')
  })
  open(before.keeper)
  command(before.keeper, { name: 'draft.edit', rev: 1, text: TEXT })
  command(before.keeper, { name: 'identity.ask' })
  const agree = {
    type: 'citizen.acted',
    at: AT,
    act: { act: 'identity.agree' },
    newId: 'r1',
  } as const
  t.throws(() => before.keeper.post(agree), TypeError)
  before.store.close()

  const rig = keeperRig(folder)
  t.match(rig.keeper.visit, { draft: { rev: 1, text: TEXT }, identity: { state: 'agreed' } })
  rig.keeper.post({ ...restarted, newId: 'r2' })
  t.same(
    rig.effects.map(({ type }) => type),
    ['link.open', 'card.read'],
    'what died with the process is begun again',
  )
  rig.keeper.post({ type: 'card.read', at: AT, requestId: 'r1', person: PERSON, checks: [] })
  t.equal(rig.keeper.visit?.identity.state, 'agreed', 'an answer to the request of before is stale')
  rig.keeper.post({ type: 'card.read', at: AT, requestId: 'r2', person: PERSON, checks: [] })
  t.equal(rig.keeper.visit?.identity.state, 'known')
  rig.store.close()
})

t.test('an event that comes of an effect waits its turn', async (t) => {
  const rig = keeperRig(t.testdir(), (effect, _visit, keeper) => {
    if (effect.type !== 'link.open') return
    const { linkId } = effect
    keeper.post({ type: 'link.offered', at: AT, linkId })
    keeper.post({ type: 'link.up', at: AT, linkId })
  })
  open(rig.keeper)
  t.equal(rig.keeper.turn(), true)
  t.equal(rig.keeper.visit?.link.state, 'up')
  t.same(
    rig.told.map((visit) => visit?.link.state),
    ['none', 'offered', 'up'],
  )
  rig.store.close()
})

t.test('a loket holds one visit', async (t) => {
  const rig = keeperRig(t.testdir())
  open(rig.keeper)
  t.same(open(rig.keeper, 'v2'), { commandId: 'open-v2', ok: false, code: 'loket_busy' })
  t.same(rig.store.command('open-v2'), { commandId: 'open-v2', ok: false, code: 'loket_busy' })
  t.equal(rig.keeper.visit?.visitId, 'v1')
  t.same(
    open(rig.keeper, 'v1', 'again'),
    { commandId: 'again', ok: true },
    'the same one is no other',
  )
  t.equal(rig.keeper.visit?.rev, 1)
  rig.store.close()
})

t.test('a command is answered with what became of it', async (t) => {
  const rig = keeperRig(t.testdir())
  t.match(command(rig.keeper, { name: 'visit.show' }), { ok: false, code: 'no_such_visit' })
  open(rig.keeper)
  const edit = { name: 'draft.edit', rev: 3, text: TEXT } as const
  t.same(command(rig.keeper, edit, 'c1'), { commandId: 'c1', ok: true, draftRev: 3 })
  t.same(rig.store.command('c1'), { commandId: 'c1', ok: true, draftRev: 3 })
  const told = rig.told.length
  t.match(
    command(rig.keeper, { ...edit, rev: 2 }, 'c2'),
    { ok: true, draftRev: 3 },
    'an older edit',
  )
  t.match(command(rig.keeper, { name: 'document.present' }, 'c3'), { ok: false, code: 'not_now' })
  t.equal(rig.told.length, told, 'nothing changed')
  rig.store.close()
})

t.test('bytes are kept under the key of the visit', async (t) => {
  const folder = t.testdir()
  const rig = keeperRig(folder)
  rig.store.transact(rig.keeper.sealed('presented', Buffer.from('nobody is here')))
  t.equal(rig.keeper.kept('presented'), null)
  open(rig.keeper)
  rig.store.transact(rig.keeper.sealed('presented', Buffer.from(TEXT)))
  t.notOk(Buffer.from(rig.store.blob('v1', 'presented') ?? []).includes('Getuige'))
  rig.store.close()
  const again = keeperRig(folder)
  t.same(again.keeper.kept('presented'), Buffer.from(TEXT))
  again.store.close()
})

t.test('a visit that older software stored goes on', async (t) => {
  const folder = t.testdir()
  const before = keeperRig(folder)
  open(before.keeper)
  const { papers: _papers, copied: _copied, ...older } = before.keeper.visit ?? {}
  const key = visitKeys(before.keyFolder, boxSecret(join(folder, 'box.secret'))).visitKey('v1')
  const row = before.store.visit()
  if (!key || !row) return void t.fail('the visit is stored')
  const sealed = sealBlob(key, 'state', Buffer.from(JSON.stringify(older)))
  before.store.transact((tx) => tx.putVisit({ ...row, sealed }))
  before.store.close()

  const rig = keeperRig(folder)
  t.same(rig.keeper.visit, { ...older, papers: [], copied: [] })
  rig.keeper.post({ type: 'citizen.acted', at: AT, act: { act: 'person.want' }, newId: 'x' })
  t.equal(rig.keeper.visit?.personWanted, true)
  rig.store.close()
})

t.test('what comes with an event that is ignored is not written', async (t) => {
  const rig = keeperRig(t.testdir())
  open(rig.keeper)
  const of = { paper: 'statement', revision: 1 } as const
  const late = { type: 'document.ended', at: AT, ...of, outcome: 'refused' } as const
  const bytes = rig.keeper.sealed('ended', Buffer.from(TEXT))
  rig.keeper.post({ ...late, signedSha256: 'b'.repeat(64) }, bytes)
  t.equal(rig.keeper.kept('ended'), null)
  rig.keeper.post({ type: 'citizen.acted', at: AT, act: { act: 'person.want' }, newId: 'x' }, bytes)
  t.same(rig.keeper.kept('ended'), Buffer.from(TEXT), 'what comes with one that counts is')
  rig.store.close()
})

t.test('the wipe leaves a proof and nothing else', async (t) => {
  const folder = t.testdir()
  const rig = keeperRig(folder, (effect, _visit, keeper) => {
    if (effect.type === 'visit.wipe') keeper.wipe()
  })
  open(rig.keeper)
  rig.store.transact(rig.keeper.sealed('presented', Buffer.from(TEXT)))
  command(rig.keeper, { name: 'visit.return' })
  t.equal(rig.keeper.visit, null)
  t.equal(rig.store.visit(), null)
  t.equal(rig.store.blob('v1', 'presented'), null)
  t.same(readdirSync(rig.keyFolder), [])
  t.equal(rig.told.at(-1), null)
  const rows = rig.store.auditRows()
  t.match(rows.at(-1), {
    event: 'visit.wiped',
    fields: { visitId: 'v1', keyDestroyed: true, documents: 1, end: 'waiting' },
  })
  t.match(rig.store.verifyAudit(), { ok: true })
  const { n, hash } = rows.at(-1) ?? {}
  t.same(
    outbox(rig).at(-1),
    { kind: 'audit.head', n, hash },
    'the office hears where the audit stands',
  )
  rig.keeper.wipe()
  t.equal(rig.store.auditRows().length, rows.length, 'once')
  t.same(open(rig.keeper, 'v2'), { commandId: 'open-v2', ok: true }, 'the loket is free again')
  rig.store.close()
})

t.test('a visit whose key is lost is gone, and the audit says so', async (t) => {
  const folder = t.testdir()
  const rig = keeperRig(folder)
  open(rig.keeper)
  rig.store.close()
  rmSync(join(rig.keyFolder, 'v1.key'))
  const again = keeperRig(folder)
  t.equal(again.keeper.visit, null)
  t.equal(again.store.visit(), null)
  t.match(again.store.auditRows().at(-1), {
    event: 'visit.lost',
    fields: { visitId: 'v1', keyDestroyed: false, documents: 0 },
  })
  const { n, hash } = again.store.auditRows().at(-1) ?? {}
  t.same(
    outbox(again).slice(-2),
    [
      {
        kind: 'visit.changed',
        visitId: 'v1',
        ticketId: 't1',
        phase: 'closed',
        ticketEnd: 'cancelled',
      },
      { kind: 'audit.head', n, hash },
    ],
    'the office hears that it is over',
  )
  again.store.close()
})

t.test('a visit whose state does not open is gone, and its key is destroyed', async (t) => {
  const folder = t.testdir()
  const rig = keeperRig(folder)
  open(rig.keeper)
  const row = rig.store.visit()
  if (row) rig.store.transact((tx) => tx.putVisit({ ...row, sealed: Buffer.alloc(64) }))
  rig.store.close()
  const again = keeperRig(folder)
  t.equal(again.keeper.visit, null)
  t.match(again.store.auditRows().at(-1), { event: 'visit.lost', fields: { keyDestroyed: true } })
  t.same(readdirSync(again.keyFolder), [])
  again.store.close()
})

t.test('a wipe that the power cut short is finished at the next start', async (t) => {
  const folder = t.testdir()
  const rig = keeperRig(folder)
  open(rig.keeper)
  command(rig.keeper, { name: 'visit.not_here' })
  t.equal(rig.keeper.visit?.phase, 'closed')
  rig.store.close()
  const cut = keeperRig(folder, (effect, _visit, keeper) => {
    if (effect.type === 'visit.wipe') keeper.wipe()
  })
  cut.keeper.post(restarted)
  t.equal(events(cut).at(-1), 'visit.wiped', 'the key was still there')
  open(cut.keeper, 'v1', 'open again')
  command(cut.keeper, { name: 'visit.kind', kind: 'talk' })
  cut.store.close()

  const half = keeperRig(folder)
  half.keeper.post({
    type: 'inspector.asked',
    at: AT,
    newId: 'x',
    command: { name: 'visit.return' },
  })
  half.store.close()
  rmSync(join(half.keyFolder, 'v1.key'))
  const after = keeperRig(folder)
  t.equal(after.store.visit(), null)
  t.equal(events(after).at(-1), 'visit.wiped', 'the key was gone, the rows not yet')
  after.store.close()
})

t.test('a key without a visit is destroyed at the start', async (t) => {
  const folder = t.testdir()
  const rig = keeperRig(folder)
  open(rig.keeper)
  rig.store.transact((tx) => tx.dropVisit('v1'))
  rig.store.close()
  const again = keeperRig(folder)
  t.same(readdirSync(again.keyFolder), [])
  again.store.close()
})

t.test('a ticket of its own is served once its citizen is seen and heard', async (t) => {
  const rig = keeperRig(t.testdir())
  const ticket = {
    id: 't1',
    number: 'A001',
    box: 'genk-1',
    site: 'genk',
    state: 'called',
    rev: 2,
    issuedAt: AT,
    since: AT,
    seat: '1',
    visitId: 'v1',
    loket: 'genk-1',
    room: 'lokaal 1',
  } as const
  rig.store.transact((tx) => tx.putTicket(ticket))
  open(rig.keeper)
  rig.keeper.post({ type: 'link.offered', at: AT, linkId: 'link-1' })
  rig.keeper.post({ type: 'link.up', at: AT, linkId: 'link-1' })
  const choose = { act: 'language.choose', language: 'nl' } as const
  rig.keeper.post({ type: 'citizen.acted', at: AT, act: choose, newId: 'x' })
  t.match(rig.store.ticket('t1'), { state: 'serving', rev: 3 })
  t.match(outbox(rig).at(-1), { kind: 'ticket.changed', ticket: { state: 'serving' } })
  rig.store.close()
})
