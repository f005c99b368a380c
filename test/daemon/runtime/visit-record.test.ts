import t from 'tap'
import type { Visit } from '../../../daemon/core/visit-state.ts'
import { dossierRecord } from '../../../daemon/documents/record.ts'
import { rightsNotice } from '../../../daemon/documents/rights.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { documentsOf, fileOf, recordOf, statementOf } from '../../../daemon/runtime/visit-record.ts'
import { AT, CARD } from '../core/letters.ts'
import { after, SITUATIONS } from '../core/situations.ts'

const shown = Buffer.from('as shown')
const ended = Buffer.from('as shown, and signed')

/** A visit whose document has these hashes, as the box would have kept its bytes. */
function visitWith(hashes: { readonly sha256?: string; readonly signedSha256?: string }) {
  const {
    sha256: _shown,
    signedSha256: _ended,
    ...document
  } = after(...(SITUATIONS['signed, copy offered'] ?? [])).document
  return { ...after(), document: { ...document, ...hashes } }
}
const keeping = (kept: Readonly<Record<string, Uint8Array>>) => (name: string) => kept[name] ?? null

t.test('the file is the ended document, else what was shown', async (t) => {
  const kept = keeping({ presented: shown, ended })
  const both = { sha256: sha256(shown), signedSha256: sha256(ended) }
  t.same(fileOf(visitWith(both), 'statement', kept)?.bytes, ended)
  t.same(fileOf(visitWith({ sha256: both.sha256 }), 'statement', kept)?.bytes, shown)
  t.equal(fileOf(visitWith({}), 'statement', kept), null)
})

t.test('bytes that are not those of the visit are refused', async (t) => {
  const both = { sha256: sha256(shown), signedSha256: sha256(ended) }
  const refused = { code: 'KEPT_BYTES', scope: 'visit' }
  const other = keeping({ presented: ended, ended: shown })
  for (const kept of [other, keeping({ presented: shown }), keeping({})])
    t.throws(() => fileOf(visitWith(both), 'statement', kept), refused)
  for (const kept of [other, keeping({ ended })]) {
    t.throws(() => fileOf(visitWith({ sha256: both.sha256 }), 'statement', kept), refused)
    t.throws(() => documentsOf(visitWith(both), kept), refused)
  }
})

const HERE = { box: 'genk-1', site: { id: 'genk', name: 'Genk', room: 'lokaal 1' } }
const CLOCK = { synchronised: true, source: 'ntp' }
const statement = { presented: shown, ended }
const declaration = {
  'injured.presented': Buffer.from('the declaration'),
  'injured.ended': Buffer.from('the declaration, and signed'),
}
/** The record of a visit that was wrapped in this situation, with the bytes that the box would have kept. */
function recordAt(name: keyof typeof SITUATIONS, ...more: readonly string[]) {
  const visit = withHashes(after(...(SITUATIONS[name] ?? []), ...more, 'wrap signed'))
  const documents = documentsOf(visit, keeping({ ...statement, ...declaration }))
  const sealed = { certificateSha256: 'a'.repeat(64), strokesKept: true }
  const kept = { documents, papers: [], exchanged: [], sealed }
  return dossierRecord.parse({ ...recordOf(visit, HERE, CLOCK, kept) })
}
function withHashes(visit: Visit): Visit {
  const { document, injured } = visit
  const both = { sha256: sha256(shown), signedSha256: sha256(ended) }
  const of = (which: keyof typeof declaration) => sha256(declaration[which])
  const hashes = {
    ...(injured?.sha256 ? { sha256: of('injured.presented') } : {}),
    ...(injured?.signedSha256 ? { signedSha256: of('injured.ended') } : {}),
  }
  return {
    ...visit,
    document: { ...document, ...both },
    ...(injured ? { injured: { ...injured, ...hashes } } : {}),
  }
}

