import { printable } from '../documents/printable.ts'

/** What a terminal obeys, turns the line around, or nobody sees. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{DI}]/u

/** A file may hold any text: it never becomes a line, a colour or an order of its own. */
export function onOneLine(sentence: string): string {
  const isSeen = (code: number) => !UNSEEN.test(String.fromCodePoint(code))
  return printable(sentence, isSeen).replaceAll('\n', ' ')
}
