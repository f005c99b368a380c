import t from 'tap'
import {
  type Dossier,
  DossierError,
  makeDossier,
  openDossier,
} from '../../../daemon/documents/dossier.ts'
import { makeInjuredPerson } from '../../../daemon/documents/injured-person.ts'
import { SealError, seal } from '../../../daemon/documents/seal.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { markRefused, signWithInk } from '../../../daemon/documents/sign.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { knownKeys, makeKeys } from '../../../daemon/runtime/keys.ts'
import { specimenInk, specimenInput, specimenRecord } from './specimen.ts'
import { specimenInjured } from './specimen-letters.ts'
import { specimenSeal } from './specimen-seal.ts'

const box = await makeKeys('box:genk-1')
const office = await makeKeys('office')
const boxes = knownKeys([box.public])
const presented = await makeStatement(specimenInput())
const at = '2026-11-23T15:58:00Z'
const boxSeal = await specimenSeal(t.testdir())
const final = await signWithInk(presented, specimenInk(), {
  facts: { language: 'nl', at },
  seal: boxSeal,
})
const record = specimenRecord(presented, final)
const signed: Dossier = { record, files: [{ name: 'statement.pdf', bytes: final }] }

/** Seals a dossier as `makeDossier` does, without its checks: a box that lies. */
async function sealed(dossier: Dossier, over: { box?: string; id?: string } = {}): Promise<string> {
  const files = dossier.files.map(({ name, bytes }) => ({
    name,
    base64: Buffer.from(bytes).toString('base64'),
  }))
  const context = { purpose: 'dossier', box: 'genk-1', id: dossier.record.dossierId, ...over }
  return await seal(office.public, { ...context, body: { record: dossier.record, files } }, box)
}
const withRecord = (change: Partial<Dossier['record']>): Dossier => ({
  ...signed,
  record: { ...signed.record, ...change },
})

t.test('a signed statement reaches the office as it was', async (t) => {
  t.same(await openDossier(await makeDossier(signed, box, office.public), office, boxes), signed)
})

t.test('papers lie behind the statement, each as the record names it', async (t) => {
  const bytes = Buffer.from('%PDF, a paper')
  const at = '2026-11-23T16:00:00Z'
  const paper = (name: string, hash = sha256(bytes)) =>
    ({
      kind: 'loss',
      language: 'nl',
      at,
      sealSha256: 'b'.repeat(64),
      file: { name, sha256: hash },
    }) as const
  const given = withRecord({ papers: [paper('loss.pdf')] })
  const file = { name: 'loss.pdf', bytes: Uint8Array.from(bytes) }
  const whole = { ...given, files: [...signed.files, file] }
  t.same(await openDossier(await makeDossier(whole, box, office.public), office, boxes), whole)
  const { document: _document, ...talk } = given.record
  const alone: Dossier = { record: { ...talk, outcome: 'advised' }, files: [file] }
  t.same(await openDossier(await makeDossier(alone, box, office.public), office, boxes), alone)
  const other = withRecord({ papers: [paper('loss.pdf', 'a'.repeat(64))] })
  for (const wrong of [
    given,
    { ...given, files: [file, ...signed.files] },
    { ...whole, ...other, files: whole.files },
  ])
    await t.rejects(makeDossier(wrong, box, office.public), { code: 'FILE' })
  const twice = withRecord({ papers: [paper('statement.pdf')] })
  await t.rejects(makeDossier({ ...twice, files: whole.files }, box, office.public), {
    code: 'RECORD',
  })
})

t.test('a declaration lies behind the statement, ended or as it was shown', async (t) => {
  const shown = await makeInjuredPerson(specimenInjured())
  const refused = await markRefused(shown, { language: 'nl', at }, boxSeal)
  const { document } = record
  if (document?.readAt === undefined) throw new DossierError('RECORD')
  const { ending: _ending, ...read } = document
  const base = {
    ...read,
    choice: 'declined',
    facts: 'Diefstal van een fiets',
    presented: { sha256: sha256(shown), length: shown.length },
    file: { name: 'injured.pdf', sha256: sha256(shown) },
  } as const
  const unsigned = withRecord({ kind: 'complaint', injured: base })
  const ending = { state: 'refused', at } as const
  const file = { name: 'injured.pdf', sha256: sha256(refused) }
  const ended = withRecord({ kind: 'complaint', injured: { ...base, ending, file } })
  const holding = (of: Dossier, bytes: Uint8Array): Dossier => ({
    ...of,
    files: [...signed.files, { name: 'injured.pdf', bytes }],
  })
  for (const whole of [holding(unsigned, shown), holding(ended, refused)])
    t.same(await openDossier(await makeDossier(whole, box, office.public), office, boxes), whole)

  const { readAt: _readAt, ...unread } = { ...base, ending, file }
  const { document: _document, ...without } = unsigned.record
  for (const record of [
    { ...unsigned.record, kind: 'talk' as const },
    { ...ended.record, injured: unread },
    { ...ended.record, injured: { ...base, file } },
    { ...ended.record, injured: { ...base, ending } },
    { ...without, outcome: 'left' as const },
  ])
    await t.rejects(makeDossier(holding({ ...ended, record }, refused), box, office.public), {
      code: 'RECORD',
    })
  const presented = { ...base.presented, length: base.presented.length + 1 }
  const longer = withRecord({ kind: 'complaint', injured: { ...base, ending, file, presented } })
  await t.rejects(makeDossier(holding(longer, refused), box, office.public), { code: 'FILE' })
})

