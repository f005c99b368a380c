import type { Scheme } from '../../../daemon/documents/pades/algorithms.ts'
import type { Signer } from '../../../daemon/documents/pades/cms.ts'
import { finishSignature, prepareSignature } from '../../../daemon/documents/pades/pades.ts'
import { PdfError } from '../../../daemon/documents/pades/pdf-value.ts'
import type { Prepared, SignatureClaims } from '../../../daemon/documents/pades/placeholder.ts'
import {
  type SignatureReport,
  type VerifyOptions,
  verifyPades,
} from '../../../daemon/documents/pades/verify.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { opensslVerify, pdfsig, qpdfCheck, type TestAuthority } from './pades-rig.ts'
import { specimenInput } from './specimen.ts'

/** Every kind of key that signs, as the rig calls it. */
export const KEYS = {
  'rsa-sha256': 'rsa',
  'ecdsa-sha256': 'P-256',
  'ecdsa-sha384': 'P-384',
} as const satisfies Readonly<Record<Scheme, string>>

export interface Judging {
  readonly authority: TestAuthority
  readonly signer: Signer
  readonly claims: SignatureClaims & { readonly at: string }
  /** For the files that programs are given. */
  readonly folder: string
}

/** Signs a statement of this text, and gives what pdfsig, openssl, qpdf or we ourselves have against it. */
export async function objections(text: string, judging: Judging): Promise<string[]> {
  const { authority, signer, claims, folder } = judging
  const base = await makeStatement(specimenInput({ text }))
  const signed = await finishSignature(
    await prepareSignature(base, 'signature', { claims }),
    signer,
  )
  const roots = [authority.root.certificate]
  const { signatures } = await verifyPades(signed, { roots, now: claims.at })
  const [said, verified, checked] = await Promise.all([
    pdfsig(folder, signed).catch(String),
    opensslVerify(authority, folder, signed).catch(String),
    qpdfCheck(folder, signed).catch(String),
  ])
  const claimed: Readonly<Record<string, boolean>> = {
    'the presented bytes are the beginning': isPrefix(base, signed),
    'pdfsig: valid': said.includes('Signature is Valid'),
    'pdfsig: PAdES': said.includes('Signature Type: ETSI.CAdES.detached'),
    'pdfsig: the whole file': said.includes('Total document signed'),
    'openssl: valid': /CMS Verification successful/.test(verified),
    'qpdf: sound': /No syntax or stream encoding errors/.test(checked) && !/WARNING/.test(checked),
    'one signature of ours': signatures.length === 1,
    'no broken check of ours': brokenOf(signatures[0])?.length === 0,
  }
  return Object.keys(claimed).filter((claim) => claimed[claim] !== true)
}

function isPrefix(begin: Uint8Array, whole: Uint8Array): boolean {
  return Buffer.compare(begin, whole.subarray(0, begin.length)) === 0
}

export const brokenOf = (report: SignatureReport | undefined) =>
  report?.checks.filter(({ verdict }) => verdict === 'broken').map(({ name }) => name)

/** Broken in a named check, or refused with a typed error: what is found out about bad bytes; empty for nothing. */
export async function refusalOf(pdf: Uint8Array, options: VerifyOptions): Promise<string> {
  try {
    const { signatures } = await verifyPades(pdf, options)
    const [first] = signatures
    return first === undefined ? 'no signature' : (brokenOf(first) ?? []).join()
  } catch (err) {
    if (err instanceof PdfError) return err.code
    throw err
  }
}

/** How many bits a signature covers: everything but the hole with the signature itself. */
export function signedBits(signed: Uint8Array, { hole }: Prepared): number {
  return (hole.from - 1 + signed.length - hole.to - 1) * 8
}

/** The file with the `bit`th of these flipped. */
export function withFlip(signed: Uint8Array, { hole }: Prepared, bit: number): Uint8Array {
  const byte = bit >> 3 < hole.from - 1 ? bit >> 3 : (bit >> 3) + hole.to - hole.from + 2
  const bad = Uint8Array.from(signed)
  bad[byte] = (bad[byte] ?? 0) ^ (1 << (bit & 7))
  return bad
}
