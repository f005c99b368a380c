import { createHash } from 'node:crypto'
import { withoutPadding } from '../../hw/card/eid-tlv.ts'
import type { Check } from '../core/card-view.ts'
import type { Authorities } from './authorities.ts'
import {
  type EidCertificate,
  isIssuedBy,
  isValidAt,
  mayBeUsedFor,
  purposesOf,
  readCertificate,
} from './certificate.ts'
import { broken, check, dayOf, notChecked } from './check.ts'
import type { EidFiles } from './eid-files.ts'
import type { Identity } from './person.ts'
import { isSignedBy, signingHash } from './signature.ts'
import { sha256Of, type Trust } from './trust.ts'

/** The National Register's signer of a card, as far as it is one. */
export interface Signer {
  readonly certificate: EidCertificate | null
  /** The pinned root that issued it. */
  readonly root: EidCertificate | null
  /** It has the rights of a signer of data. */
  readonly fit: boolean
}

/** Time stamps and OCSP answers: certificates for these come from the same root and sign no identities. */
const FOREIGN_PURPOSES = ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.9']

/** Only a certificate that a pinned root issued itself, and that may issue none, signs for the National Register. */
export function signerOf(
  { signer }: Pick<EidFiles, 'signer'>,
  { roots }: Trust,
  authorities: Authorities,
): Signer {
  const certificate = readCertificate(signer)
  const root = certificate && (roots.find((each) => isIssuedBy(certificate, each)) ?? null)
  if (certificate) authorities.offer(certificate)
  const fit =
    certificate !== null &&
    !certificate.x509.ca &&
    mayBeUsedFor(certificate, 'digitalSignature', 'nonRepudiation') &&
    !purposesOf(certificate).some((purpose) => FOREIGN_PURPOSES.includes(purpose))
  return { certificate, root, fit }
}

/** What the register signed: identity, address and, through its hash, the photo. */
export function registerChecks(
  files: EidFiles,
  identity: Identity,
  signer: Signer,
  now: Date,
): Check[] {
  const trusted = signer.root && signer.fit ? signer.certificate : null
  // The signature file is signed as it was read, with its padding.
  const address = Buffer.concat([withoutPadding(files.address), files.identitySignature])
  return [
    signerCheck(files, signer),
    signerDates(trusted, signer.root, now),
    signature('identity', trusted, files.identity, files.identitySignature),
    signature('address', trusted, address, files.addressSignature),
    photo(files.photo, identity.photoHash),
  ]
}

function signerCheck({ root: onCard }: EidFiles, { certificate, root, fit }: Signer): Check {
  if (!certificate) return broken('signer', 'no_certificate')
  const values = { serial: certificate.x509.serialNumber }
  if (!root) {
    const unknown = onCard && readCertificate(onCard)
    const named = unknown ? { root: unknown.commonName, sha256: sha256Of(unknown.x509) } : {}
    return broken('signer', 'unknown_root', { ...values, ...named })
  }
  const named = { ...values, root: root.commonName }
  return check('signer', fit, ['signed_by_register', 'not_a_signer'], named)
}

function signerDates(signer: EidCertificate | null, root: EidCertificate | null, now: Date): Check {
  if (!signer || !root) return notChecked('signer_dates', 'no_signer')
  const { x509 } = signer
  return check(
    'signer_dates',
    isValidAt(x509, now) && isValidAt(root.x509, now),
    ['valid_now', 'not_valid_now'],
    { from: dayOf(x509.validFromDate), until: dayOf(x509.validToDate) },
  )
}

function signature(
  name: 'identity' | 'address',
  signer: EidCertificate | null,
  content: Uint8Array,
  file: Uint8Array,
): Check {
  if (!signer) return notChecked(name, 'no_signer')
  const holds = isSignedBy(signer.x509, content, file)
  const hash = signingHash(signer.x509) ?? ''
  return check(name, holds, ['signature_holds', 'signature_broken'], { hash })
}

/** By the length of the hash: cards of all ages are in use. */
const PHOTO_HASHES: Readonly<Record<number, string>> = { 20: 'sha1', 32: 'sha256', 48: 'sha384' }

function photo(bytes: Uint8Array, expected: Uint8Array): Check {
  const hash = PHOTO_HASHES[expected.length]
  const holds = hash !== undefined && createHash(hash).update(bytes).digest().equals(expected)
  return check('photo', holds, ['photo_matches', 'photo_differs'], { hash: hash ?? '' })
}
