import t from 'tap'
import { canDeclare } from '../../../daemon/core/visit-injured.ts'
import type { Visit } from '../../../daemon/core/visit-state.ts'
import { after, happen, SITUATIONS } from './situations.ts'

const situation = (name: keyof typeof SITUATIONS): Visit => after(...(SITUATIONS[name] ?? []))

t.test('it is offered after a complaint or a report, once the statement has ended', async (t) => {
  const signed = situation('signed, copy offered')
  for (const kind of ['complaint', 'report'] as const) t.ok(canDeclare({ ...signed, kind }), kind)
  for (const kind of ['talk', 'notification'] as const)
    t.notOk(canDeclare({ ...signed, kind }), kind)
  for (const name of ['live', 'read', 'the signature is being put'] as const)
    t.equal(happen(situation(name), 'injured.present').accepted, false, name)
})

t.test('an answer about the statement says nothing of the declaration', async (t) => {
  for (const [name, late] of [
    ['the declaration is being made', 'document.made (of the statement)'],
    ['the declaration is being refused', 'document.ended refused (statement)'],
  ] as const) {
    const visit = situation(name)
    t.equal(happen(visit, late).state, visit, name)
  }
})

t.test('a copy that is being printed is waited for, and then the declaration waits', async (t) => {
  t.equal(happen(situation('copy printing'), 'injured.present').accepted, false)
  const before = situation('the declaration is read')
  for (const act of ['citizen: copy.print', 'citizen: copy.decline'])
    t.equal(happen(before, act).state, before, act)
  const wrapped = situation('wrapping, a declaration was not signed')
  t.equal(happen(wrapped, 'citizen: copy.print').state.copy, 'printing')
})

t.test('one that has ended stays as it is', async (t) => {
  const signed = situation('the declaration is signed, copy offered')
  for (const again of ['injured.present', 'document.withdraw', 'signature.ask', 'document.present'])
    t.equal(happen(signed, again).accepted, false, again)
  for (const act of ['citizen: sign.refuse', 'citizen: sign.start', 'citizen: document.object'])
    t.equal(happen(signed, act).state, signed, act)
})

t.test('what went on paper is not printed twice', async (t) => {
  const refused = situation('the declaration is refused after the copy, copy offered')
  const { copied } = ['citizen: copy.print', 'copy.printed'].reduce(
    (visit, name) => happen(visit, name).state,
    refused,
  )
  t.same(copied, [refused.document.signedSha256, refused.injured?.signedSha256])
})
