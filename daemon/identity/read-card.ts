import { randomBytes } from 'node:crypto'
import { TlvError } from '../../hw/card/eid-tlv.ts'
import { CardGoneError, CardMuteError, ReaderGoneError } from '../../hw/card/port.ts'
import type { CardEvidence, CardFailure, CardMark, Check, Person } from '../core/card-view.ts'
import { CardStatusError, type Transmit } from './apdu.ts'
import type { Authorities } from './authorities.ts'
import { cardEvidence } from './card-evidence.ts'
import { cardMark } from './card-mark.ts'
import { DerError } from './der.ts'
import { NotAnEidError, readEidFiles } from './eid-files.ts'
import { IdentityError, parseIdentity, readName } from './person.ts'
import type { Revocation } from './revocation.ts'
import type { Trust } from './trust.ts'
import { verifyEid } from './verify.ts'
import { holderOf } from './verify-holder.ts'
import { signerOf } from './verify-register.ts'

/** A whole identity, or why there is none. */
export type CardReading =
  | {
      readonly ok: true
      readonly person: Person
      readonly checks: readonly Check[]
      /** JPEG. */
      readonly photo: Uint8Array
      readonly card: CardMark
      readonly evidence: CardEvidence
    }
  | { readonly ok: false; readonly failure: CardFailure }

export interface ReadContext {
  readonly trust: Trust
  /** Kept from card to card. */
  readonly authorities: Authorities
  readonly revocation: Revocation
  readonly now: () => Date
  /** Told the name that the card claims before anything has been checked. */
  readonly onName?: (name: Pick<Person, 'surname' | 'givenNames'>) => void
}

const CHALLENGE_BYTES = 48

/** Reads and checks the card in the reader. A bug's error passes through; every fault of card or reader is a failure. */
export async function readCard(transmit: Transmit, context: ReadContext): Promise<CardReading> {
  const { trust, authorities, revocation, onName } = context
  try {
    const files = await readEidFiles(transmit, {
      onIdentity: (file) => onName?.(readName(file)),
      known: authorities,
      challenge: randomBytes(CHALLENGE_BYTES),
    })
    const now = context.now()
    const identity = parseIdentity(files.identity, files.address)
    const vouchers = {
      signer: signerOf(files, trust, authorities),
      holder: holderOf(files, authorities),
    }
    const withdrawn = await revocation(vouchers, now)
    const checks = verifyEid(files, identity, vouchers, { trust, now, revocation: withdrawn })
    return {
      ok: true,
      person: identity.person,
      checks,
      photo: files.photo,
      card: cardMark(files, checks),
      evidence: cardEvidence(files, vouchers),
    }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}

function failureOf(error: unknown): CardFailure {
  if (error instanceof CardGoneError) return 'removed'
  if (error instanceof CardMuteError) return 'timeout'
  if (error instanceof ReaderGoneError) return 'reader_gone'
  if (error instanceof NotAnEidError) return 'not_an_eid'
  if (error instanceof CardStatusError) return 'unreadable'
  if (error instanceof TlvError || error instanceof DerError || error instanceof IdentityError)
    return 'invalid'
  throw error
}
