/** Whether the paper's font can show a code point. */
export type Has = (codePoint: number) => boolean

/** What stands for something else without changing what is read. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['\t', '    '],
  ['\u202f', '\u00a0'],
  ['\u2011', '-'],
  ['\u2010', '-'],
  ['\u00ad', ''],
])

/**
 * Text as the paper can show it: composed (NFC), line ends as `\n`. What the font lacks is shown as its code point,
 * `[U+0416]`: in a statement nothing may vanish unseen. Never throws, whatever the string holds.
 */
export function printable(text: string, has: Has): string {
  let shown = ''
  for (const char of text.normalize('NFC').replace(/\r\n?|\u2028|\u2029/g, '\n')) {
    shown += showChar(char, has)
  }
  return shown
}

function showChar(char: string, has: Has): string {
  if (char === '\n') return char
  const same = SAME.get(char)
  if (same !== undefined) return same
  const code = char.codePointAt(0) ?? 0
  if (has(code)) return char
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}
