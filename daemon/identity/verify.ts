import { createHash, X509Certificate } from 'node:crypto'
import { withoutPadding } from '../../hw/card/eid-tlv.ts'
import type { Check } from '../core/visit-view.ts'
import type { EidFiles } from './eid-files.ts'
import { type Identity, isNationalNumber } from './person.ts'
import { isSignedBy, signingHash } from './signature.ts'

/**
 * Everything that can be said about a card's data without its PIN, one named check each, with the evidence in Dutch.
 * `roots` are pinned by us: the root on the card itself is never trusted.
 */
export function verifyEid(
  files: EidFiles,
  identity: Identity,
  roots: readonly X509Certificate[],
  now: Date,
): Check[] {
  const signer = trustedSigner(files.signer, roots)
  const signedAddress = Buffer.concat([withoutPadding(files.address), files.identitySignature])
  return [
    check(
      'signer',
      signer !== null,
      'De gegevens zijn ondertekend door het Rijksregister.',
      'De ondertekenaar van de gegevens is niet het Rijksregister.',
    ),
    signerDates(signer, now),
    signature('identity', signer, files.identity, files.identitySignature),
    signature('address', signer, signedAddress, files.addressSignature),
    photo(files.photo, identity.photoHash),
    check(
      'chip',
      Buffer.compare(files.chipNumber, identity.chipNumber) === 0,
      'De identiteit hoort bij deze chip.',
      'De identiteit hoort bij een andere chip.',
    ),
    cardDates(identity, now),
    check(
      'national_number',
      isNationalNumber(identity.nationalNumber),
      'Het controlegetal van het rijksregisternummer klopt.',
      'Het controlegetal van het rijksregisternummer klopt niet.',
    ),
    notChecked('copy', 'Zonder pincode is niet te zien of de chip een kopie is.'),
    notChecked('revocation', 'Niet nagegaan of de kaart gestolen of ingetrokken is.'),
  ]
}

function check(name: string, holds: boolean, evidence: string, problem: string): Check {
  return { name, verdict: holds ? 'holds' : 'broken', evidence: holds ? evidence : problem }
}
function notChecked(name: string, evidence: string): Check {
  return { name, verdict: 'not_checked', evidence }
}

/** Only a certificate that a pinned root issued itself, and that may issue none, signs for the National Register. */
function trustedSigner(der: Uint8Array, roots: readonly X509Certificate[]): X509Certificate | null {
  try {
    const certificate = new X509Certificate(der)
    const issued = roots.some(
      (root) => certificate.checkIssued(root) && certificate.verify(root.publicKey),
    )
    return issued && !certificate.ca ? certificate : null
  } catch {
    return null // not a certificate at all
  }
}

function signerDates(signer: X509Certificate | null, now: Date): Check {
  if (!signer) return notChecked('signer_dates', 'Er is geen vertrouwde ondertekenaar.')
  const { validFromDate, validToDate } = signer
  return check(
    'signer_dates',
    validFromDate <= now && now <= validToDate,
    'Het certificaat van de ondertekenaar is geldig vandaag.',
    'Het certificaat van de ondertekenaar is niet geldig vandaag.',
  )
}

const SIGNED = { identity: 'identiteit', address: 'adres' } as const

function signature(
  name: keyof typeof SIGNED,
  signer: X509Certificate | null,
  content: Uint8Array,
  file: Uint8Array,
): Check {
  if (!signer) return notChecked(name, 'Er is geen vertrouwde ondertekenaar.')
  return check(
    name,
    isSignedBy(signer, content, file),
    `De handtekening op ${SIGNED[name]} klopt (${signingHash(signer)}).`,
    `De handtekening op ${SIGNED[name]} klopt niet: de gegevens zijn veranderd.`,
  )
}

/** By the length of the hash: cards of all ages are in use. */
const PHOTO_HASHES: Readonly<Record<number, string>> = { 20: 'sha1', 32: 'sha256', 48: 'sha384' }

function photo(bytes: Uint8Array, expected: Uint8Array): Check {
  const algorithm = PHOTO_HASHES[expected.length]
  const holds =
    algorithm !== undefined && createHash(algorithm).update(bytes).digest().equals(expected)
  return check('photo', holds, 'De foto is die van de kaart.', 'De foto is niet die van de kaart.')
}

function cardDates({ validFrom, validUntil }: Identity, now: Date): Check {
  const today = now.toISOString().slice(0, 10)
  return check(
    'card_dates',
    /^\d{4}-/.test(validFrom) &&
      /^\d{4}-/.test(validUntil) &&
      validFrom <= today &&
      today <= validUntil,
    `De kaart is geldig tot en met ${validUntil}.`,
    `De kaart is vandaag niet geldig (${validFrom} tot en met ${validUntil}).`,
  )
}
