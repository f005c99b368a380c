import { TlvError } from '../../hw/card/eid-tlv.ts'
import type { CardEvidence, Check } from '../core/card-view.ts'
import { CARD_FIELDS } from '../core/reading-screen.ts'
import { isProofOf, proofHolds } from '../documents/card-proof.ts'
import type { DossierRecord } from '../documents/record.ts'
import { sha256 } from '../documents/sha256.ts'
import { allowedPerson } from '../identity/allowed.ts'
import { knownAuthorities } from '../identity/authorities.ts'
import { evidenceFiles } from '../identity/card-evidence.ts'
import { isIssuedBy, readCertificate } from '../identity/certificate.ts'
import { DerError } from '../identity/der.ts'
import { IdentityError, parseIdentity } from '../identity/person.ts'
import type { Trust } from '../identity/trust.ts'
import { verifyEid } from '../identity/verify.ts'
import { holderOf } from '../identity/verify-holder.ts'
import { signerOf } from '../identity/verify-register.ts'
import { type Claim, claim, notChecked, stated } from './claim.ts'
import type { VerifierTrust } from './trust-file.ts'

type Identity = NonNullable<DossierRecord['identity']>

/** Checks anew who was identified, at the moment when it was done. `test`: only test roots vouch for the card. */
export function identityClaims(
  { identity, visitId }: DossierRecord,
  trust: VerifierTrust,
): { readonly claims: readonly Claim[]; readonly test: boolean } {
  if (!identity) return { claims: [], test: false }
  const { files } = identity
  const claims: Claim[] = []
  const test = files !== undefined && !isOf(trust.belgium, files)
  if (files) claims.push(...cardClaims(identity, files, test ? trust.test : trust.belgium))
  else if (identity.assurance.startsWith('chip')) claims.push(notChecked('card', 'not_kept'))
  else claims.push(stated('established'))
  claims.push(...withdrawnClaim(identity))
  if (identity.proof) claims.push(pinClaim(identity, visitId))
  else if (identity.assurance === 'chip+pin') claims.push(claim('pin', false, 'missing'))
  return { claims, test }
}

/** Whether a root of these issued the signer of the card. */
function isOf({ roots }: Trust, { signer }: CardEvidence): boolean {
  const certificate = readCertificate(Buffer.from(signer, 'base64'))
  return certificate !== null && roots.some((root) => isIssuedBy(certificate, root))
}

/** The issuer was asked when the card was read, or nobody was: what it answered is not kept. */
function withdrawnClaim({ checks }: Identity): Claim[] {
  const found = checks.find(({ name }) => name === 'revocation')
  if (!found) return []
  const { verdict, evidence } = found
  const name = 'card_revocation'
  if (verdict === 'not_checked') return [notChecked(name, evidence.code)]
  const at = evidence.values?.['at'] ?? ''
  return [
    verdict === 'holds' ? stated(name, evidence.code, at) : claim(name, false, evidence.code, at),
  ]
}

/** Not to be done without the photo, and not offline; the first needs the citizen's own choice of fields. */
const NOT_HERE: ReadonlySet<Check['name']> = new Set(['photo', 'revocation', 'trust'])

function cardClaims(identity: Identity, files: CardEvidence, trust: Trust): Claim[] {
  try {
    const read = evidenceFiles(files)
    const parsed = parseIdentity(read.identity, read.address)
    const authorities = knownAuthorities(trust)
    const vouchers = {
      signer: signerOf(read, trust, authorities),
      holder: holderOf(read, authorities),
    }
    const revocation: Check = {
      name: 'revocation',
      verdict: 'not_checked',
      evidence: { code: 'not_configured' },
    }
    const checks = verifyEid(read, parsed, vouchers, {
      trust,
      now: new Date(identity.at),
      revocation,
    })
    const broken = checks
      .filter(({ name, verdict }) => verdict === 'broken' && !NOT_HERE.has(name))
      .map(({ name }) => name)
    return [
      claim('card', broken.length === 0, ...broken, ...uncopied(checks)),
      claim('person', isSame(allowedPerson(parsed.person, CARD_FIELDS), identity.person)),
    ]
  } catch (cause) {
    const known =
      cause instanceof TlvError || cause instanceof DerError || cause instanceof IdentityError
    if (!known) throw cause
    return [claim('card', false, 'unreadable')]
  }
}

/** An older chip cannot prove that it is no copy: genuine data may then lie on another card. */
function uncopied(checks: readonly Check[]): string[] {
  const proven = checks.some(({ name, verdict }) => name === 'copy' && verdict !== 'not_checked')
  return proven ? [] : ['copy_unproven']
}

/** What the record says of the person is what the register signed. */
function isSame(card: object, record: object): boolean {
  return JSON.stringify(sorted(card)) === JSON.stringify(sorted(record))
}
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const)
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** The card signed for this visit, with the key of the very card that was read. */
function pinClaim(identity: Identity, visitId: string): Claim {
  const { proof } = identity
  if (!proof || !proofHolds(proof, visitId)) return claim('pin', false, 'proof_broken')
  const sameCard = isProofOf(proof, certificateMark(identity, 'authentication'))
  return claim('pin', sameCard, ...(sameCard ? [] : ['other_card']))
}

/** SHA-256 in hex of a certificate of the card that was read: of its file where that was kept, else as the box noted it. */
export function certificateMark(
  { files, card }: Identity,
  use: 'authentication' | 'signature',
): string | undefined {
  const file = files?.[use]
  if (files) return file && sha256(Buffer.from(file, 'base64'))
  return card?.[use]
}
