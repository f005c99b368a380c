import t, { type Test } from 'tap'
import type { Ticket } from '../../../daemon/core/ticket.ts'
import type { VisitCommand } from '../../../daemon/core/visit-command.ts'
import { commandRunner } from '../../../daemon/runtime/commands.ts'
import { sealedDossiers } from '../../../daemon/runtime/sealed-dossiers.ts'
import { visitGaze } from '../../../daemon/runtime/visit-gaze.ts'
import { sha256 } from '../../../daemon/store/audit-chain.ts'
import { AT } from '../core/letters.ts'
import { keeperRig, OPENING } from './keeper-rig.ts'

const waiting: Ticket = {
  id: 't1',
  number: 'A001',
  box: 'genk-1',
  site: 'genk',
  state: 'waiting',
  rev: 1,
  issuedAt: AT,
  since: AT,
}
const claim = {
  name: 'ticket.claim',
  ticketId: 't1',
  seat: '1',
  visitId: 'v1',
  loket: 'genk-1',
  room: 'lokaal 1',
} as const

function office(t: Test) {
  const rig = keeperRig(t.testdir(), (effect, _visit, keeper) => {
    if (effect.type === 'visit.wipe') keeper.wipe()
  })
  t.teardown(() => rig.store.close())
  rig.store.transact((tx) => tx.putTicket(waiting))
  const dossiers = sealedDossiers(rig.store)
  const gaze = visitGaze()
  const run = commandRunner({
    ...{ box: 'genk-1', store: rig.store, keeper: rig.keeper, dossiers },
    now: () => AT,
    cardIn: () => true,
    rehearsal: () => false,
    gaze,
    onTicket: () => {},
  })
  return { ...rig, dossiers, run, gaze }
}

t.test('one claim gets the ticket, and everything about it is written together', async (t) => {
  const { store, run } = office(t)
  t.same(run('c1', claim), { commandId: 'c1', ok: true })
  t.match(store.ticket('t1'), { state: 'called', seat: '1', loket: 'genk-1', rev: 2 })
  t.match(store.auditRows(), [{ event: 'ticket.claimed', fields: { state: 'called' } }])
  t.match(JSON.parse(store.outbox(0, 1)[0]?.body ?? ''), { ticket: { state: 'called' } })
  t.same(store.command('c1'), { commandId: 'c1', ok: true })
  const other = run('c2', { ...claim, seat: '2', visitId: 'v2' })
  t.same(other, { commandId: 'c2', ok: false, code: 'not_waiting' })
  t.equal(store.lastSeq(), 1, 'nothing more for the office')
})

t.test('the same claim under another id is granted again, without effect', async (t) => {
  const { store, run } = office(t)
  run('c1', claim)
  t.same(run('c2', claim), { commandId: 'c2', ok: true })
  t.equal(store.ticket('t1')?.rev, 2)
  const end = { name: 'ticket.end', ticketId: 't1', visitId: 'v1', end: 'no_show' } as const
  t.same(run('c3', end), { commandId: 'c3', ok: true })
  t.same(run('c4', end), { commandId: 'c4', ok: true })
  t.match(store.ticket('t1'), { state: 'no_show', rev: 3 })
  t.match(run('c5', { ...claim, undo: true }), { ok: true })
  t.equal(store.ticket('t1')?.state, 'called')
})

t.test('a ticket of another box is not ours to give', async (t) => {
  const { run } = office(t)
  t.match(run('c1', { ...claim, ticketId: 't9' }), { ok: false, code: 'unknown_ticket' })
})

t.test('a visit is opened with what lies in the reader, and commanded', async (t) => {
  const { keeper, run } = office(t)
  const { openedAt: _, ...opening } = OPENING
  t.match(run('c1', { name: 'visit.open', ...opening }), { ok: true })
  t.equal(keeper.visit?.cardIn, true)
  t.match(run('c2', { name: 'visit.open', ...opening, visitId: 'v2' }), { code: 'loket_busy' })
  const kind = { name: 'visit.kind', kind: 'talk' } as const
  t.match(run('c3', { name: 'visit', visitId: 'v1', command: kind }), { ok: true })
  t.equal(keeper.visit?.kind, 'talk')
  t.match(run('c4', { name: 'visit', visitId: 'v9', command: kind }), { code: 'no_such_visit' })
})

t.test('only the receipt for the very bytes lets the box forget', async (t) => {
  const { store, keeper, dossiers, run } = office(t)
  const { openedAt: _, ...opening } = OPENING
  run('c1', { name: 'visit.open', ...opening })
  const visit = (command: Parameters<typeof run>[1] & { name: 'visit' }, id: string) =>
    run(id, command)
  visit({ name: 'visit', visitId: 'v1', command: { name: 'visit.wrap', outcome: 'left' } }, 'c2')
  const jwe = 'sealed'
  keeper.post({ type: 'dossier.made', at: AT, dossierId: 'd-v1' }, (tx) =>
    dossiers.append(tx, {
      kind: 'dossier.sealed',
      dossierId: 'd-v1',
      visitId: 'v1',
      number: 'A001',
      visitKind: 'report',
      outcome: 'left',
      seat: '1',
      closedAt: AT,
      jwe,
    }),
  )
  visit({ name: 'visit', visitId: 'v1', command: { name: 'visit.close' } }, 'c3')
  t.equal(keeper.visit?.phase, 'closed')
  const receipt = { name: 'dossier.receipt', dossierId: 'd-v1', sha256: sha256('other') } as const
  t.match(run('c4', receipt), { ok: false, code: 'not_now' })
  t.equal(keeper.visit?.phase, 'closed', 'it is kept')
  t.match(run('c5', { ...receipt, sha256: sha256(jwe) }), { ok: true })
  t.equal(keeper.visit, null)
  t.equal(store.auditRows().at(-1)?.event, 'visit.wiped')
})

t.test(
  "the inspector's eye contact is counted, and neither stored nor written to the audit",
  async (t) => {
    const { store, run, gaze, keeper } = office(t)
    keeper.open(OPENING, 'l1', false, 'c0')
    const { visitId } = OPENING
    const before = [store.lastSeq(), store.auditRows().length]
    const command: VisitCommand = {
      name: 'eyes.seat',
      samplesDeg: [[0.2, -4.8]],
      uncertainDeg: 0.3,
      placeAt: AT,
    }
    t.same(run('c1', { name: 'visit', visitId, command }), { commandId: 'c1', ok: true })
    t.match(gaze.of(visitId), { seat: { samples: 1, alignment: 'not_aligned' } })
    t.notOk(store.command('c1'))
    t.same([store.lastSeq(), store.auditRows().length], before)
    t.match(run('c2', { name: 'visit', visitId: 'another', command }), { code: 'no_such_visit' })
  },
)
