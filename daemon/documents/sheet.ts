import { type Colour, INK_SOFT, MM, type TextStyle } from './canvas.ts'
import { textWidth } from './fonts.ts'
import type { Block } from './paginate.ts'
import type { StatementInput } from './statement.ts'
import { type PaperTexts, paperTexts } from './texts.ts'
import { dayInWords, longTime, shortTime } from './when.ts'
import { wrap } from './wrap.ts'

/** ISO 216, in points. */
export const A4 = { width: 210 * MM, height: 297 * MM }
/** Room for a punch at the left, about 75 letters on a line. */
export const TEXT_AREA = { left: 25 * MM, top: 22 * MM, width: 155 * MM, height: 250 * MM }
/** A signature's own size: a pad is some 100 mm wide. */
const FIELD = { width: 90 * MM, height: 34 * MM }
const LABEL_WIDTH = 34 * MM

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
}
export interface Part {
  readonly text: string
  readonly x: number
  readonly drop: number
  readonly style: TextStyle & { readonly colour?: Colour }
}
export interface Sheet {
  readonly title: string
  /** At the head of every page but the first. */
  readonly running: string
  /** At the foot of every page. */
  readonly footer: string
  readonly blocks: readonly Block<Line>[]
}

const TITLE: TextStyle = { size: 24, weight: 'bold' }
const HEADING: TextStyle = { size: 13, weight: 'bold' }
const BODY: TextStyle = { size: 11.5 }
const VALUE: TextStyle = { size: 10.5 }
const STRONG: TextStyle = { size: 10.5, weight: 'bold' }
const SMALL: TextStyle = { size: 9, colour: INK_SOFT }
const LABEL: TextStyle = { size: 10.5, colour: INK_SOFT }
const LEADING = { body: 17, value: 14.5, small: 13 }

/** Lays out the words of a statement as blocks; the text must be printable already. */
export function sheetOf(input: StatementInput): Sheet {
  const words = paperTexts(input.language)
  const title = words.title[input.kind]
  const version = `${words.revision} ${input.revision}`
  const mark = `${words.ticket} ${input.ticket}`
  return {
    title: `${title} · ${input.ticket}`,
    running: `${title} · ${mark} · ${version}`,
    footer: `${words.counter} · ${mark} · ${version} · ${shortTime(input.madeAt, words.locale)}`,
    blocks: [
      ...head(input, words, title),
      ...facts(input, words),
      rule(),
      ...story(input, words),
      ...foot(words),
    ],
  }
}

function head(input: StatementInput, words: PaperTexts, title: string): Block<Line>[] {
  const place = `${input.site.name}, ${input.site.room}`
  const made = words.madeOn(place, longTime(input.madeAt, words.locale))
  return [
    paragraph(words.counter, SMALL, LEADING.small, 0),
    paragraph(title, TITLE, 30, 6),
    paragraph(made, VALUE, LEADING.value, 6),
    rule(),
  ]
}

/** The table of who, how, by whom and when: a label and one or more sentences a row. */
function facts(input: StatementInput, words: PaperTexts): Block<Line>[] {
  const { inspector, openedAt } = input
  return [
    row(words.heard, who(input, words), true),
    row(words.identified, how(input, words)),
    row(words.inspector, [`${inspector.name} (${inspector.seat})`]),
    row(words.begun, [longTime(openedAt, words.locale)]),
    row(words.rights, [rightsSentence(input, words)]),
  ]
}

function who(input: StatementInput, words: PaperTexts): string[] {
  const person = input.identity?.person
  if (person === undefined) return ['–']
  const { address, nationality, nationalNumber } = person
  return [
    `${person.surname}, ${person.givenNames}`,
    words.born(dayInWords(person.birthDate, words.locale), person.birthPlace),
    ...(address === undefined ? [] : [`${address.street}, ${address.zip} ${address.municipality}`]),
    ...(nationality === undefined ? [] : [`${words.nationality}: ${nationality}`]),
    ...(nationalNumber === undefined ? [] : [`${words.nationalNumber}: ${nationalNumber}`]),
  ]
}

