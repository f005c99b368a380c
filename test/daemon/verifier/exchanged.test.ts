import t from 'tap'
import { LANGUAGES } from '../../../daemon/core/language.ts'
import { dossierRecord } from '../../../daemon/documents/record.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { readDossierFile } from '../../../daemon/verifier/dossier-file.ts'
import { explain, plainText } from '../../../daemon/verifier/explain.ts'
import { statementJson } from '../../../daemon/verifier/statement-json.ts'
import { verifierTexts } from '../../../daemon/verifier/texts/texts.ts'
import { specimenJpeg, specimenPdf } from '../documents/exchanged.ts'
import { specimenInput } from '../documents/specimen.ts'
import { dossierRig, type Given } from './dossier.ts'
import { alteredIn, type Content, places } from './places.ts'

const folder = t.testdir()
const rig = await dossierRig(folder)
t.teardown(rig.drop)
const GIVEN: readonly Given[] = [
  { name: 'Factuur', type: 'pdf', pages: 2, bytes: await specimenPdf(2) },
  { name: 'Foto 1', type: 'jpeg', pages: 1, bytes: await specimenJpeg() },
]
const text = await rig.text('specimen-drie', 0, GIVEN)
const plain = await rig.text('specimen-drie', 0)
const PLACES = await places(folder, rig)

const altered = (change: (content: Content) => void, of = text) => alteredIn(of, change)
const place = ({ body }: Pick<Content, 'body'>, name: string) =>
  body.files.findIndex((file) => file.name === name)
function flip({ body }: Content, name: string, at: number): Buffer {
  const found = place({ body }, name)
  const bytes = Buffer.from(body.files[found]?.base64 ?? '', 'base64')
  const offset = Math.floor(at * bytes.length)
  bytes[offset] = (bytes[offset] ?? 0) ^ 1
  body.files[found] = { name, base64: bytes.toString('base64') }
  return bytes
}

/** What somebody might do to what was given, and what the claim then says of it. */
const CHANGES: Record<string, { change: (content: Content) => void; says: string[] }> = {
  'another hash': {
    change: ({ body }) => (body.record.exchanged[0].file.sha256 = 'a'.repeat(64)),
    says: ['exchanged-1.pdf', 'statement_differs'],
  },
  'another file, with its hash': {
    change: (content) => {
      const bytes = flip(content, 'exchanged-1.pdf', 0.5)
      content.body.record.exchanged[0].file.sha256 = sha256(bytes)
    },
    says: ['statement_differs'],
  },
  'another count of pages': {
    change: ({ body }) => (body.record.exchanged[0].pages = 1),
    says: ['statement_differs'],
  },
  'a file left out': {
    change: ({ body }) => body.files.splice(place({ body }, 'exchanged-2.jpg'), 1),
    says: ['exchanged-2.jpg'],
  },
  'a file twice': {
    change: ({ body }) => body.files.push({ ...(body.files.at(-1) ?? { name: '', base64: '' }) }),
    says: ['exchanged-2.jpg'],
  },
  'a document left out, with its file': {
    change: ({ body }) => {
      body.record.exchanged.pop()
      body.files.pop()
    },
    says: ['statement_differs'],
  },
  'all left out, with their files': {
    change: ({ body }) => {
      delete body.record.exchanged
      body.files.splice(-2)
    },
    says: ['statement_differs'],
  },
  'a document left out, its file kept': {
    change: ({ body }) => body.record.exchanged.pop(),
    says: ['exchanged-2.jpg', 'unexpected', 'statement_differs'],
  },
  'the two in another order': {
    change: ({ body }) => body.record.exchanged.reverse(),
    says: ['statement_differs'],
  },
  'one added, with its file': {
    change: ({ body }) => {
      const file = { name: 'exchanged-3.pdf', sha256: sha256(Buffer.from('x')) }
      body.record.exchanged.push({ ...body.record.exchanged[0], file })
      body.files.push({ name: file.name, base64: Buffer.from('x').toString('base64') })
    },
    says: ['statement_differs'],
  },
}

