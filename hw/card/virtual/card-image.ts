import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything a virtual card consists of: one JSON file `<id>.json` in the folder of test cards. */
export interface CardImage {
  readonly id: string
  /** A name that says that it is a test, for example `Specimen Een`. */
  readonly label: string
  readonly note: CardNote
  /** Hex. */
  readonly atr: string
  /** The answer to GET CARD DATA, 28 bytes in hex; empty on a card that is not an eID. */
  readonly cardData: string
  /** 4 to 12 digits. */
  readonly pin: string
  /** PIN tries left when the card is new, 0 to 3; 3 without it. */
  readonly triesLeft?: number
  /** How often the basic key still answers when the card is new; 5000 without it. */
  readonly basicUses?: number
  /** Base64 by absolute path, for example `3F00/DF01/4031`. */
  readonly files: Readonly<Record<string, string>>
  /** PKCS#8 PEM by key reference: `82` authentication, `83` non-repudiation, `81` the basic key of applet 1.8. */
  readonly keys: Readonly<Record<string, string>>
}
/** What a test card is good for. */
export type CardNote =
  | 'adult'
  | 'adult_18'
  | 'rekeyed'
  | 'kids'
  | 'foreigner'
  | 'birth_year'
  | 'no_signature'
  | 'last_try'
  | 'blocked'
  | 'expired'
  | 'tampered'
  | 'tampered_address'
  | 'tampered_photo'
  | 'cloned'
  | 'wrong_chain'
  | 'not_an_eid'

/** What is printed on a test card, for the hand that picks one. */
export type CardLabel = Pick<CardImage, 'id' | 'label' | 'note'>

/** Reads one card of the folder. @throws Error of the file system or JSON when it is not there or damaged. */
export function loadCard(folder: string, id: string): CardImage {
  return JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as CardImage
}

/** The cards of a folder, in the order of their ids. */
export function listCards(folder: string): CardLabel[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => loadCard(folder, name.slice(0, -'.json'.length)))
    .map(({ id, label, note }) => ({ id, label, note }))
}
