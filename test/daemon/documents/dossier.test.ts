import t from 'tap'
import {
  type Dossier,
  DossierError,
  makeDossier,
  openDossier,
  sha256,
} from '../../../daemon/documents/dossier.ts'
import { dossierOf, statementOf } from '../../../daemon/documents/of-visit.ts'
import { SealError, seal } from '../../../daemon/documents/seal.ts'
import { markRefused, signWithInk } from '../../../daemon/documents/sign.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { knownKeys, makeKeys } from '../../../daemon/runtime/keys.ts'
import { specimenInk, specimenInput, specimenVisit } from './specimen.ts'

const box = await makeKeys('box:genk-1')
const office = await makeKeys('office')
const boxes = knownKeys([box.public])
const presented = await makeStatement(specimenInput())
const at = '2026-11-23T15:58:00Z'
const final = await signWithInk(presented, specimenInk(), { language: 'nl', at })
const facts = {
  box: 'genk-1',
  site: { id: 'genk', name: 'Gemeentehuis Genk', room: 'lokaal 2' },
  madeAt: '2026-11-23T16:00:00Z',
  clock: { synchronised: true, source: 'ntp' },
  padModel: 'STU-540',
}
const signed = dossierOf(specimenVisit(sha256(presented)), facts, { presented, final })

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

t.test(
  'a signed statement reaches the office as it was, with all that must be known',
  async (t) => {
    const opened = await openDossier(await makeDossier(signed, box, office.public), office, boxes)
    t.same(opened, signed)
    const { record } = opened
    t.match(record.document?.ending, { state: 'signed', means: 'pad', at, padModel: 'STU-540' })
    t.match(record.identity, { assurance: 'chip', checkedBy: 'box' })
    t.equal(record.document?.presented.length, presented.length)
    t.notMatch(JSON.stringify(record), /photo/)
  },
)

t.test('a refusal, a visit that was left and a talk each have a dossier', async (t) => {
  const visit = specimenVisit(sha256(presented))
  const refused = await markRefused(presented, { language: 'nl', at, reason: 'liever niet' })
  const refusal = dossierOf(
    {
      ...visit,
      outcome: 'refused',
      document: { ...visit.document, refusalReason: 'liever niet' },
      identity: {
        ...specimenInput().identity,
        state: 'known',
        assurance: 'visual',
      } as typeof visit.identity,
    },
    facts,
    { presented, final: refused },
  )
  const { endedAt: _, ...unsigned } = visit.document
  const left = dossierOf({ ...visit, outcome: 'left', document: unsigned }, facts, { presented })
  const talk = dossierOf(
    {
      ...visit,
      kind: 'talk',
      outcome: 'advised',
      draft: { rev: 0, text: '' },
      identity: { state: 'none' },
      rights: { state: 'none' },
      document: { state: 'draft', revision: 0 },
    },
    facts,
  )
  for (const dossier of [refusal, left, talk])
    t.same(
      await openDossier(await makeDossier(dossier, box, office.public), office, boxes),
      dossier,
    )
  t.match(refusal.record.document?.ending, { state: 'refused', reason: 'liever niet' })
  t.equal(refusal.record.identity?.checkedBy, 'seat-1')
  t.equal(left.record.document?.ending, undefined)
  t.same(talk.files, [])
  const size = (await makeDossier(talk, box, office.public)).length
  t.ok(size < 4096, `${size} characters`)
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
  const { identity: _identity, ...nobody } = signed.record
  const { rights: _rights, ...unwarned } = signed.record
  const strange = { ...signed.record, extra: 1 }
  const wrong = [nobody, unwarned, strange, withRecord({ outcome: 'refused' }).record]
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

t.test(
  'a visit without an outcome, or with other bytes than were presented, has no dossier',
  async (t) => {
    const { outcome: _, ...open } = specimenVisit(sha256(presented))
    t.throws(() => dossierOf(open, facts), { code: 'RECORD' })
    const other = specimenVisit(sha256(final))
    t.throws(() => dossierOf(other, facts, { presented, final }), { code: 'FILE' })
    const { pages: _pages, ...uncounted } = other.document
    t.throws(() => dossierOf({ ...other, document: uncounted }, facts, { presented }), {
      code: 'RECORD',
    })
  },
)

t.test('the paper of a visit is that of its view', async (t) => {
  const visit = specimenVisit(sha256(presented))
  const input = statementOf(visit, facts.site, specimenInput().madeAt)
  t.same(input, specimenInput())
  t.same(await makeStatement(input), presented)
  const { language: _, ...unspoken } = visit
  t.equal(statementOf({ ...unspoken, identity: { state: 'none' } }, facts.site, at).language, 'nl')
})
