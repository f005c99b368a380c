import { randomBytes, sign } from 'node:crypto'
import t from 'tap'
import { cardChallenge } from '../../daemon/documents/card-proof.ts'
import { sha256 } from '../../daemon/documents/sha256.ts'
import { makeViews } from '../../office/views.ts'
import { cardKey } from '../daemon/documents/card-key.ts'

const { privateKey, certificate } = cardKey()
const nonce = 'd'.repeat(64)
const mark = { chip: 'c'.repeat(64), authentication: sha256(certificate) }

function viewWith(visitId: string, signedFor: string, signedNonce = nonce) {
  const boxNonce = randomBytes(32).toString('hex')
  const signature = sign('sha256', cardChallenge(signedFor, signedNonce, boxNonce), privateKey)
  const proof = {
    nonce: signedNonce,
    boxNonce,
    certificate: certificate.toString('base64'),
    signature: signature.toString('base64'),
    hash: 'sha256',
  }
  const identity = { state: 'known', assurance: 'chip+pin', checks: [], proof, card: mark }
  return { visitId, rev: 1, phase: 'live', box: 'genk-1', identity }
}
const own = (view: object | null) => (view && 'identity' in view ? view.identity : null)

t.test('the office checks the answer of the card itself', async (t) => {
  const views = makeViews()
  views.asked('v1', nonce)
  t.match(own(views.take('genk-1', 'v1', viewWith('v1', 'v1'))), {
    checks: [{ name: 'office', verdict: 'holds' }],
  })
})

t.test('an answer for another visit, or to another question, is none', async (t) => {
  const views = makeViews()
  views.asked('v1', nonce)
  t.match(own(views.take('genk-1', 'v1', viewWith('v1', 'v2'))), {
    checks: [{ name: 'office', verdict: 'broken' }],
  })
  views.asked('v3', 'e'.repeat(64))
  t.match(own(views.take('genk-1', 'v3', viewWith('v3', 'v3'))), {
    checks: [{ name: 'office', verdict: 'broken' }],
  })
  const without = {
    ...viewWith('v4', 'v4'),
    identity: { state: 'known', assurance: 'chip+pin', checks: [] },
  }
  t.match(own(views.take('genk-1', 'v4', without)), {
    checks: [{ name: 'office', verdict: 'broken' }],
  })
})

t.test('an answer of another card than the one that was read is none', async (t) => {
  for (const card of [
    { ...mark, authentication: 'a'.repeat(64) },
    { chip: mark.chip },
    undefined,
  ]) {
    const view = viewWith('v1', 'v1')
    const shown = { ...view, identity: { ...view.identity, card } }
    t.match(own(makeViews().take('genk-1', 'v1', shown)), {
      checks: [{ verdict: 'broken', evidence: { code: 'proof_of_other_card' } }],
    })
  }
})

t.test('what it did not hear it does not call checked', async (t) => {
  t.match(own(makeViews().take('genk-1', 'v1', viewWith('v1', 'v1'))), {
    checks: [{ name: 'office', verdict: 'not_checked' }],
  })
})

t.test('what a box of before does not tell, its visit does not have', async (t) => {
  const view = makeViews().take('genk-1', 'v1', viewWith('v1', 'v1'))
  t.same(view?.exchanged, [])
})
