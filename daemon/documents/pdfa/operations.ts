/** A name with its slash, a number, or a string's bytes; what arrays and dictionaries hold stands in one row. */
export type Operand = string | number | Buffer

/** An operator of a content stream with what stands before it. */
export interface Operation {
  readonly name: string
  readonly args: readonly Operand[]
}

/** Space and comments; then a literal string, a string in hex, a bracket, a name, or a word. */
const TOKEN =
  /(?:[\0\t\n\f\r ]|%[^\r\n]*)*(?:(\((?:\\[\s\S]|[^\\()])*\)?)|(<[0-9A-Fa-f\s]*>)|(<<|>>|[[\]{}<>)])|(\/[^\0\t\n\f\r ()<>[\]{}/%]*)|([^\0\t\n\f\r ()<>[\]{}/%]+))/gy
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/

/**
 * Reads a content stream, whatever its bytes: a reader that stops nowhere would be stopped by the first broken file.
 * Brackets inside a literal string must be escaped, which they need not be elsewhere. Source: ISO 32000-1, 7.8.2.
 */
export function operationsOf(bytes: Buffer): Operation[] {
  const operations: Operation[] = []
  let args: Operand[] = []
  for (const [, literal, hex, , name, word] of bytes.toString('latin1').matchAll(TOKEN)) {
    if (literal !== undefined) args.push(unescaped(literal))
    else if (hex !== undefined) args.push(Buffer.from(hex.replace(/[^0-9A-Fa-f]/g, ''), 'hex'))
    else if (name !== undefined) args.push(name)
    else if (word !== undefined && NUMBER.test(word)) args.push(Number(word))
    else if (word !== undefined) {
      operations.push({ name: word, args })
      args = []
    }
  }
  return operations
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Source: ISO 32000-1, table 3. */
function unescaped(literal: string): Buffer {
  const text = literal
    .replace(/^\(|\)$/g, '')
    .replace(/\\([0-7]{1,3}|\r\n|[\s\S])/g, (_, it: string) => {
      if (/^[0-7]/.test(it)) return String.fromCharCode(Number.parseInt(it, 8) & 0xff)
      return /[\r\n]/.test(it) ? '' : (ESCAPES[it] ?? it)
    })
  return Buffer.from(text, 'latin1')
}
