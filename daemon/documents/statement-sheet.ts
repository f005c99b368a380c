import { sayAttempts } from '../screens/kit/card-attempts.ts'
import { cardTexts } from '../screens/kit/card-texts.ts'
import { how, who } from './people.ts'
import {
  head,
  heading,
  list,
  note,
  type Piece,
  prose,
  rule,
  type Sheet,
  signature,
  stacked,
  table,
  withTail,
} from './sheet.ts'
import type { StatementInput } from './statement.ts'
import { type PaperTexts, paperTexts } from './texts.ts'
import { longTime, shortTime, timeOfDay } from './when.ts'

/** Lays out the words of a statement; the text must be printable already. */
export function statementSheet(input: StatementInput): Sheet {
  const words = paperTexts(input.language)
  const title = words.title[input.kind]
  const version = `${words.revision} ${input.revision}`
  const mark = `${words.ticket} ${input.ticket}`
  const place = `${input.site.name}, ${input.site.room}`
  const made = words.madeOn(place, longTime(input.madeAt, words.locale))
  return {
    title: `${title} · ${input.ticket}`,
    running: `${title} · ${mark} · ${version}`,
    footer: `${words.counter} · ${mark} · ${version} · ${shortTime(input.madeAt, words.locale)}`,
    ...stacked(
      head(words.counter, title, made),
      facts(input, words),
      rule(),
      ...story(input, words),
      closing(words),
      signature(words.signatureField),
    ),
  }
}

/** The table of who, how, by whom and when. */
function facts({ identity, inspector, ...input }: StatementInput, words: PaperTexts): Piece {
  return table([
    { label: words.heard, sentences: who(identity, words), strong: true },
    { label: words.identified, sentences: [...how(identity, words), ...inVain(input, words)] },
    { label: words.inspector, sentences: [`${inspector.name} (${inspector.seat})`] },
    { label: words.begun, sentences: [longTime(input.openedAt, words.locale)] },
    { label: words.rights, sentences: [rightsSentence(input.rights, words)] },
  ])
}

/** Cards that established nobody. */
function inVain({ cardAttempts, language }: Attempts, { locale }: PaperTexts): readonly string[] {
  const timeOf = (at: string) => timeOfDay(at, locale)
  return cardAttempts ? sayAttempts(cardAttempts, cardTexts[language], timeOf) : []
}
type Attempts = Pick<StatementInput, 'cardAttempts' | 'language'>

function rightsSentence(rights: StatementInput['rights'], words: PaperTexts): string {
  const { state, version, language, confirmedAt } = rights
  const confirmed = state === 'confirmed' && version !== undefined && language !== undefined
  if (!confirmed || confirmedAt === undefined) return words.rightsNotConfirmed
  const when = shortTime(confirmedAt, words.locale)
  return words.rightsConfirmed(version, words.languageName[language], when)
}

/** The statement itself and the documents that were exchanged. */
function story({ text, attachments = [] }: StatementInput, words: PaperTexts): Piece[] {
  const said = stacked(heading(words.statement), prose(text.trim() === '' ? words.empty : text))
  if (attachments.length === 0) return [withTail(said)]
  const items = attachments.map(({ name, pages, sha256 }) => ({
    text: `${name} (${words.pages(pages)})`,
    small: `SHA-256 ${sha256}`,
  }))
  return [said, heading(words.exchanged), withTail(list(items))]
}

/** Stands right above the signature. */
function closing(words: PaperTexts): Piece {
  const { tags, blocks } = note(words.closing, 16)
  return { tags, blocks: blocks.map((block) => ({ ...block, together: true, withNext: true })) }
}
