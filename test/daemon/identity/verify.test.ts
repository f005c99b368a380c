import { X509Certificate } from 'node:crypto'
import t from 'tap'
import type { EidFiles } from '../../../daemon/identity/eid-files.ts'
import { parseIdentity } from '../../../daemon/identity/person.ts'
import { verifyEid } from '../../../daemon/identity/verify.ts'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import { cards } from '../../hw/card/bench.ts'
import { filesOf, now, roots } from './specimen.ts'

/** Names of the checks with a verdict. */
function named(verdict: string, files: EidFiles, pinned = roots, at = now): string[] {
  const identity = parseIdentity(files.identity, files.address)
  const checks = verifyEid(files, identity, pinned, at)
  return checks.filter((check) => check.verdict === verdict).map(({ name }) => name)
}
const genuine = filesOf('specimen-een')

t.test('a genuine card breaks nothing, and says what nobody checked', async (t) => {
  for (const id of ['specimen-een', 'specimen-twee']) {
    t.same(named('broken', filesOf(id)), [])
    t.same(named('not_checked', filesOf(id)), ['copy', 'revocation'])
  }
})

t.test('a changed name breaks the signature on the identity', async (t) => {
  t.same(named('broken', filesOf('specimen-vervalst')), ['identity'])
})

t.test('parts of another card do not fit', async (t) => {
  const other = filesOf('specimen-twee')
  const mixes: readonly (readonly [Partial<EidFiles>, readonly string[]])[] = [
    [{ photo: other.photo }, ['photo']],
    [{ chipNumber: other.chipNumber }, ['chip']],
    [{ address: other.address, addressSignature: other.addressSignature }, ['address']],
    [
      { identity: other.identity, identitySignature: other.identitySignature },
      ['address', 'photo', 'chip'],
    ],
  ]
  for (const [part, broken] of mixes) t.same(named('broken', { ...genuine, ...part }), broken)
})

t.test('only a root of ours makes a signer', async (t) => {
  t.same(named('broken', genuine, []), ['signer'])
  const image = loadCard(cards, 'specimen-een')
  const certificate = (path: string): Buffer =>
    Buffer.from(image.files[`3F00/DF00/${path}`] ?? '', 'base64').subarray(0, -50)
  const authority = new X509Certificate(certificate('503A'))
  t.same(
    named('broken', { ...genuine, signer: certificate('503A') }),
    ['signer'],
    'a CA is no signer',
  )
  t.same(
    named('broken', { ...genuine, signer: certificate('5038') }),
    ['signer'],
    'nor is a citizen',
  )
  t.same(named('not_checked', genuine, [authority]).slice(0, 3), [
    'signer_dates',
    'identity',
    'address',
  ])
})

t.test('dates that are over are broken', async (t) => {
  const later = new Date(now.getTime() + 30 * 365 * 86_400_000)
  t.same(named('broken', genuine, roots, later), ['signer_dates', 'card_dates'])
})

t.test('a flipped bit anywhere is found', async (t) => {
  const steps: Readonly<Partial<Record<keyof EidFiles, number>>> = {
    identity: 5,
    identitySignature: 11,
    address: 5,
    addressSignature: 11,
    signer: 37,
    photo: 331,
    chipNumber: 3,
  }
  let flips = 0
  const missed: string[] = []
  for (const [part, step] of Object.entries(steps) as [keyof EidFiles, number][])
    for (let bit = 0; bit < genuine[part].length * 8; bit += step) {
      flips += 1
      if (!found({ ...genuine, [part]: flipped(genuine[part], bit) })) missed.push(`${part} ${bit}`)
    }
  t.same(missed, [])
  t.ok(flips > 1000)
})

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return changed
}
function found(files: EidFiles): boolean {
  try {
    return named('broken', files).length > 0
  } catch {
    return true
  }
}
