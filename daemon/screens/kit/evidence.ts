import type { CardTexts } from './card-texts.ts'

/** What a check found, as a sentence; a code that came after this catalogue stays as it is. */
export function sayEvidence(
  {
    code,
    values = {},
  }: { readonly code: string; readonly values?: Readonly<Record<string, string>> },
  { found }: CardTexts,
): string {
  const sentences: Readonly<Record<string, string>> = found
  const sentence = Object.hasOwn(sentences, code) ? (sentences[code] ?? code) : code
  const filled = sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
  // An authority without a number leaves a blank before the full stop.
  return filled.replace(/ +\./g, '.')
}
