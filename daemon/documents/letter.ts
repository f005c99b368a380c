import type { Language } from '../core/language.ts'
import { makePaper } from './paper.ts'
import { type KnownIdentity, onPaper, who } from './people.ts'
import {
  type Fact,
  head,
  heading,
  list,
  note,
  type Piece,
  prose,
  rule,
  signature,
  stacked,
  table,
  withTail,
} from './sheet.ts'
import { letterTexts } from './texts/letter.ts'
import { type PaperTexts, paperTexts } from './texts.ts'
import { longTime, shortTime } from './when.ts'

/** What every attestation and declaration says. Times are ISO 8601, UTC. */
export interface LetterInput {
  readonly language: Language
  /** The number on the slip. */
  readonly ticket: string
  /** Ours and provisional: never the number of a report, which comes from elsewhere. */
  readonly reference: string
  /** The police service, as people know it. */
  readonly service: string
  readonly site: { readonly name: string; readonly room: string }
  /** Its author. */
  readonly inspector: { readonly seat: string; readonly name: string }
  readonly madeAt: string
  /** Left out when nobody was identified. */
  readonly identity?: KnownIdentity
}

/** What one kind of them says besides. */
export interface Letter {
  /** Names the kind in the attached record, and its file. */
  readonly document: string
  readonly title: string
  readonly intro?: string
  /** The label of the person. */
  readonly person: string
  readonly facts: readonly Fact[]
  readonly sections: readonly Piece[]
  /** What is declared at the end, over a field to sign. */
  readonly declared?: string
}

/** Makes one: the head, who and what in a table, and sections. `input` must be printable already. */
export async function makeLetter(input: LetterInput, letter: Letter): Promise<Uint8Array> {
  const { identity, ...rest } = input
  const words = paperTexts(input.language)
  const { title } = letter
  const place = `${input.site.name}, ${input.site.room}`
  const mark = `${words.ticket} ${input.ticket} · ${input.reference}`
  const when = shortTime(input.madeAt, words.locale)
  const made = words.madeOn(place, longTime(input.madeAt, words.locale))
  return await makePaper({
    sheet: {
      title: `${title} · ${input.reference}`,
      running: `${title} · ${mark}`,
      footer: `${words.counter} · ${mark} · ${when}`,
      ...stacked(
        head(words.counter, title, made),
        ...(letter.intro === undefined ? [] : [prose(letter.intro, 10)]),
        facts(input, letter),
        rule(),
        ...letter.sections,
        ...(letter.declared === undefined ? [] : signed(letter.declared, words)),
      ),
    },
    locale: words.locale,
    madeAt: input.madeAt,
    record: {
      name: `${letter.document}.json`,
      content: {
        v: 1,
        document: letter.document,
        ...rest,
        ...(identity === undefined ? {} : { identity: onPaper(identity) }),
      },
    },
  })
}

function facts(input: LetterInput, letter: Letter): Piece {
  const words = letterTexts(input.language)
  const person = who(input.identity, paperTexts(input.language))
  return table(
    [
      { label: letter.person, sentences: person, strong: true },
      ...letter.facts,
      { label: words.service, sentences: [input.service] },
      { label: words.author, sentences: [input.inspector.name] },
      { label: words.reference, sentences: [input.reference, words.provisional], strong: true },
    ],
    letter.intro === undefined ? undefined : 10,
  )
}

/** A declaration stays in sight of its signature. */
function signed(declared: string, words: PaperTexts): Piece[] {
  return [heading(words.statement), withTail(prose(declared)), signature(words.signatureField)]
}

/** A heading with numbered steps. */
export function steps(title: string, all: readonly string[]): Piece {
  return stacked(heading(title), list(all.map((text) => ({ text }))))
}

/** A heading with paragraphs. */
export function section(title: string, paragraphs: readonly string[]): Piece {
  return stacked(heading(title), ...paragraphs.map((words) => note(words, 4)))
}
