import t from 'tap'
import { viewOf } from '../../../daemon/core/visit-view-of.ts'
import { CARD, NONCE, PROOF } from './letters.ts'
import { after, happen, SITUATIONS } from './situations.ts'

const at = (situation: string) => after(...(SITUATIONS[situation] ?? []))
const effectsOf = (situation: string, event: string) => happen(at(situation), event).effects

t.test('only a card that was read and holds can be proven', async (t) => {
  for (const situation of ['live', 'identity failed', 'identity recorded without a card'])
    t.equal(happen(at(situation), 'identity.prove').accepted, false, situation)
  t.equal(happen(at('identity known by chip and PIN'), 'identity.prove').accepted, false)
  const known = at('identity known by chip')
  t.equal(happen(known, 'identity.prove').accepted, true)
  const checks = [
    { name: 'photo', verdict: 'broken', evidence: { code: 'photo_differs' } },
  ] as const
  const identity = known.identity.state === 'known' ? { ...known.identity, checks } : known.identity
  const forged = { ...known, identity }
  t.equal(happen(forged, 'identity.prove').accepted, false, 'what is broken proves nothing')
})

t.test('the PIN makes the assurance, with its proof and a check of its own', async (t) => {
  const { identity } = at('identity known by chip and PIN')
  t.match(identity, { assurance: 'chip+pin', proof: PROOF, card: CARD })
  t.match(identity, { checks: [{ name: 'identity' }, { name: 'pin', verdict: 'holds' }] })
})

t.test('the last try is spent by a second yes alone', async (t) => {
  t.match(effectsOf('the PIN is asked', 'citizen: pin.agree'), [
    { type: 'card.pin', purpose: 'identify', insist: false, nonce: NONCE },
  ])
  for (const situation of ['one try is left', 'signing with the card, one try is left']) {
    t.same(effectsOf(situation, 'citizen: pin.agree'), [], situation)
    t.match(effectsOf(situation, 'citizen: pin.insist'), [{ type: 'card.pin', insist: true }])
  }
  t.same(effectsOf('the PIN was wrong', 'citizen: pin.insist'), [])
})

t.test(
  'a wrong PIN that leaves one try leads to the second yes, whatever the card can be asked',
  async (t) => {
    const wrong = happen(at('the PIN is being entered'), 'pin wrong, one try left').state
    t.match(wrong.pin, { state: 'last_try' })
    t.same(happen(wrong, 'citizen: pin.agree').effects, [])
    t.match(happen(wrong, 'citizen: pin.insist').effects, [{ type: 'card.pin', insist: true }])
  },
)

t.test('no answer of the card is a dead end', async (t) => {
  for (const situation of ['one try is left', 'the PIN was wrong', 'the PIN is blocked']) {
    const declined = happen(at(situation), 'citizen: pin.decline').state
    t.equal(declined.pin, undefined, situation)
    t.match(declined.identity, { state: 'known', assurance: 'chip' }, situation)
  }
  const onward = happen(at('signing with the card, blocked'), 'citizen: pin.decline').state
  t.match(happen(onward, 'citizen: sign.start').state.signature, { state: 'capturing' })
  t.match(happen(onward, 'citizen: sign.refuse').state.ending, { how: 'refused' })
  t.same(effectsOf('the PIN is blocked', 'citizen: pin.agree'), [], 'and nothing is tried in vain')
})

t.test('the card has signed: the paper has its ending before its bytes are there', async (t) => {
  const signed = at('the card has signed')
  t.match(signed, { ending: { how: 'signed', revision: 1 }, document: { state: 'read' } })
  t.equal(happen(signed, 'citizen: sign.refuse').state, signed)
  t.match(at('signed with the card, copy offered'), {
    document: { state: 'signed', signer: 'c'.repeat(64) },
    copy: 'offered',
  })
})

t.test('while the PIN is entered nothing else signs or refuses', async (t) => {
  const entering = at('signing with the card')
  for (const event of ['citizen: sign.start', 'citizen: sign.refuse', 'citizen: sign.eid'])
    t.equal(happen(entering, event).state, entering, event)
  t.match(happen(entering, 'document.withdraw').effects[0], { type: 'card.cancel' })
})

t.test('an answer to the other question is none', async (t) => {
  const entering = at('the PIN is being entered')
  t.equal(happen(entering, 'pin signed').state, entering)
  const signing = at('signing with the card')
  t.equal(happen(signing, 'pin proven').state, signing)
})

t.test('what the paper says of the identity does not change behind it', async (t) => {
  const asked = happen(at('ready to present'), 'identity.prove').state
  const entering = happen(asked, 'citizen: pin.agree').state
  const presenting = happen(entering, 'document.present')
  t.equal(presenting.state.pin, undefined)
  t.match(presenting.effects, [{ type: 'card.cancel' }, { type: 'document.make' }])
})

t.test('what was at the keys does not outlive loketd', async (t) => {
  t.match(happen(at('the PIN is being entered'), 'box.restarted').state.pin, {
    state: 'asked',
    nonce: NONCE,
  })
  t.equal(happen(at('signing with the card'), 'box.restarted').state.pin, undefined)
})

t.test('neither request nor nonce is shown', async (t) => {
  const view = viewOf(
    at('the PIN is being entered'),
    { box: 'genk-1', site: { id: 'genk', name: 'Genk', room: 'lokaal 1' } },
    {
      button: 'up',
      slip_printer: 'up',
      card_reader: 'up',
      pad: 'up',
      document_printer: 'up',
      media: 'up',
      office: 'up',
    },
  )
  t.same(view.pin, { purpose: 'identify', state: 'entering' })
})
