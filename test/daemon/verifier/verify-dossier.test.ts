import t from 'tap'
import { LANGUAGES } from '../../../daemon/core/language.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import type { Claim } from '../../../daemon/verifier/claim.ts'
import { explain, plainText } from '../../../daemon/verifier/explain.ts'
import { verifierTexts } from '../../../daemon/verifier/texts/texts.ts'
import { verifyDossier } from '../../../daemon/verifier/verify-dossier.ts'
import { dossierRig } from './dossier.ts'
import { loadPageModule } from './page/page-modules.ts'

const folder = t.testdir()
const rig = await dossierRig(folder)
const { at: AT } = rig
const text = await rig.text('specimen-drie')
const page = await loadPageModule<typeof import('../../../daemon/verifier/page/checker.ts')>(
  folder,
  'checker.ts',
)

/** The same checks on Node's cryptography and, bundled as for a browser, on the page's own. */
const PLACES = {
  'on Node': { trust: rig.trust, verifyDossier },
  'on the page': { trust: page.trustOf(rig.trustFile), verifyDossier: page.verifyDossier },
}

/** The dossier with its content changed behind the signature, as somebody would who has no key. */
function altered(change: (content: Content) => void): string {
  const file = JSON.parse(text)
  const [head = '', body = '', signature = ''] = file.jws.split('.')
  const content = JSON.parse(Buffer.from(body, 'base64url').toString())
  change(content)
  const fresh = Buffer.from(JSON.stringify(content)).toString('base64url')
  return JSON.stringify({ ...file, jws: `${head}.${fresh}.${signature}` })
}
interface Content {
  box: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reaches anywhere into the record
  body: { record: any; files: { name: string; base64: string }[] }
}
const CHANGES: Record<string, { change: (content: Content) => void; breaks: string[] }> = {
  'another name': {
    change: ({ body }) => (body.record.identity.person.surname = 'Iemand'),
    breaks: ['seal', 'person'],
  },
  'another moment of the rights': {
    change: ({ body }) => (body.record.rights.confirmedAt = '2026-01-01T00:00:00Z'),
    breaks: ['seal'],
  },
  'another paper': {
    change: ({ body }) => (body.record.document.file.sha256 = 'a'.repeat(64)),
    breaks: ['seal', 'paper'],
  },
  'other things shown': {
    change: ({ body }) => (body.record.document.presented.sha256 = 'a'.repeat(64)),
    breaks: ['seal', 'shown'],
  },
  'a refusal made of a signature': {
    change: ({ body }) => (body.record.document.ending = { state: 'refused', at: AT }),
    breaks: ['seal', 'record'],
  },
  'another seal named': {
    change: ({ body }) => (body.record.document.ending.sealSha256 = 'a'.repeat(64)),
    breaks: ['seal', 'signer'],
  },
  'the proof of another visit': {
    change: ({ body }) => (body.record.identity.proof.nonce = 'f'.repeat(64)),
    breaks: ['seal', 'pin'],
  },
  'no proof at all': {
    change: ({ body }) => delete body.record.identity.proof,
    breaks: ['seal', 'pin'],
  },
  'another address of the card': {
    change: ({ body }) => {
      const file = Buffer.from(body.record.identity.files.address, 'base64')
      file[4] = (file[4] ?? 0) ^ 1
      body.record.identity.files.address = file.toString('base64')
    },
    breaks: ['seal', 'card', 'person'],
  },
  'another hash of a paper': {
    change: ({ body }) => (body.record.papers[0].file.sha256 = 'a'.repeat(64)),
    breaks: ['seal', 'papers'],
  },
  'another seal of a paper': {
    change: ({ body }) => (body.record.papers[0].sealSha256 = 'a'.repeat(64)),
    breaks: ['seal', 'papers'],
  },
  'a paper that was changed, with its hash': {
    change: ({ body }) => {
      const bytes = Buffer.from(body.files[2]?.base64 ?? '', 'base64')
      bytes[999] = (bytes[999] ?? 0) ^ 1
      body.files[2] = { name: 'loss.pdf', base64: bytes.toString('base64') }
      body.record.papers[0].file.sha256 = sha256(bytes)
    },
    breaks: ['seal', 'papers'],
  },
  'a paper left out of the record': {
    change: ({ body }) => delete body.record.papers,
    breaks: ['seal', 'papers'],
  },
  'a paper left out of the files': {
    change: ({ body }) => body.files.pop(),
    breaks: ['seal', 'papers'],
  },
  'another declaration': {
    change: ({ body }) => (body.record.injured.file.sha256 = 'a'.repeat(64)),
    breaks: ['seal', 'paper of injured'],
  },
  'another thing declared': {
    change: ({ body }) => (body.record.injured.choice = 'declined'),
    breaks: ['seal'],
  },
  'another declaration shown': {
    change: ({ body }) => (body.record.injured.presented.sha256 = 'a'.repeat(64)),
    breaks: ['seal', 'shown of injured'],
  },
  'another seal of the declaration': {
    change: ({ body }) => (body.record.injured.ending.sealSha256 = 'a'.repeat(64)),
    breaks: ['seal', 'signer of injured'],
  },
  'a declaration that was changed, with its hash': {
    change: ({ body }) => {
      const bytes = Buffer.from(body.files[1]?.base64 ?? '', 'base64')
      bytes[999] = (bytes[999] ?? 0) ^ 1
      body.files[1] = { name: 'injured.pdf', base64: bytes.toString('base64') }
      body.record.injured.file.sha256 = sha256(bytes)
    },
    breaks: ['seal', 'shown of injured', 'signature of injured'],
  },
  'a declaration left out of the record': {
    change: ({ body }) => delete body.record.injured,
    breaks: ['seal', 'papers'],
  },
  'a declaration left out of the files': {
    change: ({ body }) => body.files.splice(1, 1),
    breaks: ['seal', 'paper of injured'],
  },
  'a file too many': {
    change: ({ body }) => body.files.push({ name: 'more.pdf', base64: 'AAAA' }),
    breaks: ['seal', 'papers'],
  },
}

