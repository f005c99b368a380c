import { type Colour, INK_SOFT, MM, type TextStyle } from './canvas.ts'
import { textWidth } from './fonts.ts'
import type { Block } from './paginate.ts'
import { type Tag, tag } from './tags.ts'
import { wrap } from './wrap.ts'

/** ISO 216, in points. */
export const A4 = { width: 210 * MM, height: 297 * MM }
/** Room for a punch at the left, about 75 letters on a line. */
export const TEXT_AREA = { left: 25 * MM, top: 22 * MM, width: 155 * MM, height: 250 * MM }
/** A signature's own size: a pad is some 100 mm wide. */
const FIELD = { width: 90 * MM, height: 34 * MM }
const LABEL_WIDTH = 34 * MM
const ITEM_INDENT = 7 * MM
const ROW_GAP = 5

/** One line of the sheet; distances in points, `drop` from the line's top down to a baseline. */
export interface Line {
  readonly height: number
  readonly parts: readonly Part[]
  /** A hairline, this far below the line's top. */
  readonly rule?: number
  readonly field?: Field
}
/** The place of the signature field under its line's top, and its name for a reader that speaks. */
export interface Field {
  readonly drop: number
  readonly width: number
  readonly height: number
  readonly label: string
  readonly of: Tag
}
export interface Part {
  readonly text: string
  readonly x: number
  readonly drop: number
  readonly style: TextStyle & { readonly colour?: Colour }
  readonly of: Tag
}
/** A stretch of paper: its lines, and its nodes of the structure in reading order. */
export interface Piece {
  readonly tags: readonly Tag[]
  readonly blocks: readonly Block<Line>[]
}
export interface Sheet extends Piece {
  readonly title: string
  /** At the head of every page but the first. */
  readonly running: string
  /** At the foot of every page. */
  readonly footer: string
}

interface Type extends TextStyle {
  readonly leading: number
}
const TITLE: Type = { size: 24, weight: 'bold', leading: 30 }
const HEADING: Type = { size: 13, weight: 'bold', leading: 18 }
const BODY: Type = { size: 11.5, leading: 17 }
const VALUE: Type = { size: 10.5, leading: 14.5 }
const STRONG: Type = { ...VALUE, weight: 'bold' }
const LABEL: Type = { ...VALUE, colour: INK_SOFT }
const SMALL: Type = { size: 9, colour: INK_SOFT, leading: 13 }

/** Pieces one under the other. */
export function stacked(...pieces: readonly Piece[]): Piece {
  return {
    tags: pieces.flatMap(({ tags }) => tags),
    blocks: pieces.flatMap(({ blocks }) => blocks),
  }
}

/** The head of the first page: who speaks, what it is, where and when it was made. */
export function head(counter: string, title: string, made: string): Piece {
  return stacked(
    text('P', counter, SMALL, 0),
    text('H1', title, TITLE, 6),
    text('P', made, VALUE, 6),
    rule(),
  )
}

/** A heading that stays with what follows. */
export function heading(words: string): Piece {
  const { tags, blocks } = text('H2', words, HEADING, 12)
  return { tags, blocks: blocks.map((block) => ({ ...block, withNext: true })) }
}

/** A paragraph in small type: what the paper says of itself. */
export function note(words: string, before: number): Piece {
  return text('P', words, VALUE, before)
}

/** What somebody said: a paragraph for each line, more room where one was left empty. */
export function prose(words: string, before = 5): Piece {
  const pieces: Piece[] = []
  let gap = before
  for (const part of words.replace(/^\n+|\s+$/g, '').split('\n')) {
    if (part.trim() === '') gap = BODY.leading * 0.8
    else {
      pieces.push(text('P', part, BODY, gap))
      gap = 5
    }
  }
  return stacked(...pieces)
}

/** A label and one or more sentences; `strong` sets the first of them bold. */
export interface Fact {
  readonly label: string
  readonly sentences: readonly string[]
  readonly strong?: boolean
}

/** A table of facts, `before` points below what is above it. */
export function table(facts: readonly Fact[], before: number = ROW_GAP): Piece {
  const rows = facts.map((fact, at) => row(fact, at === 0 ? before : ROW_GAP))
  return {
    tags: [tag('Table', ...rows.flatMap(({ tags }) => tags))],
    blocks: rows.flatMap(({ blocks }) => blocks),
  }
}

function row({ label, sentences, strong = false }: Fact, before: number): Piece {
  const name = tag('TH')
  const value = tag('TD')
  const labels = lines([label], LABEL, { x: 0, width: LABEL_WIDTH - 2 * MM, of: name })
  const place = { x: LABEL_WIDTH, width: TEXT_AREA.width - LABEL_WIDTH, of: value }
  const values = strong
    ? [
        ...lines(sentences.slice(0, 1), STRONG, place, sentences.length > 1),
        ...lines(sentences.slice(1), VALUE, place),
      ]
    : lines(sentences, VALUE, place)
  return {
    tags: [tag('TR', name, value)],
    blocks: [{ lines: sideBySide(labels, values), before, together: true }],
  }
}

