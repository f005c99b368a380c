import type { CardFailure, Check } from './card-view.ts'

/**
 * A card that was asked for and established nobody: it gave nothing, or checks of it do not hold. Nothing that it says
 * of a person is kept here, since that may well be somebody else; `card` is SHA-256 of its chip number, hex.
 */
export type CardAttempt = { readonly at: string } & (
  | { readonly failure: CardFailure }
  | { readonly broken: readonly Pick<Check, 'name' | 'evidence'>[]; readonly card?: string }
)

export interface CardAttempts {
  /** All of them; `kept` are those that are still told apart. */
  readonly count: number
  readonly kept: readonly CardAttempt[]
}

export const MAX_ATTEMPTS = 8

/** Adds one. What was never read makes room first: a forged card is not pushed out by many tries. */
export function withAttempt(
  { count, kept }: CardAttempts = { count: 0, kept: [] },
  attempt: CardAttempt,
): CardAttempts {
  const all = [...kept, attempt]
  const unread = all.findIndex((each) => 'failure' in each)
  const tooMany = all.length > MAX_ATTEMPTS
  return { count: count + 1, kept: tooMany ? all.toSpliced(Math.max(unread, 0), 1) : all }
}