function how(input: StatementInput, words: PaperTexts): string[] {
  const { identity } = input
  if (identity === undefined) return [words.notIdentified]
  const { person, reason, basis } = identity
  return [
    words.assurance[identity.assurance],
    ...(reason === undefined ? [] : [words.noCard[reason]]),
    ...(basis === undefined || basis === '' ? [] : [`${words.lookedAt}: ${basis}`]),
    ...(person.cardNumber === undefined
      ? []
      : [words.card(person.cardNumber, cardEnd(person.cardValidUntil, words))]),
  ]
}

function cardEnd(until: string | undefined, words: PaperTexts): string | undefined {
  return until === undefined ? undefined : dayInWords(until, words.locale)
}

function rightsSentence(input: StatementInput, words: PaperTexts): string {
  const { state, version, language, confirmedAt } = input.rights
  const confirmed = state === 'confirmed' && version !== undefined && language !== undefined
  if (!confirmed || confirmedAt === undefined) return words.rightsNotConfirmed
  const when = shortTime(confirmedAt, words.locale)
  return words.rightsConfirmed(version, words.languageName[language], when)
}

/** The statement itself. Its last lines stay with the closing words and the signature: no signature stands alone. */
function story(input: StatementInput, words: PaperTexts): Block<Line>[] {
  const text = input.text.trim() === '' ? words.empty : input.text.replace(/^\n+|\s+$/g, '')
  const blocks: Block<Line>[] = [{ ...paragraph(words.statement, HEADING, 18, 12), withNext: true }]
  let gap = 5
  for (const part of text.split('\n')) {
    if (part.trim() === '') gap = LEADING.body * 0.8
    else {
      blocks.push(paragraph(part, BODY, LEADING.body, gap))
      gap = 5
    }
  }
  return withTail(blocks)
}

const TAIL = 2

function withTail(blocks: Block<Line>[]): Block<Line>[] {
  const last = blocks.at(-1)
  if (last === undefined) return blocks
  const { lines, before } = last
  const cut = lines.length <= TAIL + 1 ? 0 : lines.length - TAIL
  const tail = {
    lines: lines.slice(cut),
    before: cut === 0 ? before : 0,
    together: true,
    withNext: true,
  }
  const whole = blocks.slice(0, -1)
  return cut === 0 ? [...whole, tail] : [...whole, { lines: lines.slice(0, cut), before }, tail]
}

function foot(words: PaperTexts): Block<Line>[] {
  const closing = paragraph(words.closing, VALUE, LEADING.value, 16)
  const caption = { text: words.signatureField, x: 0, drop: 11, style: SMALL }
  const drop = 17
  const height = drop + FIELD.height + 4
  const field = { drop, ...FIELD, label: words.signatureField }
  return [
    { ...closing, together: true, withNext: true },
    { lines: [{ height, parts: [caption], field }], before: 10, together: true },
  ]
}

function paragraph(text: string, style: TextStyle, leading: number, before: number): Block<Line> {
  return { lines: lines(text, style, leading, 0, TEXT_AREA.width), before }
}

function row(label: string, sentences: readonly string[], strong = false): Block<Line> {
  const width = TEXT_AREA.width - LABEL_WIDTH
  const values = sentences.flatMap((sentence, at) =>
    lines(sentence, strong && at === 0 ? STRONG : VALUE, LEADING.value, LABEL_WIDTH, width),
  )
  const first = values[0]
  if (first === undefined) return { lines: [], before: 0 }
  const part = { text: label, x: 0, drop: LEADING.value - 4, style: LABEL }
  return {
    lines: [{ ...first, parts: [part, ...first.parts] }, ...values.slice(1)],
    before: 5,
    together: true,
  }
}

function rule(): Block<Line> {
  return { lines: [{ height: 3, parts: [], rule: 2 }], before: 8 }
}

function lines(text: string, style: TextStyle, leading: number, x: number, width: number): Line[] {
  const measure = (piece: string) => textWidth(piece, style.size, style.weight)
  const drop = leading - (leading - style.size * 0.7) / 2
  return text
    .split('\n')
    .flatMap((part) => wrap(part, width, measure))
    .map((line) => ({ height: leading, parts: [{ text: line, x, drop, style }] }))
}
