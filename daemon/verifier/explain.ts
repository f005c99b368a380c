import type { Language } from '../core/language.ts'
import { shownInWords } from '../documents/people.ts'
import type { DossierRecord } from '../documents/record.ts'
import { paperTexts } from '../documents/texts.ts'
import { dayInWords, longTime, timeOfDay } from '../documents/when.ts'
import { sayAttempts } from '../screens/kit/card-attempts.ts'
import { cardTexts } from '../screens/kit/card-texts.ts'
import type { Claim } from './claim.ts'
import type { FileProof } from './extensions.ts'
import { onOneLine } from './one-line.ts'
import { nameClaim, sayClaim } from './say-claim.ts'
import { type VerifierTexts, verifierTexts } from './texts/texts.ts'
import type { Findings } from './verify-dossier.ts'

export interface Part {
  readonly heading: string
  readonly sentences: readonly string[]
  /** What somebody was shown, word for word. */
  readonly shown?: { readonly about: string; readonly lines: readonly string[] }
}

/** `amber`: nothing is broken, and not everything could be looked at. */
export type Tone = 'green' | 'amber' | 'red'

/** A dossier in plain words: a heading with its sentences, in the order in which things happened. */
export interface Explanation {
  readonly title: string
  /** What counts, first: in a word, and in a sentence. */
  readonly tone: Tone
  readonly headline: string
  readonly verdict: string
  /** What the verdict leaves open. */
  readonly caution?: string
  readonly test?: string
  /** Nobody vouches for what the parts tell. */
  readonly doubt?: string
  readonly parts: readonly Part[]
  readonly checked: readonly {
    readonly verdict: Claim['verdict']
    readonly word: string
    readonly sentence: string
    /** Both, where they stand on one line. */
    readonly line: string
  }[]
}

export function explain(findings: Findings, language: Language): Explanation {
  const words = verifierTexts[language]
  const { record, claims, proofs, holds, test } = findings
  const broken = claims.filter(({ verdict }) => verdict === 'broken')
  const isSealed = !broken.some(({ name }) => name === 'seal')
  const isWhole = claims.every(({ verdict }) => verdict !== 'not_checked')
  const tone = holds ? (test || !isWhole ? 'amber' : 'green') : 'red'
  return {
    title: words.title,
    tone,
    headline: words.tones[tone],
    verdict: holds
      ? words.allHold
      : words.broken(broken.map((each) => nameClaim(each, words)).join(', ')),
    ...(isWhole ? {} : { caution: words.caution }),
    ...(test ? { test: words.test } : {}),
    ...(record && !isSealed ? { doubt: words.doubt } : {}),
    parts: (record ? partsOf(record, proofs, language) : []).map(
      ({ heading, sentences, shown }) => ({
        heading,
        sentences: sentences.map(onOneLine),
        ...(shown ? { shown: { ...shown, lines: shown.lines.map(onOneLine) } } : {}),
      }),
    ),
    checked: claims.map((each) => {
      const { verdict } = each
      const [word, sentence] = [words.verdicts[verdict], sayClaim(each, words)]
      return { verdict, word, sentence, line: words.judged(sentence, word) }
    }),
  }
}

function partsOf(
  record: DossierRecord,
  proofs: readonly FileProof[],
  language: Language,
): Explanation['parts'] {
  const words = verifierTexts[language]
  return [
    { heading: words.visit, sentences: visit(record, words) },
    { heading: words.who, sentences: [...who(record, language), ...inVain(record, language)] },
    { heading: words.rights, sentences: rights(record, words), ...notice(record, words) },
    { heading: words.shown, sentences: shown(record.document, words) },
    { heading: words.ending, sentences: ending(record.document, words) },
    ...(record.injured
      ? [{ heading: words.paperNames.injured, sentences: declared(record.injured, words) }]
      : []),
    ...(record.papers ? [{ heading: words.given, sentences: given(record, words) }] : []),
    ...(proofs.length > 0 ? [{ heading: words.stamps, sentences: stamps(proofs, words) }] : []),
    ...(record.exchanged
      ? [{ heading: words.exchanged, sentences: exchanged(record.exchanged, words) }]
      : []),
    ...(record.eyeContact
      ? [{ heading: words.eyes, sentences: eyes(record.eyeContact, words) }]
      : []),
    { heading: words.clock, sentences: clock(record, words) },
    { heading: words.marks, sentences: marks(record, words) },
  ]
}

