import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { finishSignature, prepareSignature } from '../../daemon/documents/pades/pades.ts'
import {
  KEYS,
  objections,
  refusalOf,
  signedBits,
  withFlip,
} from '../daemon/documents/pades-campaign.ts'
import {
  fieldedPdf,
  type TestAuthority,
  testAuthority,
  testSigner,
} from '../daemon/documents/pades-rig.ts'
import type { Ask, Found } from './campaign.ts'

const SCHEMES = ['rsa-sha256', 'ecdsa-sha256', 'ecdsa-sha384'] as const
/** Later than every certificate that is issued here. */
const HOUR_MS = 3_600_000
const later = (): string => new Date(Date.now() + HOUR_MS).toISOString()

const signerOf = async (authority: TestAuthority, scheme: (typeof SCHEMES)[number]) =>
  testSigner(authority, await authority.issue(scheme, { key: KEYS[scheme] }), scheme)

/** `count` statements of random text for each kind of key. */
export async function signatures({ count, seed, progress }: Ask): Promise<Found> {
  const authority = await testAuthority()
  const folder = await mkdtemp(join(tmpdir(), 'loket-soak-'))
  const failures: string[] = []
  try {
    const texts = fc.sample(fc.string({ unit: 'grapheme', maxLength: 4000 }), {
      numRuns: count,
      seed,
    })
    for (const scheme of SCHEMES) {
      const signer = await signerOf(authority, scheme)
      const claims = { at: later(), name: 'Specimen Één', reason: 'Gelezen', location: 'Genk' }
      for (const [index, text] of texts.entries()) {
        const found = await objections(text, { authority, signer, claims, folder })
        failures.push(...found.map((claim) => `${scheme} ${index}: ${claim}`))
      }
      progress(`${scheme}: ${count} statements`)
    }
  } finally {
    await rm(folder, { recursive: true })
    await authority.drop()
  }
  return { count: count * SCHEMES.length, failures }
}

/** Every bit of one file for each kind of key. */
export async function signatureFlips({ progress }: Ask): Promise<Found> {
  const authority = await testAuthority()
  const failures: string[] = []
  let count = 0
  try {
    const options = { roots: [authority.root.certificate], now: later() }
    const base = await fieldedPdf()
    const prepared = await prepareSignature(base, 'signature', { claims: { at: options.now } })
    for (const scheme of SCHEMES) {
      const signed = await finishSignature(prepared, await signerOf(authority, scheme))
      const bits = signedBits(signed, prepared)
      for (let bit = 0; bit < bits; bit += 1)
        if ((await refusalOf(withFlip(signed, prepared, bit), options)) === '')
          failures.push(`${scheme} bit ${bit}`)
      progress(`${scheme}: ${bits} bits`)
      count += bits
    }
  } finally {
    await authority.drop()
  }
  return { count, failures }
}