for (const [where, { trust, verifyDossier }] of Object.entries(PLACES)) {
  const check = (changed: string) => verifyDossier(changed, trust, rig.at)
  const brokenIn = async (changed: string) =>
    (await check(changed)).claims.filter(({ verdict }) => verdict === 'broken')

  t.test(
    `${where}, what was given is a claim of its own, and where nothing was there is none`,
    async (t) => {
      const { claims, holds } = await check(text)
      t.equal(holds, true)
      t.match(
        claims.find(({ name }) => name === 'exchanged'),
        { verdict: 'holds', evidence: [] },
      )
      t.equal((await check(plain)).claims.length, claims.length - 1)
    },
  )

  for (const [name, { change, says }] of Object.entries(CHANGES))
    t.test(`${where}, a change is named: ${name}`, async (t) => {
      const broken = await brokenIn(altered(change))
      t.same(
        broken.map(({ name }) => name),
        ['seal', 'exchanged'],
      )
      t.same(broken[1]?.evidence, says)
    })

  t.test(`${where}, a file that calls itself one is not expected`, async (t) => {
    const more = altered(
      ({ body }) => body.files.push({ name: 'exchanged-1.pdf', base64: 'AAAA' }),
      plain,
    )
    const broken = await brokenIn(more)
    t.match(broken[1], { name: 'exchanged', evidence: ['exchanged-1.pdf', 'unexpected'] })
  })

  for (const name of ['exchanged-1.pdf', 'exchanged-2.jpg'])
    t.test(`${where}, any flipped bit of it is named as one of it: ${name}`, async (t) => {
      for (const at of Array.from({ length: 24 }, (_, n) => n / 24)) {
        const broken = await brokenIn(altered((content) => void flip(content, name, at)))
        t.same(
          broken.map(({ name }) => name),
          ['seal', 'exchanged'],
          `at ${at}`,
        )
        t.same(broken[1]?.evidence, [name])
      }
    })

  t.test(`${where}, a flipped bit of the statement is not put on what was given`, async (t) => {
    for (const at of Array.from({ length: 12 }, (_, n) => n / 12)) {
      const broken = await brokenIn(altered((content) => void flip(content, 'statement.pdf', at)))
      const names = broken.map(({ name }) => name)
      t.ok(names.includes('paper'), `at ${at}`)
      t.notOk(names.includes('exchanged'))
    }
  })

  t.test(`${where}, it is told in four languages`, async (t) => {
    const findings = await check(text)
    for (const language of LANGUAGES) {
      const said = plainText(explain(findings, language), 'X')
      t.match(said, verifierTexts[language].exchanged)
      t.match(said, /Factuur \(PDF .*2 .*\)[\s\S]*exchanged-1\.pdf/)
      t.notMatch(said, /undefined|\[object|\$\{/)
    }
  })
}

t.test(
  'a record of before knows nothing of it, and one without a statement has none',
  async (t) => {
    const { record } = readDossierFile(plain)
    t.equal(dossierRecord.parse(record).exchanged, undefined)
    const given = readDossierFile(text).record as Record<string, unknown>
    const { document: _document, injured: _injured, papers: _papers, ...without } = given
    const left = { ...without, outcome: 'left' }
    t.equal(dossierRecord.safeParse(left).success, false)
    t.equal(dossierRecord.safeParse({ ...left, exchanged: undefined }).success, true)
    const [first] = dossierRecord.parse(given).exchanged ?? []
    t.equal(dossierRecord.safeParse({ ...given, exchanged: [first, first] }).success, false)
    t.equal(dossierRecord.safeParse({ ...given, exchanged: [] }).success, false)
  },
)

t.test('what is no statement says nothing', async (t) => {
  const statement = await makeStatement(specimenInput())
  t.match(await statementJson(statement), { document: 'statement', attachments: [] })
  const [factuur] = GIVEN
  const json = Buffer.from(statement).indexOf('EmbeddedFile')
  const broken = statement.map((byte, at) => (at > json && at < json + 400 ? byte ^ 3 : byte))
  for (const bytes of [new Uint8Array(), factuur?.bytes ?? statement, broken])
    t.equal(await statementJson(bytes), null)
})
