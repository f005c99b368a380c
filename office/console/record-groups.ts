import type { Language } from '../../daemon/core/language.ts'
import { sayEvidence } from '../../daemon/screens/kit/evidence.ts'
import type { ConsoleTexts } from '../../daemon/screens/kit/texts/texts.ts'
import { takeAttempts } from './record-attempts.ts'
import { takeExchanged } from './record-exchanged.ts'
import { rowsOf } from './record-rows.ts'
import { momentOf } from './times.ts'

type Words = ConsoleTexts
type Key = keyof Words['recordWords']['names']
type GroupName = keyof Words['recordWords']['groups']
export interface RecordRow {
  readonly path: string
  readonly label: string
  readonly value: string
}
export interface RecordGroup {
  readonly name: GroupName
  readonly rows: readonly RecordRow[]
}

/** What stands where, in this order. */
const GROUPS: readonly (readonly [GroupName, readonly Key[]])[] = [
  [
    'who',
    [
      'identity.person.surname',
      'identity.person.givenNames',
      'identity.person.birthDate',
      'identity.person.birthPlace',
      'identity.person.nationality',
      'identity.person.nationalNumber',
      'identity.person.cardNumber',
      'identity.person.cardValidUntil',
      'identity.person.sex',
      'identity.person.documentType',
      'identity.person.nobility',
      'identity.person.specialStatus',
      'identity.person.address.street',
      'identity.person.address.zip',
      'identity.person.address.municipality',
    ],
  ],
  [
    'identified',
    [
      'identity.assurance',
      'identity.noCardReason',
      'identity.shown',
      'identity.shownNumber',
      'identity.shownCountry',
      'identity.basis',
      'identity.checkedBy',
      'identity.checkedBy.name',
      'identity.checkedBy.seat',
      'identity.at',
      'cardAttempts.count',
    ],
  ],
  ['cardFiles', []],
  [
    'rights',
    ['rights.version', 'rights.language', 'rights.confirmedAt', 'rights.text', 'rights.sha256'],
  ],
  [
    'visit',
    [
      'ticket.number',
      'kind',
      'language',
      'site.name',
      'site.room',
      'inspector.name',
      'inspector.seat',
    ],
  ],
  [
    'shown',
    [
      'text',
      'document.revision',
      'document.language',
      'document.pages',
      'document.presented.sha256',
      'document.presented.length',
    ],
  ],
  [
    'ending',
    [
      'outcome',
      'document.ending.state',
      'document.ending.means',
      'document.ending.padModel',
      'document.ending.strokesKept',
      'document.ending.certificateSha256',
      'document.ending.sealSha256',
      'document.ending.reason',
      'document.file.name',
      'document.file.sha256',
    ],
  ],
  ['injured', ['injured.choice', 'injured.facts', 'injured.damage', 'injured.prosecutor']],
  ['papers', []],
  ['exchanged', []],
  [
    'times',
    ['openedAt', 'document.presentedAt', 'document.readAt', 'document.ending.at', 'madeAt'],
  ],
  ['clock', ['clock.synchronised', 'clock.source']],
  ['marks', ['dossierId', 'visitId', 'box', 'site.id', 'ticket.id', 'ticket.box', 'v']],
]
/** A declaration has the same as the statement has. */
const DOCUMENT = GROUPS.flatMap(([, paths]) => paths).filter((path) => path.startsWith('document.'))
const declared = (path: Key) => path.replace('document.', 'injured.')
const PAPER = /^(papers\.\d+\.)kind$/
const CARD_FILE = /^identity\.((?:files|proof)\.\w+)$/
const AS_IT_IS = new Set(['files.applet', 'proof.nonce', 'proof.boxNonce', 'proof.hash'])
const CHECK = /^(identity\.checks\.\d+\.)name$/

/** A record in words: known values in groups, all others as they are at the end; nothing is left out. */
export function recordGroups(
  record: unknown,
  words: Words,
  language: Language,
): readonly RecordGroup[] {
  const left = new Map(rowsOf(record))
  /** `at` is another place of the same kind of value. */
  const take = (path: Key, at: string = path): readonly RecordRow[] => {
    const raw = left.get(at)
    if (raw === undefined) return []
    left.delete(at)
    return [
      {
        path: at,
        label: words.recordWords.names[path],
        value: inWords(path, raw, words, language),
      },
    ]
  }
  const groups = GROUPS.map(([name, paths]) => ({
    name,
    rows: [
      ...paths.flatMap((path) => take(path)),
      ...(name === 'injured' ? DOCUMENT.flatMap((path) => take(path, declared(path))) : []),
      ...(name === 'identified' ? takeChecks(left, words) : []),
      ...(name === 'identified' ? takeAttempts(left, words, (at) => momentOf(at, language)) : []),
      ...(name === 'cardFiles' ? takeCardFiles(left, words) : []),
      ...(name === 'papers' ? takePapers(left, words, language) : []),
      ...(name === 'exchanged' ? takeExchanged(left, words, language) : []),
    ],
  }))
  const other = [...left].map(([path, value]) => ({ path, label: path, value }))
  return [...groups, { name: 'other' as const, rows: other }].filter(({ rows }) => rows.length > 0)
}

