import t from 'tap'
import type { VisitView } from '../../../daemon/core/visit-view.ts'
import {
  canLeave,
  closingWaitsFor,
  missingForPresent,
  outcomesOf,
  pathOf,
  stepNow,
} from '../../../office/console/path.ts'
import { given, known, visitOf } from '../../browser/console-visits.ts'

const confirmed = { state: 'confirmed' } as const
const at = (change: Partial<VisitView>) =>
  pathOf(visitOf(change)).map(({ name, at }) => `${name} ${at}`)
const inDocument = (state: VisitView['document']['state']): Partial<VisitView> => ({
  identity: known,
  rights: confirmed,
  document: { state, revision: 1 },
})

t.test('the path goes from who to closing, one step at a time', async (t) => {
  t.equal(stepNow(visitOf()), 'who')
  t.equal(stepNow(visitOf({ identity: known })), 'rights')
  t.equal(stepNow(visitOf({ identity: known, rights: confirmed })), 'story')
  t.equal(stepNow(visitOf(inDocument('presented'))), 'reading')
  t.equal(stepNow(visitOf(inDocument('read'))), 'signing')
  for (const state of ['signed', 'refused', 'sealed', 'delivered', 'acknowledged'] as const)
    t.equal(stepNow(visitOf(inDocument(state))), 'closing')
  t.equal(stepNow(visitOf({ ...inDocument('acknowledged'), phase: 'closed' })), 'closing')
  t.same(at({ identity: known }), [
    'who done',
    'rights now',
    'story later',
    'papers later',
    'reading later',
    'signing later',
    'closing later',
  ])
})

t.test('a talk needs nothing but its end, and keeps what was done', async (t) => {
  t.same(at({ kind: 'talk', identity: known }), [
    'who done',
    'rights unneeded',
    'story unneeded',
    'papers unneeded',
    'reading unneeded',
    'signing unneeded',
    'closing now',
  ])
})

t.test('a citizen who left makes the rest unneeded', async (t) => {
  t.equal(stepNow(visitOf({ phase: 'wrapping', outcome: 'left' })), 'closing')
})

t.test('only outcomes that happened are offered', async (t) => {
  t.same(outcomesOf(visitOf(inDocument('signed'))), ['signed'])
  t.same(outcomesOf(visitOf(inDocument('refused'))), ['refused'])
  t.same(outcomesOf(visitOf()), ['left', 'abandoned'])
  t.same(outcomesOf(visitOf({ kind: 'talk' })), ['advised', 'referred', 'left', 'abandoned'])
})

t.test('what presenting still needs is named', async (t) => {
  t.same(missingForPresent(visitOf(), ' '), ['who', 'rights', 'story'])
  t.same(missingForPresent(visitOf({ identity: known, rights: confirmed }), 'tekst'), [])
  const coming = { ...given, state: 'arriving' } as const
  const ready = { identity: known, rights: confirmed }
  t.same(missingForPresent(visitOf({ ...ready, exchanged: [coming] }), 'tekst'), ['exchange'])
  t.same(missingForPresent(visitOf({ ...ready, exchanged: [given] }), 'tekst'), [])
})

t.test('not here and back in the queue are for who has not begun', async (t) => {
  t.ok(canLeave(visitOf()))
  t.notOk(canLeave(visitOf({ identity: known })))
  t.notOk(canLeave(visitOf({ exchanged: [given] })))
  t.notOk(canLeave(visitOf({ phase: 'wrapping' })))
  t.notOk(canLeave(visitOf({ phase: 'closed' })))
  t.notOk(canLeave(visitOf({ document: { state: 'draft', revision: 1 } })))
})

t.test('closing waits for the outcome, the seal and the copy, in that order', async (t) => {
  const wrapping = { phase: 'wrapping', outcome: 'signed', dossier: 'sealed' } as const
  t.equal(closingWaitsFor(visitOf()), 'outcome')
  t.equal(closingWaitsFor(visitOf({ ...wrapping, dossier: 'none' })), 'dossier')
  for (const copy of ['offered', 'printing', 'failed'] as const)
    t.equal(closingWaitsFor(visitOf({ ...wrapping, copy })), 'copy')
  t.equal(closingWaitsFor(visitOf({ ...wrapping, copy: 'printed' })), undefined)
  t.equal(closingWaitsFor(visitOf({ ...wrapping, copy: 'offered', outcome: 'left' })), undefined)
  t.equal(
    closingWaitsFor(visitOf({ ...wrapping, copy: 'offered', outcome: 'abandoned' })),
    undefined,
  )
})
