import type { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type EidCertificate, isIssuedBy, readCertificate } from './certificate.ts'
import type { TrustConfig } from './config.ts'

/** The roots that a card is held against. A dossier must be able to say that they were test roots. */
export interface Trust {
  readonly mode: TrustConfig['mode']
  readonly roots: readonly EidCertificate[]
}

/** A root that we were told to trust cannot be used. The message names key, file and reason. */
export class TrustError extends Error {
  readonly code = 'BAD_TRUST'
  readonly scope = 'system'
}

/**
 * The roots of the Belgian eID and the SHA-256 of each certificate: CA3 (to January 2028), CA4 as issued anew (to October
 * 2032, with the key of its first issue) and CA6 (P-384, to June 2040). Source: certs.eid.belgium.be and
 * crt.eidpki.belgium.be, held against the eID viewer's own copies.
 */
const PINNED: Readonly<Record<string, string>> = {
  'belgium-root-ca3.pem': 'a8d14e945e3e5156bcae5e39737cf6a1b1f51028bbbf982f50ce5f4c05568b4d',
  'belgium-root-ca4.pem': '702dd5c1a093cf0a9d71fadd9bf9a7c5857d89fb73b716e867228b3c2beb968f',
  'belgium-root-ca6.pem': '9c872bc979a7c09a58d4a274c199e5cb16cfa9b9618d98bc9a9988e984b8495c',
}

/**
 * Reads the roots that the settings allow. In mode `belgium` these are the pinned ones and no others, whatever lies in
 * `folder`. @throws TrustError
 */
export function loadTrust(config: TrustConfig, folder = `${import.meta.dirname}/roots/`): Trust {
  if (config.mode === 'test')
    return { mode: 'test', roots: config.roots.map((file) => rootOf(file, read(file))) }
  return pinnedTrust((name) => read(`${folder}${name}`), folder)
}

/** The pinned roots, from the PEM or DER that `bytesOf` gives for the name of each. @throws TrustError */
export function pinnedTrust(bytesOf: (name: string) => Uint8Array, folder = ''): Trust {
  const roots = Object.entries(PINNED).map(([name, pin]) => {
    const root = rootOf(`${folder}${name}`, bytesOf(name))
    if (sha256Of(root.x509) !== pin)
      throw refused(`${folder}${name}`, 'is not the Belgian root of that name')
    return root
  })
  return { mode: 'belgium', roots }
}

/** SHA-256 of the whole certificate, in hex. */
export function sha256Of(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase()
}

function rootOf(file: string, bytes: Uint8Array): EidCertificate {
  const root = readCertificate(derOf(bytes))
  if (!root) throw refused(file, 'is not a certificate')
  if (!isIssuedBy(root, root)) throw refused(file, 'is not a root: it has not signed itself')
  return root
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw refused(file, 'cannot be read', cause)
  }
}

/** From PEM or DER. */
export function derOf(bytes: Uint8Array): Uint8Array {
  const [, base64] =
    /-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(Buffer.from(bytes).toString('latin1')) ?? []
  return base64 === undefined ? bytes : Buffer.from(base64, 'base64')
}

function refused(file: string, reason: string, cause?: unknown): TrustError {
  return new TrustError(`card.trust: ${file}: ${reason}`, { cause })
}
