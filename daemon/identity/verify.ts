import type { Check } from '../core/card-view.ts'
import type { EidCertificate } from './certificate.ts'
import { check, dayOf, notChecked } from './check.ts'
import type { EidFiles } from './eid-files.ts'
import { type Identity, isNationalNumber } from './person.ts'
import { sha256Of, type Trust } from './trust.ts'
import { chipChecks, copyCheck } from './verify-chip.ts'
import { type Holder, holderChecks } from './verify-holder.ts'
import { registerChecks, type Signer } from './verify-register.ts'

/** Who vouches for a card: the certificates in it that lead to a root of ours. */
export interface Vouchers {
  readonly signer: Signer
  readonly holder: Holder
}

export interface VerifyOptions {
  readonly trust: Trust
  readonly now: Date
  /** What was heard about withdrawn certificates. */
  readonly revocation: Check
}

/**
 * Everything that a card's data prove without its PIN, one named check each. Roots are pinned by
 * us: the root on the card itself is never trusted.
 */
export function verifyEid(
  files: EidFiles,
  identity: Identity,
  { signer, holder }: Vouchers,
  { trust, now, revocation }: VerifyOptions,
): Check[] {
  return [
    ...registerChecks(files, identity, signer, now),
    ...chipChecks(files, identity),
    cardDates(identity, now),
    check('national_number', isNationalNumber(identity.nationalNumber), [
      'number_holds',
      'number_broken',
    ]),
    ...holderChecks(holder, identity, now),
    copyCheck(files, identity),
    revocation,
    trustCheck(signer.root, trust),
  ]
}

function cardDates({ validFrom, validUntil }: Identity, now: Date): Check {
  const today = dayOf(now)
  const holds =
    /^\d{4}-/.test(validFrom) &&
    /^\d{4}-/.test(validUntil) &&
    validFrom <= today &&
    today <= validUntil
  const values = { from: validFrom, until: validUntil }
  return check('card_dates', holds, ['card_valid', 'card_not_valid'], values)
}

/** A test root proves that the machinery works, and nothing about a person: it never `holds`. */
function trustCheck(root: EidCertificate | null, { mode }: Trust): Check {
  if (!root) return notChecked('trust', 'no_root')
  const values = { sha256: sha256Of(root.x509) }
  if (mode === 'test') return notChecked('trust', 'test_root', values)
  return check('trust', true, ['pinned_root', 'pinned_root'], values)
}
