import t from 'tap'
import { stepVisit } from '../../../daemon/core/visit.ts'
import type { Visit } from '../../../daemon/core/visit-state.ts'
import { AT, asked, PERSON, TEXT } from './letters.ts'
import { after, happen, SITUATIONS } from './situations.ts'

const situation = (name: keyof typeof SITUATIONS): Visit => after(...(SITUATIONS[name] ?? []))

t.test('a pad that is signed on is put away when the visit is wrapped', async (t) => {
  for (const name of ['pad capturing', 'pad captured']) {
    const { state, effects } = happen(situation(name), 'wrap left')
    t.equal(state.signature.state, 'none', name)
    t.ok(effects.some(({ type }) => type === 'pad.stop'))
  }
})

t.test('a signature that is finished after the visit was wrapped does not count', async (t) => {
  const wrapped = happen(situation('pad captured'), 'wrap left').state
  for (const late of ['document.ended signed', 'document.ended refused']) {
    const step = happen(wrapped, late)
    t.equal(step.state, wrapped, 'the dossier that says "left" is already being made')
  }
})

t.test('what is on the paper cannot change while the paper is being made', async (t) => {
  const making = situation('the document is being made')
  for (const change of ['draft.edit', 'kind talk', 'identity.ask', 'identity.record'])
    t.same(happen(making, change), { state: making, effects: [], accepted: false }, change)
  const again = happen(making, 'document.present')
  t.same(again, { state: making, effects: [], accepted: true }, 'a second press makes no second')
  const failed = happen(making, 'document.failed').state
  t.equal(happen(failed, 'draft.edit').state.draft.rev, making.draft.rev + 1, 'and then it can')
})

t.test('an ending that fails lets the citizen choose again', async (t) => {
  for (const [name, how] of [
    ['the signature is being put', 'signed'],
    ['the refusal is being written', 'refused'],
  ] as const) {
    const failed = happen(situation(name), `document.ending_failed ${how}`)
    t.equal(failed.state.ending, undefined)
    t.match(failed.state, { document: { state: 'read' }, signature: { state: 'asked' } })
    t.match(failed.effects, [{ event: 'document.ending_failed', fields: { how } }])
    const other = after(...(SITUATIONS[name] ?? []), `document.ending_failed ${how}`)
    t.match(happen(other, 'citizen: sign.refuse').effects, [{ type: 'document.refuse' }])
    t.equal(happen(other, 'citizen: sign.start').state.signature.state, 'capturing')
  }
})

t.test('the reason of a refusal that failed does not stay with a signature', async (t) => {
  const signed = after(
    ...(SITUATIONS['the refusal is being written'] ?? []),
    'document.ending_failed refused',
    ...['citizen: sign.start', 'pad.inked', 'citizen: sign.accept', 'document.ended signed'],
  )
  t.equal(signed.document.state, 'signed')
  t.notOk('refusalReason' in signed.document)
})

t.test('a refusal is done again after a restart, a signature is asked again', async (t) => {
  const refusal = happen(situation('the refusal is being written'), 'box.restarted')
  t.match(refusal.effects.at(-1), { type: 'document.refuse', reason: 'eerst raad' })
  const signature = happen(situation('the signature is being put'), 'box.restarted').state
  t.match(signature, { document: { state: 'read' }, signature: { state: 'asked' } })
  t.equal(signature.ending, undefined)
})

t.test('a document that nobody is making cannot fail', async (t) => {
  for (const name of ['live', 'wrapping after a talk', 'rights confirmed']) {
    const visit = situation(name)
    t.equal(happen(visit, 'document.failed').state, visit, name)
    t.same(happen(visit, 'document.failed').effects, [], name)
  }
})

t.test('a link that is up is not offered or up a second time', async (t) => {
  const live = situation('live')
  for (const again of ['link.offered', 'link.up'])
    t.same(happen(live, again), { state: live, effects: [], accepted: false }, again)
})

t.test('an acknowledgement of a dossier that was not sealed changes nothing', async (t) => {
  const wrapping = situation('wrapping, the dossier is being made')
  t.equal(happen(wrapping, 'dossier.acknowledged').state, wrapping)
})

t.test('a repeated report of the reader changes nothing', async (t) => {
  const reading = situation('identity reading')
  t.equal(happen(reading, 'card.reading').state, reading)
})

t.test('an older edit is answered with the newer state', async (t) => {
  const ready = situation('ready to present')
  const older = asked({ name: 'draft.edit', rev: ready.draft.rev, text: 'ouder' })
  t.same(stepVisit(ready, older), { state: ready, effects: [], accepted: true })
  t.equal(ready.draft.text, TEXT)
})

t.test('without a language chosen, what is shown and made is Dutch', async (t) => {
  const names = (SITUATIONS['the document is being made'] ?? []).filter(
    (name) => name !== 'citizen: language nl',
  )
  const visit = after(...names)
  t.equal(visit.language, undefined)
  t.match(visit, { document: { language: 'nl' }, rights: { state: 'confirmed', language: 'nl' } })
})

t.test('a photo is part of an identity, not a condition', async (t) => {
  const reading = situation('identity reading')
  const { state } = stepVisit(reading, {
    type: 'card.read',
    at: AT,
    requestId: reading.cardRequest ?? '',
    person: PERSON,
    checks: [],
  })
  t.match(state.identity, { state: 'known', assurance: 'chip' })
  t.notOk('photo' in state.identity)
})

t.test('a command that this software does not know is refused', async (t) => {
  const live = situation('live')
  const strange = JSON.parse('{"type":"inspector.asked","command":{"name":"visit.fly"}}')
  t.same(stepVisit(live, { ...strange, at: AT }), { state: live, effects: [], accepted: false })
})
