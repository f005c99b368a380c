import { createHash, createPublicKey, createVerify, type KeyObject } from 'node:crypto'
import type { Check } from '../core/card-view.ts'
import { OK } from './apdu.ts'
import { broken, check, notChecked } from './check.ts'
import type { EidFiles } from './eid-files.ts'
import type { Identity } from './person.ts'

/** r and s of P-384. */
const PROOF_BYTES = 96

/** Whether these files belong to this chip, by what the chip says of itself. */
export function chipChecks({ chip }: EidFiles, { chipNumber }: Identity): Check[] {
  const same = Buffer.compare(chip.number, chipNumber) === 0
  return [check('chip', same, ['chip_matches', 'chip_differs'])]
}

/**
 * Whether the chip is the one that the register wrote the identity for: it signs a fresh challenge with the key whose
 * hash is in the signed identity. The identity decides whether there must be a key, for a copy can name any applet.
 */
export function copyCheck({ chip, basicKey, proof }: EidFiles, { keyHash }: Identity): Check {
  const applet = { applet: `${chip.applet >> 4}.${chip.applet & 0x0f}` }
  if (keyHash.length === 0)
    return notChecked('copy', chip.applet < 0x18 ? 'chip_too_old' : 'no_chip_key', applet)
  if (!basicKey || !createHash('sha384').update(basicKey).digest().equals(keyHash))
    return broken('copy', 'chip_key_differs')
  if (!proof || proof.status !== OK || proof.answer.length !== PROOF_BYTES) {
    const status = (proof?.status ?? 0).toString(16).padStart(4, '0')
    return broken('copy', 'chip_refused', { status })
  }
  const key = keyOf(basicKey)
  const holds =
    key !== null &&
    createVerify('sha384')
      .update(proof.challenge)
      .verify({ key, dsaEncoding: 'ieee-p1363' }, proof.answer)
  return check('copy', holds, ['chip_proved', 'chip_proof_broken'], { hash: 'sha384' })
}

function keyOf(der: Uint8Array): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
    return key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? key : null
  } catch {
    return null // not a key at all
  }
}
