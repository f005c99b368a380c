import type { ExchangeType } from './exchange-view.ts'
import type { SeatGaze } from './eye-contact.ts'
import type { InjuredOrder } from './injured-view.ts'
import type { Language } from './language.ts'
import type { PaperKind, PaperOrder } from './paper-view.ts'
import type { NoCardReason, ShownDocument, VisitKind, VisitOutcome } from './visit-view.ts'

/**
 * What an inspector may ask of the box while a visit runs. It travels as JWE inside a signed command with an id; the
 * box answers each id once and gives the same answer when it is repeated.
 */
export type VisitCommand =
  | { readonly name: 'visit.kind'; readonly kind: VisitKind }
  | { readonly name: 'visit.show' }
  | { readonly name: 'link.ask' }
  | { readonly name: 'link.answer'; readonly linkId: string; readonly sdp: string }
  /**
   * How the inspector saw the citizen's eyes in the last seconds: by how much beside the camera. Counted, not
   * stored, by the box; not by the visit, which it does not change.
   */
  | ({ readonly name: 'eyes.seat' } & SeatGaze)
  | { readonly name: 'rights.present' }
  | { readonly name: 'identity.ask' }
  /** Asks for the PIN of the card that was read; `nonce` is 32 fresh bytes in hex. */
  | { readonly name: 'identity.prove'; readonly nonce: string }
  | {
      readonly name: 'identity.record'
      readonly reason: NoCardReason
      readonly assurance: 'visual' | 'declared'
      /** What of these may be recorded, `noCardFaults` says. */
      readonly shown: ShownDocument
      /** Of that document, and which country gave it. */
      readonly shownNumber?: string
      readonly shownCountry?: string
      readonly surname: string
      readonly givenNames: string
      readonly birthDate: string
      readonly basis: string
    }
  /** `rev` is the console's count; the box keeps the highest and answers with it. */
  | { readonly name: 'draft.edit'; readonly rev: number; readonly text: string }
  /** Announces a document that belongs to the statement: it is known by its SHA-256, hex; `title` is what it is called. */
  | {
      readonly name: 'exchange.begin'
      readonly sha256: string
      readonly title: string
      readonly type: ExchangeType
      /** How many there will be. */
      readonly bytes: number
    }
  /** Parts count from 0 and come in order. */
  | {
      readonly name: 'exchange.part'
      readonly sha256: string
      readonly part: number
      readonly base64: string
    }
  | { readonly name: 'exchange.drop'; readonly sha256: string }
  /** Lays it before the citizen, or takes that back. */
  | { readonly name: 'exchange.show'; readonly sha256: string }
  | { readonly name: 'exchange.hide' }
  | { readonly name: 'document.present' }
  /** Lays the declaration of injured person before the citizen, once the statement has ended. */
  | { readonly name: 'injured.present'; readonly order: InjuredOrder }
  | { readonly name: 'document.withdraw' }
  | { readonly name: 'signature.ask' }
  /** Makes a paper besides the statement; one of its kind, in place of the one before. */
  | { readonly name: 'paper.add'; readonly order: PaperOrder }
  | { readonly name: 'paper.drop'; readonly paper: PaperKind }
  | { readonly name: 'visit.wrap'; readonly outcome: VisitOutcome }
  | { readonly name: 'visit.close' }
  /** The citizen did not come: the ticket becomes `no_show`. */
  | { readonly name: 'visit.not_here' }
  /** The ticket goes back to its place in the queue. */
  | { readonly name: 'visit.return' }

/** What the citizen may do on the reading screen. */
export type CitizenAct =
  | { readonly act: 'language.choose'; readonly language: Language }
  | { readonly act: 'rights.confirm' }
  | { readonly act: 'identity.agree' }
  | { readonly act: 'identity.decline' }
  | { readonly act: 'identity.retry' }
  | { readonly act: 'pin.agree' }
  /** Spends the last try, knowing that it is the last. */
  | { readonly act: 'pin.insist' }
  | { readonly act: 'pin.decline' }
  /** The citizen turned to this page of a document that was exchanged. */
  | { readonly act: 'exchange.page'; readonly sha256: string; readonly page: number }
  | { readonly act: 'exchange.close'; readonly sha256: string }
  | { readonly act: 'document.read'; readonly sha256: string }
  | { readonly act: 'document.object'; readonly sha256: string }
  | { readonly act: 'sign.start' }
  /** With the identity card and its PIN instead of the pad. */
  | { readonly act: 'sign.eid' }
  | { readonly act: 'sign.again' }
  | { readonly act: 'sign.accept' }
  | { readonly act: 'sign.refuse'; readonly reason?: string }
  | { readonly act: 'copy.print' }
  | { readonly act: 'copy.decline' }
  | { readonly act: 'person.want' }
