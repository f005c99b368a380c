import t from 'tap'
import type { EidFiles } from '../../../daemon/identity/eid-files.ts'
import type { Trust } from '../../../daemon/identity/trust.ts'
import { checksOf, filesOf, now, trust } from './specimen.ts'

/** Names of the checks with a verdict. */
function named(verdict: string, files: EidFiles, pinned: Trust = trust, at = now): string[] {
  return checksOf(files, pinned, at)
    .filter((check) => check.verdict === verdict)
    .map(({ name }) => name)
}
const genuine = filesOf('specimen-een')

t.test('a genuine card breaks nothing, and says what nobody checked', async (t) => {
  for (const id of ['specimen-een', 'specimen-twee']) {
    t.same(named('broken', filesOf(id)), [])
    t.same(named('not_checked', filesOf(id)), ['copy', 'revocation', 'trust'])
  }
})

t.test('an applet that cannot prove the chip is named as people know it', async (t) => {
  const copy = checksOf(genuine).find(({ name }) => name === 'copy')
  t.same(copy?.evidence, { code: 'chip_too_old', values: { applet: '1.7' } })
})

t.test('a changed name breaks the signature on the identity', async (t) => {
  t.same(named('broken', filesOf('specimen-vervalst')), ['identity'])
})

t.test('parts of another card do not fit', async (t) => {
  const other = filesOf('specimen-twee')
  const mixes: readonly (readonly [Partial<EidFiles>, readonly string[]])[] = [
    [{ photo: other.photo }, ['photo']],
    [{ chip: other.chip }, ['chip']],
    [{ authentication: other.authentication }, ['holder_number']],
    [{ signature: other.signature }, ['holder_number']],
    [{ address: other.address, addressSignature: other.addressSignature }, ['address']],
    [
      { identity: other.identity, identitySignature: other.identitySignature },
      ['address', 'photo', 'chip', 'holder_number'],
    ],
  ]
  for (const [part, broken] of mixes) t.same(named('broken', { ...genuine, ...part }), broken)
})

t.test('only a root of ours makes a signer and an authority', async (t) => {
  const nobody: Trust = { mode: 'belgium', roots: [] }
  t.same(named('broken', genuine, nobody), ['signer', 'holder'])
  t.same(named('not_checked', genuine, nobody), [
    ...['signer_dates', 'identity', 'address', 'copy', 'revocation', 'trust'],
  ])
  const { authority, signature } = genuine
  const wrong = { 'a CA is no signer': authority, 'nor is a citizen': signature }
  for (const [why, signer] of Object.entries(wrong))
    t.same(named('broken', { ...genuine, signer: signer ?? Buffer.of() }), ['signer'], why)
  t.same(named('broken', { ...genuine, authority: genuine.signer }), ['holder'], 'no authority')
  t.same(named('broken', { ...genuine, authority: null }), ['holder'])
})

t.test('a certificate serves only what it is for', async (t) => {
  const { authentication, signature, authority } = genuine
  const swapped = { ...genuine, authentication: signature, signature: authentication }
  t.match(named('broken', swapped), ['holder'])
  t.same(named('broken', { ...genuine, authentication: authority }), ['holder', 'holder_number'])
})

t.test('a card without certificates of its holder breaks nothing', async (t) => {
  const bare = { ...genuine, authentication: null, signature: null, authority: null }
  t.same(named('broken', bare), [])
  t.match(named('not_checked', bare), ['holder', 'holder_dates', 'holder_number'])
  t.same(named('broken', { ...genuine, signature: null }), [], 'a minor')
})

t.test('a test root never holds, and says that it is one', async (t) => {
  const evidence = (pinned: Trust) => checksOf(genuine, pinned).at(-1)
  t.match(evidence(trust), {
    name: 'trust',
    verdict: 'not_checked',
    evidence: { code: 'test_root', values: { sha256: /^[0-9a-f]{64}$/ } },
  })
  t.match(evidence({ mode: 'belgium', roots: [] }), { evidence: { code: 'no_root' } })
})

t.test('dates that are over are broken', async (t) => {
  const later = new Date(now.getTime() + 30 * 365 * 86_400_000)
  t.same(named('broken', genuine, trust, later), [
    ...['signer_dates', 'card_dates', 'holder_dates'],
  ])
})