/** Each check is one row: its name, and what it found. */
function takeChecks(left: Map<string, string>, words: Words): readonly RecordRow[] {
  return [...left].flatMap(([path, name]) => {
    const check = CHECK.exec(path)?.[1]
    const verdict = left.get(`${check}verdict`)
    if (check === undefined || verdict === undefined) return []
    const own = [...left].filter(([each]) => each.startsWith(check))
    for (const [each] of own) left.delete(each)
    const values = own.map(([each, value]) => [
      each.slice(`${check}evidence.values.`.length),
      value,
    ])
    const code = own.find(([each]) => each === `${check}evidence.code`)?.[1] ?? ''
    const evidence = { code, values: Object.fromEntries(values) }
    const found = [wordOf(words.verdicts, verdict), sayEvidence(evidence, words.cardWords)]
    const label = wordOf(words.cardWords.checks, name)
    return [{ path, label, value: found.filter(Boolean).join(': ') }]
  })
}

/** What a card said lies in the record in base64: nobody reads it, so its size is told. */
function takeCardFiles(left: Map<string, string>, { recordWords }: Words): readonly RecordRow[] {
  return [...left].flatMap(([path, raw]) => {
    const file = CARD_FILE.exec(path)?.[1]
    if (file === undefined) return []
    left.delete(path)
    const size = Math.floor((raw.replace(/=+$/, '').length * 3) / 4)
    const value = AS_IT_IS.has(file) ? raw : `${size} ${recordWords.bytes}`
    return [{ path, label: wordOf(recordWords.cardFiles, file), value }]
  })
}

/** Each paper is one row: what it is, and what it can be known by. */
function takePapers(left: Map<string, string>, words: Words, language: Language) {
  return [...left].flatMap(([path, kind]): RecordRow[] => {
    const paper = PAPER.exec(path)?.[1]
    if (paper === undefined) return []
    const own = [...left].filter(([each]) => each.startsWith(paper))
    for (const [each] of own) left.delete(each)
    const said = own.slice(1).map(([each, value]) => {
      const name = each.slice(paper.length)
      if (name === 'at') return momentOf(value, language)
      if (name === 'language') return wordOf(words.languages, value)
      const { names } = words.recordWords
      return name === 'sealSha256' ? `${names['document.ending.sealSha256']} ${value}` : value
    })
    return [{ path, label: wordOf(words.paperKinds, kind), value: said.join(', ') }]
  })
}

function inWords(path: Key, raw: string, words: Words, language: Language): string {
  switch (path) {
    case 'kind':
      return wordOf(words.kinds, raw)
    case 'outcome':
      return wordOf(words.outcomes, raw)
    case 'language':
    case 'rights.language':
    case 'document.language':
      return wordOf(words.languages, raw)
    case 'identity.assurance':
      return wordOf(words.assurances, raw)
    case 'identity.noCardReason':
      return wordOf(words.noCardReasons, raw)
    case 'identity.shown':
      return wordOf(words.shownDocuments, raw)
    case 'identity.person.sex':
      return wordOf(words.cardWords.sexes, raw)
    case 'identity.person.documentType':
      return wordOf(words.cardWords.documentTypes, raw)
    case 'identity.person.specialStatus':
      return wordOf(words.cardWords.specialStatuses, raw)
    case 'identity.checkedBy':
      return raw === 'box' ? words.recordWords.byBox : words.seat(raw)
    case 'injured.choice':
      return wordOf(words.injuredChoices, raw)
    case 'document.ending.state':
      return wordOf(words.documentStates, raw)
    case 'document.ending.means':
      return raw === 'eid' ? words.recordWords.eid : wordOf(words.partNames, raw)
    case 'document.ending.strokesKept':
    case 'clock.synchronised':
      return wordOf({ true: words.recordWords.yes, false: words.recordWords.no }, raw)
    default:
      return path.endsWith('At') || path.endsWith('.at') ? momentOf(raw, language) : raw
  }
}

/** The word for a value; a value that has none stays as it is. */
function wordOf(table: Readonly<Record<string, string>>, raw: string): string {
  return Object.hasOwn(table, raw) ? (table[raw] ?? raw) : raw
}