/** Lines of two columns of the same leading. */
function sideBySide(left: readonly Line[], right: readonly Line[]): Line[] {
  const [first, second] = left.length > right.length ? [left, right] : [right, left]
  return first.map((line, at) => ({
    ...line,
    parts: [...(left[at]?.parts ?? []), ...(right[at]?.parts ?? [])],
    height: Math.max(line.height, second[at]?.height ?? 0),
  }))
}

/** A step or a thing of a list, and a line in small type under it. */
export interface Item {
  readonly text: string
  readonly small?: string
}

/** A numbered list. */
export function list(items: readonly Item[]): Piece {
  const made = items.map((item, at) => listItem(item, `${at + 1}.`))
  return {
    tags: [tag('L', ...made.flatMap(({ tags }) => tags))],
    blocks: made.flatMap(({ blocks }) => blocks),
  }
}

function listItem({ text: words, small }: Item, mark: string): Piece {
  const label = tag('Lbl')
  const body = tag('LBody')
  const place = { x: ITEM_INDENT, width: TEXT_AREA.width - ITEM_INDENT, of: body }
  const under = small === undefined ? [] : lines([small], SMALL, place)
  const all = [...lines([words], VALUE, place, under.length > 0), ...under]
  const marks = lines([mark], LABEL, { x: 0, width: ITEM_INDENT, of: label })
  return {
    tags: [tag('LI', label, body)],
    blocks: [{ lines: sideBySide(marks, all), before: 4, together: true }],
  }
}

/** A hairline across the paper. */
export function rule(): Piece {
  return { tags: [], blocks: [{ lines: [{ height: 3, parts: [], rule: 2 }], before: 8 }] }
}

/** The field where somebody signs, with its caption. */
export function signature(caption: string): Piece {
  const name = tag('P')
  const of = tag('Form')
  const drop = 17
  const part = { text: caption, x: 0, drop: 11, style: SMALL, of: name }
  const field = { drop, ...FIELD, label: caption, of }
  const line = { height: drop + FIELD.height + 4, parts: [part], field }
  return { tags: [name, of], blocks: [{ lines: [line], before: 10, together: true }] }
}

const TAIL = 2

/** A piece whose last lines stay with what follows: no signature stands alone on a page. */
export function withTail({ tags, blocks }: Piece): Piece {
  const last = blocks.at(-1)
  if (last === undefined) return { tags, blocks }
  const { lines: all, before } = last
  const cut = last.together || all.length <= TAIL + 1 ? 0 : all.length - TAIL
  const tail = {
    lines: all.slice(cut),
    before: cut === 0 ? before : 0,
    together: true,
    withNext: true,
  }
  const start = cut === 0 ? [] : [{ lines: all.slice(0, cut), before }]
  return { tags, blocks: [...blocks.slice(0, -1), ...start, tail] }
}

function text(role: 'P' | 'H1' | 'H2', words: string, type: Type, before: number): Piece {
  const of = tag(role)
  const place = { x: 0, width: TEXT_AREA.width, of }
  return { tags: [of], blocks: [{ lines: lines([words], type, place), before }] }
}

interface Place {
  readonly x: number
  readonly width: number
  readonly of: Tag
}

/** Sentences, each on lines of its own. `goesOn` tells that more of the same content follows. */
function lines(
  sentences: readonly string[],
  { leading, ...style }: Type,
  { x, width, of }: Place,
  goesOn = false,
): Line[] {
  const measure = (piece: string) => textWidth(piece, style.size, style.weight)
  const drop = leading - (leading - style.size * 0.7) / 2
  const all = sentences.flatMap((sentence) => sentence.split('\n'))
  return all.flatMap((sentence, at) => {
    const wrapped = spaced(sentence, wrap(sentence, width, measure))
    const last = wrapped.at(-1) ?? ''
    const closed = at < all.length - 1 || goesOn ? `${last} ` : last
    return [...wrapped.slice(0, -1), closed].map((line) => ({
      height: leading,
      parts: [{ text: line, x, drop, style, of }],
    }))
  })
}

/** Lines with the space that a break took: who hears a paper has no line ends. Source: ISO 32000-1, 14.8.2.5. */
function spaced(whole: string, wrapped: readonly string[]): string[] {
  let at = 0
  return wrapped.map((line) => {
    while (!whole.startsWith(line, at) && whole[at] === ' ') at += 1
    at += line.length
    return whole[at] === ' ' ? `${line} ` : line
  })
}