function visit(
  { ticket, site, openedAt, inspector, kind, outcome }: DossierRecord,
  words: VerifierTexts,
) {
  const day = longTime(openedAt, words.locale)
  return [
    words.visitText(ticket.number, site.name, site.room, day),
    words.course(words.kinds[kind], words.outcomes[outcome]),
    words.heardBy(inspector.name),
  ]
}

function who({ identity }: DossierRecord, language: Language) {
  const words = verifierTexts[language]
  const onPaper = paperTexts(language)
  if (!identity) return [words.nobody]
  const { person, assurance, checkedBy, at, noCardReason, shown, basis } = identity
  const name = `${person.givenNames} ${person.surname}`
  return [
    born(name, person.birthDate, words),
    words.how[assurance],
    words.checkedBy(checker(checkedBy, words), longTime(at, words.locale)),
    ...(noCardReason ? [onPaper.noCard[noCardReason]] : []),
    ...(shown ? [words.shownDocument(shownInWords(shown, identity, onPaper))] : []),
    ...(basis ? [words.basis(basis)] : []),
  ]
}

type CheckedBy = NonNullable<DossierRecord['identity']>['checkedBy']
function checker(checkedBy: CheckedBy, words: VerifierTexts): string {
  if (typeof checkedBy !== 'string') return words.named(checkedBy.name)
  return checkedBy === 'box' ? words.theBox : words.seat(checkedBy)
}

/** Cards that established nobody. */
function inVain({ cardAttempts }: DossierRecord, language: Language) {
  const timeOf = (at: string) => timeOfDay(at, verifierTexts[language].locale)
  return cardAttempts ? sayAttempts(cardAttempts, cardTexts[language], timeOf) : []
}

/** Of some people only the year is known, or nothing. */
function born(name: string, birthDate: string, words: VerifierTexts): string {
  if (birthDate === '') return `${name}.`
  const day = dayInWords(birthDate, words.locale)
  return day === birthDate ? words.bornIn(name, day) : words.born(name, day)
}

function rights({ rights }: DossierRecord, words: VerifierTexts) {
  if (!rights) return [words.noRights]
  const { version, language, confirmedAt } = rights
  return [words.rightsText(version, words.languages[language], longTime(confirmedAt, words.locale))]
}

function notice({ rights }: DossierRecord, words: VerifierTexts): Pick<Part, 'shown'> {
  if (rights?.text === undefined) return {}
  const about = words.rightsShown(rights.sha256 ?? '')
  return { shown: { about, lines: rights.text.split('\n') } }
}

function shown(document: DossierRecord['document'], words: VerifierTexts) {
  if (!document) return [words.noPaper]
  const { pages, revision, language, presentedAt, readAt } = document
  return [
    words.shownText(pages, revision, longTime(presentedAt, words.locale)),
    words.writtenIn(words.languages[language]),
    readAt ? words.readText(longTime(readAt, words.locale)) : words.notRead,
  ]
}

function ending(document: DossierRecord['document'], words: VerifierTexts) {
  const end = document?.ending
  if (!end) return [words.notEnded]
  const at = longTime(end.at, words.locale)
  if (end.state === 'refused')
    return [words.refused(at), ...(end.reason ? [words.refusalReason(end.reason)] : [])]
  if (end.means === 'eid') return [words.signedEid(at)]
  const { strokesKept } = end
  const strokes = strokesKept === undefined ? [] : [words.strokes[strokesKept ? 'kept' : 'drawn']]
  return [words.signedPad(at, end.padModel), ...strokes]
}

/** What stands on the paper, and how it was read and ended: who refused to sign it declared nothing. */
function declared(injured: NonNullable<DossierRecord['injured']>, words: VerifierTexts) {
  return [words.declared[injured.choice], ...shown(injured, words), ...ending(injured, words)]
}

