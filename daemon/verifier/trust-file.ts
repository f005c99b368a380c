import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { type EidCertificate, readCertificate } from '../identity/certificate.ts'
import { derOf, loadTrust, type Trust } from '../identity/trust.ts'
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
  /** Roots of time-stamp authorities. */
  timestamps: z.array(pem).default([]),
  /** Roots of test cards. */
  testRoots: z.array(pem).default([]),
  /** Where people only try things: no dossier of these boxes is about anybody. */
  forTests: z.boolean().default(false),
})
export type TrustFile = z.input<typeof trustFile>

export interface VerifierTrust {
  readonly boxes: KnownKeys
  /** DER. */
  readonly seals: readonly Uint8Array[]
  readonly timestamps: readonly Uint8Array[]
  readonly belgium: Trust
  readonly test: Trust
  /** Every dossier is a test, whoever it is about. */
  readonly forTests: boolean
}

/** @throws TrustFileError */
export function readTrustFile(file: string): VerifierTrust {
  try {
    return parseTrust(JSON.parse(readFileSync(file, 'utf8')), loadTrust({ mode: 'belgium' }))
  } catch (cause) {
    if (cause instanceof TrustFileError) throw new TrustFileError(`${file}: ${cause.message}`)
    throw new TrustFileError(`${file} is missing or is not a trust file`, { cause })
  }
}

/** `belgium`: the pinned roots. @throws TrustFileError */
export function parseTrust(value: unknown, belgium: Trust): VerifierTrust {
  const read = trustFile.safeParse(value)
  if (!read.success) throw new TrustFileError('is not a trust file')
  const { boxes, seals, timestamps, testRoots, forTests } = read.data
  const der = (text: string) => Uint8Array.from(certificateIn(text).der)
  return {
    boxes: partiesOf(boxes),
    seals: seals.map(der),
    timestamps: timestamps.map(der),
    belgium,
    test: { mode: 'test', roots: testRoots.map(certificateIn) },
    forTests,
  }
}

/** Roots above those who sign papers, DER: boxes and cards. */
export function signerRoots(trust: VerifierTrust): readonly Uint8Array[] {
  return [...trust.seals, ...cardRoots(trust)]
}
/** Those that cards lead to, DER. */
export function cardRoots({ belgium, test }: VerifierTrust): readonly Uint8Array[] {
  return [...belgium.roots, ...test.roots].map(({ der }) => Uint8Array.from(der))
}

function partiesOf(boxes: readonly unknown[]): KnownKeys {
  try {
    return knownKeys(boxes.map(parsePublic))
  } catch (cause) {
    throw new TrustFileError('holds something that is no box, or one twice', { cause })
  }
}

function certificateIn(text: string): EidCertificate {
  const certificate = readCertificate(derOf(Buffer.from(text, 'latin1')))
  if (!certificate) throw new TrustFileError('holds something that is no certificate')
  return certificate
}
