import t from 'tap'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { notChecked, stated } from '../../../daemon/verifier/claim.ts'
import { checking, nameOf } from './checking.ts'
import type { Content } from './places.ts'

t.setTimeout(180_000)
const { rig, text, unstamped, altered, places: PLACES } = await checking(t.testdir())
const { at: AT } = rig
t.teardown(rig.drop)

const CHANGES: Record<string, { change: (content: Content) => void; breaks: string[] }> = {
  'another name': {
    change: ({ body }) => (body.record.identity.person.surname = 'Iemand'),
    breaks: ['seal', 'person'],
  },
  'another moment of the rights': {
    change: ({ body }) => (body.record.rights.confirmedAt = '2026-01-01T00:00:00Z'),
    breaks: ['seal'],
  },
  'another text of the rights': {
    change: ({ body }) => (body.record.rights.text = 'U moet alles vertellen.'),
    breaks: ['seal', 'rights_text'],
  },
  'another text of the rights, with its hash': {
    change: ({ body }) => {
      const text = body.record.rights.text.replace('niet', '')
      Object.assign(body.record.rights, { text, sha256: sha256(Buffer.from(text)) })
    },
    breaks: ['seal', 'rights_text'],
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
const SIGNED = ['paper', 'shown', 'signature', 'revocation', 'signer']

for (const { place, trust, verifyDossier, check, found, brokenOf } of PLACES) {
  const brokenBy = (change: (content: Content) => void) => brokenOf(altered(change))

  t.test(
    `${place}, a whole dossier holds, claim by claim, and says that it is a test`,
    async (t) => {
      const { claims, holds, test } = await found()
      t.same(
        claims.filter(({ verdict }) => verdict !== 'holds'),
        [
          stated('rights', '2026-11'),
          stated('read'),
          { ...stated('read'), of: 'injured' },
          notChecked('card_revocation', 'not_configured'),
          stated('clock', 'ntp'),
        ],
        'what nobody checked and what only the box says is told apart',
      )
      t.equal(holds, true)
      t.equal(test, true)
      t.same(claims.map(nameOf), [
        ...['seal', 'record', ...SIGNED],
        ...SIGNED.map((name) => `${name} of injured`),
        ...['papers', 'timestamp', 'rights', 'rights_text', 'read', 'read of injured'],
        ...['card', 'person', 'card_revocation', 'pin', 'clock'],
      ])
    },
  )

  for (const [name, { change, breaks }] of Object.entries(CHANGES))
    t.test(`${place}, a change names the claim that it broke: ${name}`, async (t) => {
      const found = await brokenBy(change)
      for (const claim of breaks) t.ok(found.includes(claim), `${claim} of ${found}`)
    })

  t.test(`${place}, a dossier of a box that nobody knows is not believed`, async (t) => {
    const strange = { ...trust, boxes: new Map() }
    const { claims, holds } = await verifyDossier(text, strange, AT)
    t.equal(holds, false)
    t.match(claims[0], { name: 'seal', verdict: 'broken', evidence: ['unknown_box'] })
  })

  t.test(`${place}, any flipped bit of the file is found, wherever it is`, async (t) => {
    let unseen = 0
    const end = unstamped.lastIndexOf('"}')
    const step = Math.floor(unstamped.length / 60)
    const places = [...Array.from({ length: 60 }, (_, n) => 40 + n * step), end - 1, end - 2]
    for (const at of places.filter((place) => place < end)) {
      const flipped = `${unstamped.slice(0, at)}${unstamped[at] === 'B' ? 'C' : 'B'}${unstamped.slice(at + 1)}`
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
        broken.filter(
          (name) => !['seal', 'timestamp'].includes(name) && !name.endsWith('of injured'),
        ),
        [],
        'and nothing else is, but for the time-stamp that belonged to it',
      )
    }
  })

  t.test(`${place}, what is no dossier is said to be none`, async (t) => {
    const end = text.indexOf('","extensions')
    const wide = text.slice(0, end).replace(/A(?=[^A]*$)/, String.fromCharCode(0x141))
    for (const junk of [
      wide + text.slice(end),
      '',
      '{}',
      'null',
      '{"loket":"dossier","v":1,"jws":"a.b.c"}',
      '\0',
    ])
      await t.rejects(check(junk), { code: 'NOT_A_DOSSIER' })
  })
}
