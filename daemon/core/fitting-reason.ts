import type { CardAttempts } from './card-attempts.ts'
import type { CardFailure, CheckName } from './card-view.ts'
import type { IdentityView, NoCardReason } from './visit-view.ts'

const OF_FAILURE: Readonly<Record<CardFailure, NoCardReason | undefined>> = {
  absent: 'forgotten',
  unreadable: 'unreadable',
  removed: undefined,
  not_an_eid: 'foreign',
  reader_gone: 'unreadable',
  timeout: 'unreadable',
  invalid: 'not_genuine',
}
/** What only time breaks. */
const DATES: readonly CheckName[] = ['card_dates', 'holder_dates']

/**
 * Why it goes on without a card, as far as the card that failed last tells: for the inspector to choose or not. A card
 * that was withdrawn is genuine; why it was, only people know.
 */
export function fittingReason(visit: {
  readonly identity: IdentityView
  readonly cardAttempts?: CardAttempts
}): NoCardReason | undefined {
  if (visit.identity.state === 'declined') return 'refuses'
  const last = visit.cardAttempts?.kept.at(-1)
  if (!last) return undefined
  if ('failure' in last) return OF_FAILURE[last.failure]
  const names = last.broken.map(({ name }) => name)
  if (names.includes('revocation')) return undefined
  return names.every((name) => DATES.includes(name)) ? 'expired' : 'not_genuine'
}