const nameOf = ({ name, of }: Claim) => (of ? `${name} of ${of}` : name)

for (const [place, { trust, verifyDossier }] of Object.entries(PLACES)) {
  const check = (changed: string) => verifyDossier(changed, trust, AT)
  const brokenBy = async (change: (content: Content) => void): Promise<string[]> => {
    const { claims } = await check(altered(change))
    return claims.filter(({ verdict }) => verdict === 'broken').map(nameOf)
  }

  t.test(
    `${place}, a whole dossier holds, claim by claim, and says that it is a test`,
    async (t) => {
      const { claims, holds, test } = await check(text)
      t.same(
        claims.filter(({ verdict }) => verdict !== 'holds'),
        [],
      )
      t.equal(holds, true)
      t.equal(test, true)
      t.same(claims.map(nameOf), [
        ...['seal', 'record', 'paper', 'shown', 'signature', 'signer'],
        ...['paper', 'shown', 'signature', 'signer'].map((name) => `${name} of injured`),
        ...['papers', 'rights', 'read', 'read of injured', 'card', 'person', 'pin', 'clock'],
      ])
    },
  )

  for (const [name, { change, breaks }] of Object.entries(CHANGES))
    t.test(`${place}, a change names the claim that it broke: ${name}`, async (t) => {
      const found = await brokenBy(change)
      for (const claim of breaks) t.ok(found.includes(claim), `${claim} of ${found}`)
    })

  t.test(
    `${place}, a signature is that of the card that was read, or it is nobody's`,
    async (t) => {
      t.equal((await check(await rig.signedByCard('specimen-een'))).holds, true)
      const { claims } = await check(await rig.signedByCard('specimen-een', 'specimen-twee'))
      t.match(
        claims.filter(({ verdict }) => verdict === 'broken'),
        [{ name: 'signer', evidence: ['other_card'] }],
      )
    },
  )

  t.test(`${place}, a dossier of a box that nobody knows is not believed`, async (t) => {
    const strange = { ...trust, boxes: new Map() }
    const { claims, holds } = await verifyDossier(text, strange, AT)
    t.equal(holds, false)
    t.match(claims[0], { name: 'seal', verdict: 'broken', evidence: ['unknown_box'] })
  })

  t.test(`${place}, without its test root a test card proves nobody`, async (t) => {
    const strict = { ...trust, test: { ...trust.test, roots: [] } }
    const { claims } = await verifyDossier(text, strict, AT)
    t.match(
      claims.find(({ name }) => name === 'card'),
      { verdict: 'broken', evidence: ['signer'] },
    )
  })

  t.test(`${place}, any flipped bit of the file is found, wherever it is`, async (t) => {
    let unseen = 0
    const end = text.lastIndexOf('"}')
    const step = Math.floor(text.length / 60)
    const places = [...Array.from({ length: 60 }, (_, n) => 40 + n * step), end - 1, end - 2]
    for (const at of places.filter((place) => place < end)) {
      const flipped = `${text.slice(0, at)}${text[at] === 'B' ? 'C' : 'B'}${text.slice(at + 1)}`
      const found = await check(flipped).then(
        ({ holds }) => !holds,
        ({ code }) => code === 'NOT_A_DOSSIER',
      )
      if (!found) unseen += 1
    }
    t.equal(unseen, 0)
  })

  t.test(`${place}, any flipped bit of a declaration is named as one of it`, async (t) => {
    const places = Array.from({ length: 12 }, (_, n) => n / 12)
    for (const at of places) {
      const broken = await brokenBy(({ body }) => {
        const bytes = Buffer.from(body.files[1]?.base64 ?? '', 'base64')
        const offset = Math.floor(at * bytes.length)
        bytes[offset] = (bytes[offset] ?? 0) ^ 1
        body.files[1] = { name: 'injured.pdf', base64: bytes.toString('base64') }
      })
      t.ok(broken.includes('paper of injured'), `at ${at}`)
      t.same(
        broken.filter((name) => name !== 'seal' && !name.endsWith('of injured')),
        [],
        'and nothing else is',
      )
    }
  })

  t.test(`${place}, what is no dossier is said to be none`, async (t) => {
    const wide = text.replace(/A(?=[^A]*$)/, String.fromCharCode(0x141))
    for (const junk of [wide, '', '{}', 'null', '{"loket":"dossier","v":1,"jws":"a.b.c"}', '\0'])
      await t.rejects(check(junk), { code: 'NOT_A_DOSSIER' })
  })

  t.test(`${place}, it is explained in four languages, the verdict first`, async (t) => {
    const findings = await check(text)
    for (const language of LANGUAGES) {
      const explained = explain(findings, language)
      const said = plainText(explained, 'X')
      t.match(said, 'Specimen')
      t.match(said, 'A014')
      t.notMatch(said, /undefined|\[object|\$\{/)
      t.equal(explained.parts.length, 8, 'the declaration and the papers have a part each')
      t.match(said, verifierTexts[language].declared.filed)
      t.ok(explained.test, 'a test is called one')
      t.equal(explained.checked.length, findings.claims.length)
    }
    const changed = altered(({ body }) => (body.record.identity.person.surname = 'Iemand'))
    t.match(explain(await check(changed), 'nl').verdict, /Er klopt iets niet: .*de persoon/)
    const other = altered(({ body }) => (body.record.injured.file.sha256 = 'a'.repeat(64)))
    t.match(
      explain(await check(other), 'nl').verdict,
      /niet: .*het bestand \(Verklaring van benadeelde persoon\)/,
    )
  })
}
