import { UNSEEN } from '../core/unseen.ts'
import { printable } from '../documents/printable.ts'

/** A file may hold any text: it never becomes a line, a colour or an order of its own. */
export function onOneLine(sentence: string): string {
  const isSeen = (code: number) => !UNSEEN.test(String.fromCodePoint(code))
  return printable(sentence, isSeen).replaceAll('\n', ' ')
}
