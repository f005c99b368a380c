import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { readCertificate } from '../identity/certificate.ts'
import { loadTrust, type Trust } from '../identity/trust.ts'
import { type KnownKeys, knownKeys, parsePublic } from '../runtime/keys.ts'

/** A trust file that cannot be used. The message names file and reason. */
export class TrustFileError extends Error {
  readonly code = 'TRUST_FILE'
  readonly scope = 'system'
}

const pem = z.string().includes('BEGIN CERTIFICATE').max(16_384)
/** Whom a verifier believes. The Belgian roots are pinned in the code; a file may add test roots, which are named so. */
const trustFile = z.strictObject({
  v: z.literal(1),
  /** The public halves of the boxes. */
  boxes: z.array(z.unknown()),
  /** Roots of the seals of boxes. */
  seals: z.array(pem),
  /** Roots of test cards. */
  testRoots: z.array(pem).default([]),
})
export type TrustFile = z.input<typeof trustFile>

export interface VerifierTrust {
  readonly boxes: KnownKeys
  /** DER. */
  readonly seals: readonly Uint8Array[]
  readonly belgium: Trust
  readonly test: Trust
}

/** @throws TrustFileError */
export function readTrustFile(file: string): VerifierTrust {
  try {
    return parseTrust(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    if (cause instanceof TrustFileError) throw new TrustFileError(`${file}: ${cause.message}`)
    throw new TrustFileError(`${file} is missing or is not a trust file`, { cause })
  }
}

export function parseTrust(value: unknown): VerifierTrust {
  const read = trustFile.safeParse(value)
  if (!read.success) throw new TrustFileError('is not a trust file')
  const { boxes, seals, testRoots } = read.data
  return {
    boxes: knownKeys(boxes.map(parsePublic)),
    seals: seals.map(derOf),
    belgium: loadTrust({ mode: 'belgium' }),
    test: { mode: 'test', roots: testRoots.flatMap((root) => readCertificate(derOf(root)) ?? []) },
  }
}

function derOf(text: string): Uint8Array {
  return Uint8Array.from(new X509Certificate(text).raw)
}
