import type { CardTexts } from './card-texts.ts'

/** Names of checks and failures are those of the software that wrote them: a newer one has no word here. */
export type ToldAttempt = { readonly at: string } & (
  | { readonly failure: string }
  | { readonly broken: readonly { readonly name: string }[] }
)

export interface ToldAttempts {
  readonly count: number
  readonly kept: readonly ToldAttempt[]
}

/** The cards that established nobody, a sentence each. */
export function sayAttempts(
  { count, kept }: ToldAttempts,
  words: CardTexts,
  timeOf: (at: string) => string,
): readonly string[] {
  const more = words.attempts.more.replace('{count}', String(count))
  return [
    ...kept.map((attempt) => sayAttempt(attempt, words, timeOf(attempt.at))),
    ...(count > kept.length ? [more] : []),
  ]
}

function sayAttempt(attempt: ToldAttempt, words: CardTexts, at: string): string {
  const { attempts, checks, failures } = words
  if ('failure' in attempt) {
    const failure = wordOf(failures, attempt.failure)
    return attempts.failed.replace('{at}', at).replace('{failure}', failure)
  }
  const names = attempt.broken.map(({ name }) => wordOf(checks, name)).join(', ')
  return attempts.broken.replace('{at}', at).replace('{checks}', names)
}

function wordOf(words: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name
}
