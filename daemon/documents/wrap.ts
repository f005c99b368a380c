/** The width of a piece of text, in points. */
export type Measure = (text: string) => number

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** Spaces, or a word up to its end or up to a hyphen or slash before a letter: dates and numbers stay whole. */
const PIECES = / +|[^ ]+?(?:[-–—/]+(?=\p{L})|(?= )|$)/gu

/** Spaces inside an amount (`1 249,00 €`), before its unit or at French punctuation: no line ends there. */
const TIED =
  /(?<=\d) (?=\d{3}(?!\d)|[€%°]|(?:uur|euro|km|kg)\b)|(?<=\S) (?=[;:?!»])|(?<=«) (?=\S)/gu
const TIE = '\ue000'

/**
 * Breaks one paragraph into lines of at most `width` points, ragged right. A word longer than a line is cut between
 * characters without a hyphen, since a hyphen would change what was said. Joining the lines gives the text back, but
 * for the spaces at the breaks.
 */
export function wrap(paragraph: string, width: number, measure: Measure): string[] {
  const tied = paragraph.replace(TIED, TIE)
  const untied = (text: string) => measure(text.replaceAll(TIE, ' '))
  const lines = greedy(tied, width, untied)
  const last = lines.at(-1)
  const best =
    lines.length < 2 || last === undefined || last.includes(' ')
      ? lines
      : withoutRunt(tied, lines, width, untied)
  return best.map((line) => line.replaceAll(TIE, ' '))
}

/** A last line of one word looks like a mistake: a slightly narrower measure carries a second word down. */
function withoutRunt(text: string, lines: string[], width: number, measure: Measure): string[] {
  for (const part of [0.97, 0.94, 0.91]) {
    const tried = greedy(text, width * part, measure)
    if (tried.length === lines.length && tried.at(-1)?.includes(' ')) return tried
  }
  return lines
}

/** Without the spaces at its end; other white space is somebody's text. */
function ended(line: string): string {
  return line.replace(/ +$/, '')
}

function greedy(paragraph: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of paragraph.match(PIECES) ?? []) {
    if (measure(ended(line + piece)) <= width) {
      line += piece
      continue
    }
    if (ended(line) !== '') lines.push(ended(line))
    const cut = piece.startsWith(' ') ? [''] : cutToWidth(piece, width, measure)
    lines.push(...cut.slice(0, -1))
    line = cut.at(-1) ?? ''
  }
  lines.push(ended(line))
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function cutToWidth(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word]
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const { segment } of graphemes.segment(word)) {
    // One by one: to measure every beginning of a word of a whole page would take seconds.
    const wide = measure(segment)
    if (part !== '' && used + wide > width) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += segment
    used += wide
  }
  parts.push(part)
  return parts
}