t.test('a refusal, a visit that was left and a talk each have a dossier', async (t) => {
  const { document, identity: _identity, rights: _rights, text: _text, ...visit } = record
  if (document === undefined) throw new DossierError('RECORD')
  const refused = await markRefused(
    presented,
    { language: 'nl', at, reason: 'liever niet' },
    boxSeal,
  )
  const refusal = withRecord({
    outcome: 'refused',
    document: {
      ...document,
      ending: { state: 'refused', at, reason: 'liever niet' },
      file: { name: 'statement.pdf', sha256: sha256(refused) },
    },
  })
  const { ending: _ending, ...unsigned } = document
  const file = { name: 'statement.pdf', sha256: sha256(presented) }
  const left = withRecord({ outcome: 'left', document: { ...unsigned, file } })
  const dossiers: Dossier[] = [
    { ...refusal, files: [{ name: 'statement.pdf', bytes: refused }] },
    { ...left, files: [{ name: 'statement.pdf', bytes: presented }] },
    { record: { ...visit, kind: 'talk', outcome: 'advised' }, files: [] },
  ]
  const sizes: number[] = []
  for (const dossier of dossiers) {
    const jwe = await makeDossier(dossier, box, office.public)
    sizes.push(jwe.length)
    t.same(await openDossier(jwe, office, boxes), dossier)
  }
  t.ok((sizes.at(-1) ?? 0) < 4096, `a talk takes ${sizes.at(-1)} characters`)
})

t.test('a dossier of which any byte was changed is refused', async (t) => {
  const jwe = await makeDossier(signed, box, office.public)
  const step = Math.floor(jwe.length / 60)
  for (let index = 0; index < jwe.length; index += step) {
    const other = jwe[index] === 'A' ? 'B' : 'A'
    const flipped = jwe.slice(0, index) + other + jwe.slice(index + 1)
    const error: unknown = await openDossier(flipped, office, boxes).catch((it: unknown) => it)
    if (!(error instanceof SealError)) t.fail(`accepted with character ${index} changed`)
  }
  t.pass()
})

t.test(
  'a file that is not what the record says is refused, at the box and at the office',
  async (t) => {
    const [file] = signed.files
    if (file === undefined) throw new DossierError('FILE')
    const flip = (index: number) => {
      const bytes = Uint8Array.from(file.bytes)
      bytes[index] = (bytes[index] ?? 0) ^ 1
      return bytes
    }
    const wrong: Dossier[] = [
      { ...signed, files: [] },
      { ...signed, files: [file, file] },
      { ...signed, files: [{ ...file, name: 'other.pdf' }] },
      ...[0, 999, presented.length, file.bytes.length - 1].map((index) => ({
        ...signed,
        files: [{ ...file, bytes: flip(index) }],
      })),
      // The hash of the whole file fits, what was presented does not.
      withRecord({
        document: signed.record.document && {
          ...signed.record.document,
          presented: { sha256: sha256(presented), length: presented.length + 1 },
        },
      }),
    ]
    for (const dossier of wrong) {
      await t.rejects(makeDossier(dossier, box, office.public), { code: 'FILE' })
      await t.rejects(openDossier(await sealed(dossier), office, boxes), { code: 'FILE' })
    }
  },
)

t.test('a record that contradicts itself or has an unknown key is refused', async (t) => {
  const { identity, ...nobody } = signed.record
  const { rights: _rights, ...unwarned } = signed.record
  const strange = { ...signed.record, extra: 1 }
  const { document } = signed.record
  if (document === undefined) throw new DossierError('RECORD')
  const { ending: _ending, file, ...rest } = document
  const silent = withRecord({ outcome: 'left', document: { ...rest, file } }).record
  const asShown = { ...file, sha256: document.presented.sha256 }
  const unmarked = withRecord({ document: { ...document, file: asShown } }).record
  const other = withRecord({ outcome: 'refused' }).record
  if (identity === undefined) throw new DossierError('RECORD')
  const unseen = withRecord({
    identity: { ...identity, assurance: 'visual', shown: 'none' },
  }).record
  const wrong = [unseen, nobody, unwarned, strange, other, silent, unmarked]
  for (const record of wrong) {
    await t.rejects(makeDossier({ ...signed, record }, box, office.public), { code: 'RECORD' })
    await t.rejects(openDossier(await sealed({ ...signed, record }), office, boxes), {
      code: 'RECORD',
    })
  }
  const empty = { purpose: 'dossier', box: 'genk-1', id: 'd', body: {} }
  const junk = await seal(office.public, empty, box)
  await t.rejects(openDossier(junk, office, boxes), { code: 'RECORD' })
})

t.test('one box cannot make a dossier of another, nor under another id', async (t) => {
  const other = withRecord({ box: 'bree-1' })
  await t.rejects(makeDossier(other, box, office.public), { code: 'SIGNER' })
  await t.rejects(openDossier(await sealed(other), office, boxes), { code: 'SIGNER' })
  await t.rejects(openDossier(await sealed(other, { box: 'bree-1' }), office, boxes), {
    code: 'SIGNER',
  })
  await t.rejects(openDossier(await sealed(signed, { id: 'd-2' }), office, boxes), {
    code: 'SIGNER',
  })
})
