import type { X509Certificate } from 'node:crypto'
import { TlvError } from '../../hw/card/eid-tlv.ts'
import { CardGoneError, CardMuteError, ReaderGoneError } from '../../hw/card/port.ts'
import type { CardFailure, Check, Person } from '../core/visit-view.ts'
import { CardStatusError, type Transmit } from './apdu.ts'
import { DerError } from './der.ts'
import { NotAnEidError, readEidFiles } from './eid-files.ts'
import { IdentityError, parseIdentity } from './person.ts'
import { verifyEid } from './verify.ts'

/** A whole identity, or why there is none. */
export type CardReading =
  | {
      readonly ok: true
      readonly person: Person
      readonly checks: readonly Check[]
      /** JPEG. */
      readonly photo: Uint8Array
      /** The chip number, 16 bytes: what tells this card from every other. */
      readonly chip: Uint8Array
    }
  | { readonly ok: false; readonly failure: CardFailure }

/** Reads and checks the card in the reader. A bug's error passes through; every fault of card or reader is a failure. */
export async function readCard(
  transmit: Transmit,
  roots: readonly X509Certificate[],
  now: Date,
): Promise<CardReading> {
  try {
    const files = await readEidFiles(transmit)
    const identity = parseIdentity(files.identity, files.address)
    const checks = verifyEid(files, identity, roots, now)
    return {
      ok: true,
      person: identity.person,
      checks,
      photo: files.photo,
      chip: files.chipNumber,
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