function given({ papers = [] }: DossierRecord, words: VerifierTexts) {
  return papers.map(({ kind, at }) =>
    words.givenText(words.paperNames[kind], longTime(at, words.locale)),
  )
}

/** Each file, then once what a level means. */
function stamps(proofs: readonly FileProof[], words: VerifierTexts): string[] {
  const told = proofs.map(({ name, proven }) =>
    proven
      ? words.stamped(name, proven.authority, longTime(proven.at, words.locale))
      : words.notStamped(name),
  )
  const levels = new Set(proofs.map(({ proven }) => proven?.level ?? 'B-B'))
  return [...told, ...[...levels].map((level) => `${level}: ${words.levels[level]}`)]
}

function exchanged(documents: NonNullable<DossierRecord['exchanged']>, words: VerifierTexts) {
  return documents.map(({ name, type, pages, at, file }) =>
    words.exchangedText(
      name,
      words.exchangeTypes[type](pages),
      longTime(at, words.locale),
      file.name,
    ),
  )
}

type EyeContacts = NonNullable<DossierRecord['eyeContact']>
function eyes({ box, seat }: EyeContacts, words: VerifierTexts) {
  return [
    ...(box ? eyesOf(box, words.eyesOfInspector, words) : []),
    ...(seat ? eyesOf(seat, words.eyesOfCitizen, words) : []),
  ]
}
function eyesOf(
  { alignment, xDeg, yDeg, calibration }: NonNullable<EyeContacts['box']>,
  said: VerifierTexts['eyesOfInspector'],
  { locale }: VerifierTexts,
) {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  return [
    said.met[alignment],
    said.drawn(number.format(xDeg.p95), number.format(yDeg.p95)),
    calibration ? said.set(longTime(calibration.at, locale)) : said.neverSet,
  ]
}

function clock({ clock }: DossierRecord, words: VerifierTexts) {
  return [clock.synchronised ? words.clockGood(clock.source) : words.clockUnsure]
}

/** What ties a printed report to this dossier and no other. */
function marks(record: DossierRecord, words: VerifierTexts) {
  const { dossierId, box, document, injured, papers = [] } = record
  const files = [
    ...(document ? [[words.paperNames.statement, document.file] as const] : []),
    ...(injured ? [[words.paperNames.injured, injured.file] as const] : []),
    ...papers.map(({ kind, file }) => [words.paperNames[kind], file] as const),
  ]
  return [
    words.dossierMark(dossierId, box),
    ...files.map(([name, file]) => words.fileMark(name, file.name, file.sha256)),
  ]
}

const WIDTH = 96
/** What a verdict is marked with, beside its word. */
export const MARKS = { holds: '✓', broken: '✗', stated: '○', not_checked: '–' } as const

/** As text for a terminal or a printer. */
export function plainText(
  { title, headline, verdict, caution, test, doubt, parts, checked }: Explanation,
  heading: string,
): string {
  const lines = [
    title,
    '',
    ...(test ? [...folded(test, ''), ''] : []),
    headline,
    ...folded(verdict, ''),
    ...(caution ? folded(caution, '') : []),
    '',
    ...(doubt ? [...folded(doubt, ''), ''] : []),
    ...parts.flatMap(({ heading, sentences, shown }) => [
      heading,
      ...sentences.flatMap((sentence) => folded(sentence, '  ')),
      ...(shown
        ? [`  ${shown.about}`, ...shown.lines.flatMap((line) => folded(line, '  | '))]
        : []),
      '',
    ]),
    heading,
    ...checked.flatMap(({ verdict, line }) => {
      const [first = '', ...more] = folded(line, '    ')
      return [`  ${MARKS[verdict]} ${first.trimStart()}`, ...more]
    }),
  ]
  return `${lines.join('\n')}\n`
}

function folded(text: string, indent: string): string[] {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    if (line.length + word.length > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd())
      line = indent
    }
    line += `${word} `
  }
  return [...lines, line.trimEnd()]
}
