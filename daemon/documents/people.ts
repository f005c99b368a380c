import type { IdentityView, ShownDocument } from '../core/visit-view.ts'
import type { PaperTexts } from './texts.ts'
import { dayInWords } from './when.ts'

export type KnownIdentity = Extract<IdentityView, { readonly state: 'known' }>

/** Who somebody is, a sentence a line; a dash when nobody was identified. */
export function who(identity: KnownIdentity | undefined, words: PaperTexts): string[] {
  const person = identity?.person
  if (person === undefined) return ['–']
  const { address, nationality, nationalNumber } = person
  return [
    `${person.surname}, ${person.givenNames}`,
    words.born(dayInWords(person.birthDate, words.locale), person.birthPlace),
    ...(address === undefined ? [] : [`${address.street}, ${address.zip} ${address.municipality}`]),
    ...(nationality === undefined ? [] : [`${words.nationality}: ${nationality}`]),
    ...(nationalNumber === undefined ? [] : [`${words.nationalNumber}: ${nationalNumber}`]),
  ]
}

/** How they were identified, a sentence a line. */
export function how(identity: KnownIdentity | undefined, words: PaperTexts): string[] {
  if (identity === undefined) return [words.notIdentified]
  const { person, reason, shown, basis } = identity
  const { cardNumber, cardValidUntil: until } = person
  const end = until === undefined ? undefined : dayInWords(until, words.locale)
  return [
    words.assurance[identity.assurance],
    ...(reason === undefined ? [] : [words.noCard[reason]]),
    ...(shown === undefined ? [] : [`${words.lookedAt}: ${shownInWords(shown, identity, words)}`]),
    ...(basis === undefined || basis === '' ? [] : [`${words.convincedBy}: ${basis}`]),
    ...(cardNumber === undefined ? [] : [words.card(cardNumber, end)]),
  ]
}

/** The document that was looked at, with what it can be found by. */
export function shownInWords(
  shown: ShownDocument,
  {
    shownNumber,
    shownCountry,
  }: { readonly shownNumber?: string | undefined; readonly shownCountry?: string | undefined },
  words: PaperTexts,
): string {
  return [
    words.shown[shown],
    ...(shownNumber ? [words.shownNumber(shownNumber)] : []),
    ...(shownCountry ? [shownCountry] : []),
  ].join(', ')
}

/** Who somebody is and how that was established, as a paper says it for machines. */
export type PaperIdentity = Pick<
  KnownIdentity,
  'person' | 'assurance' | 'at' | 'reason' | 'shown' | 'shownNumber' | 'shownCountry' | 'basis'
>

/** What of an identity stands on paper, and nothing else that the box knows of the card. */
export function onPaper(identity: KnownIdentity): PaperIdentity {
  const { person, assurance, at, reason, shown, shownNumber, shownCountry, basis } = identity
  return {
    ...{ person, assurance, at },
    ...(reason ? { reason } : {}),
    ...(shown ? { shown } : {}),
    ...(shownNumber ? { shownNumber } : {}),
    ...(shownCountry ? { shownCountry } : {}),
    ...(basis ? { basis } : {}),
  }
}