t.test('a declaration has its own reading, ending and file in the record', async (t) => {
  const { document, injured } = recordAt('the declaration is signed, copy offered')
  t.match(injured, {
    choice: 'filed',
    facts: 'fiets gestolen',
    revision: 1,
    ending: { state: 'signed', means: 'pad', padModel: 'STU-430V' },
    file: { name: 'injured.pdf', sha256: sha256(declaration['injured.ended']) },
  })
  t.match(document, { ending: { state: 'signed' }, file: { name: 'statement.pdf' } })
  const refused = recordAt('the declaration is being refused', 'document.ended refused')
  t.match(refused.injured?.ending, { state: 'refused', reason: 'eerst raad' })
})

t.test('one that still lay before the citizen is recorded as shown and not ended', async (t) => {
  const { injured, outcome } = recordAt('the declaration is read')
  t.equal(outcome, 'signed')
  t.notOk('ending' in (injured ?? {}))
  t.equal(injured?.file.sha256, injured?.presented.sha256)
})

t.test('one that was taken back, or never made, is not in the record', async (t) => {
  for (const name of [
    'the declaration is taken back',
    'the declaration could not be made',
    'the declaration is being made',
  ] as const)
    t.notOk('injured' in recordAt(name), name)
})

const cardAttempts = {
  count: 2,
  kept: [
    { at: AT, failure: 'unreadable' },
    {
      at: AT,
      card: CARD.chip,
      broken: [{ name: 'identity', evidence: { code: 'signature_broken' } }],
    },
  ],
} as const

t.test('cards that established nobody are in the record, whoever was recorded after', async (t) => {
  const sealed = { certificateSha256: '', strokesKept: false }
  const kept = { documents: [], papers: [], exchanged: [], sealed }
  for (const way of [[], ['identity.record (on their word)'], ['identity.ask']]) {
    const visit = {
      ...after('citizen: language nl', 'link.offered', 'link.up', ...way),
      cardAttempts,
    }
    const record = dossierRecord.parse({ ...recordOf(visit, HERE, CLOCK, kept), dossierId: 'd' })
    t.same(record.cardAttempts, cardAttempts)
  }
})

t.test('the paper tells them in short, and nothing that points to the card', async (t) => {
  const without = {
    ...after('link.offered', 'link.up', 'identity.record (on their word)'),
    cardAttempts,
  }
  const said = statementOf(without, HERE).cardAttempts
  t.same(said, {
    count: 2,
    kept: [
      { at: AT, failure: 'unreadable' },
      { at: AT, broken: [{ name: 'identity' }] },
    ],
  })
  const held = { ...after(...(SITUATIONS['identity known by chip'] ?? [])), cardAttempts }
  t.same(
    statementOf(held, HERE).cardAttempts,
    { count: 1, kept: said?.kept.slice(1) },
    'a card that held explains the first',
  )
  const unread = { count: 1, kept: cardAttempts.kept.slice(0, 1) }
  t.notOk('cardAttempts' in statementOf({ ...held, cardAttempts: unread }, HERE))
})

t.test(
  'a card was checked by the box, and somebody without one by a person with a name',
  async (t) => {
    const kept = {
      documents: [],
      papers: [],
      exchanged: [],
      sealed: { certificateSha256: '', strokesKept: false },
    }
    const checkedBy = (name: keyof typeof SITUATIONS) =>
      recordOf(after(...(SITUATIONS[name] ?? [])), HERE, CLOCK, kept).identity?.checkedBy
    t.equal(checkedBy('identity known by chip'), 'box')
    t.same(checkedBy('identity recorded without a card'), { seat: '1', name: 'Inspecteur Test' })
  },
)

t.test('the rights are kept as they were on the screen', async (t) => {
  const { rights } = recordAt('the declaration is read')
  const { version, text } = rightsNotice(rights?.language ?? 'nl')
  t.match(rights, { version, text, sha256: sha256(Buffer.from(text)) })
})
