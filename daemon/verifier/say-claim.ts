import type { Claim } from './claim.ts'
import { onOneLine } from './one-line.ts'
import type { VerifierTexts } from './texts/texts.ts'

/** What a claim is about, in few words. */
export function nameClaim({ name, of }: Claim, words: VerifierTexts): string {
  return of ? `${words.short[name]} (${words.paperNames[of]})` : words.short[name]
}

/** What a claim says and what was found. A name that was found has no word: it stays as it is. */
export function sayClaim({ name, of, evidence }: Claim, words: VerifierTexts): string {
  const said = of ? `${words.paperNames[of]}: ${words.claims[name]}` : words.claims[name]
  const found = evidence.filter(Boolean).map((each) => wordFor(each, words))
  return onOneLine(found.length > 0 ? `${said}${words.because(found.join(', '))}` : said)
}

function wordFor(code: string, { found, cardChecks }: VerifierTexts): string {
  const all: Readonly<Record<string, string>> = { ...cardChecks, ...found }
  return Object.hasOwn(all, code) ? (all[code] ?? code) : code
}
