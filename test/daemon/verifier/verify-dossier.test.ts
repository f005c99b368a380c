import t from 'tap'
import { LANGUAGES } from '../../../daemon/core/language.ts'
import { filesOf } from '../../../daemon/documents/record.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { dayInWords } from '../../../daemon/documents/when.ts'
import { type Claim, notChecked, stated } from '../../../daemon/verifier/claim.ts'
import { type Extension, readDossierFile } from '../../../daemon/verifier/dossier-file.ts'
import { explain, plainText } from '../../../daemon/verifier/explain.ts'
import { verifierTexts } from '../../../daemon/verifier/texts/texts.ts'
import type { Findings } from '../../../daemon/verifier/verify-dossier.ts'
import { dossierRig } from './dossier.ts'
import { alteredIn, type Content, places } from './places.ts'

t.setTimeout(180_000)
const folder = t.testdir()
const rig = await dossierRig(folder)
const { at: AT } = rig
t.teardown(rig.drop)
const text = await rig.text('specimen-drie')
/** As it left its box: what is no question of time-stamps is asked of this one, which is checked in a sixth of the time. */
const unstamped = await rig.text('specimen-drie', 0)
const PLACES = await places(folder, rig)

const altered = (change: (content: Content) => void) => alteredIn(unstamped, change)
/** What stands beside the signature, changed. */
function extended(change: (all: Extension[]) => unknown): string {
  const file: { extensions: Extension[] } = JSON.parse(text)
  change(file.extensions)
  return JSON.stringify(file)
}
function entry(all: readonly Extension[], at: number): Changeable {
  const found = all[at]
  if (!found) throw new RangeError('no such extension')
  return found
}
type Changeable = { -readonly [K in keyof Extension]: Extension[K] }
const whole: { extensions: Extension[] } = JSON.parse(text)
const files = readDossierFile(text).files.map(({ bytes }) => bytes)
const FILES = ['statement.pdf', 'injured.pdf', 'loss.pdf']

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

/** What a terminal obeys, or nobody sees. */
const UNSEEN = /[^\P{C}\n]|\p{DI}|\p{Zl}|\p{Zp}/u
const SIGNED = ['paper', 'shown', 'signature', 'revocation', 'signer']
const nameOf = ({ name, of }: Claim) => (of ? `${name} of ${of}` : name)

for (const [place, { trust, verifyDossier }] of Object.entries(PLACES)) {
  const check = (changed: string) => verifyDossier(changed, trust, AT)
  let findings: Promise<Findings> | undefined
  const found = (): Promise<Findings> => {
    findings ??= check(text)
    return findings
  }
  const brokenOf = async (changed: string): Promise<string[]> => {
    const { claims } = await check(changed)
    return claims.filter(({ verdict }) => verdict === 'broken').map(nameOf)
  }
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

  t.test(
    `${place}, a flip in what was appended names the time-stamp and nothing else`,
    async (t) => {
      for (const [at, { appended }] of whole.extensions.entries())
        for (let n = 0; n < 5; n += 1) {
          const bytes = Buffer.from(appended, 'base64')
          const byte = Math.floor((n * bytes.length) / 5)
          bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (n % 8))
          const flipped = extended((all) => (entry(all, at).appended = bytes.toString('base64')))
          t.same(await brokenOf(flipped), ['timestamp'])
          // As by somebody who also knows where the hash stands.
          const known = extended((all) => {
            entry(all, at).appended = bytes.toString('base64')
            entry(all, at).extended = sha256(Buffer.concat([files[at] ?? bytes, bytes]))
          })
          const found = await brokenOf(known)
          if (!found.includes('timestamp')) t.match(found, [], `byte ${byte}: form only`)
        }
    },
  )

  t.test(`${place}, an extension of nothing, twice or written otherwise is told`, async (t) => {
    const changes: Record<string, (all: Extension[]) => unknown> = {
      unexpected: (all) => (entry(all, 0).file = 'a'.repeat(64)),
      twice: (all) => all.push({ ...entry(all, 0) }),
      'another hash': (all) => (entry(all, 0).extended = 'a'.repeat(64)),
      'white space': (all) => (entry(all, 0).appended += ' '),
      'of another file': (all) => (entry(all, 0).appended = entry(all, 1).appended),
      'nothing appended': (all) =>
        Object.assign(entry(all, 0), { appended: '', extended: entry(all, 0).file }),
    }
    for (const [name, change] of Object.entries(changes))
      t.same(await brokenOf(extended(change)), ['timestamp'], name)
  })

  t.test(`${place}, without a time-stamp, or an authority, that is left open`, async (t) => {
    const stampOf = ({ claims }: Findings) => claims.find(({ name }) => name === 'timestamp')
    const { extensions: _none, ...plain } = whole
    const { holds, proofs } = await check(JSON.stringify(plain))
    t.equal(holds, true)
    t.same(
      proofs,
      FILES.map((name) => ({ name })),
    )
    t.match(stampOf(await check(JSON.stringify(plain))), { verdict: 'not_checked' })
    const one = await check(extended((all) => all.pop()))
    t.match(stampOf(one), { verdict: 'not_checked', evidence: ['loss.pdf'] })
    const nobody = await verifyDossier(text, { ...trust, timestamps: [] }, AT)
    t.match(stampOf(nobody), { verdict: 'not_checked', evidence: ['no_authority'] })
    for (const language of LANGUAGES)
      t.notMatch(plainText(explain(nobody, language), 'X'), /no_authority|not_\w+/, 'in words')
    t.equal(nobody.holds, true)
    const strange = await verifyDossier(text, { ...trust, timestamps: trust.seals }, AT)
    t.match(stampOf(strange), {
      verdict: 'broken',
      evidence: FILES.flatMap((name) => [name, 'timestamp']),
    })
  })

  t.test(`${place}, a first time-stamp alone is told as what it is`, async (t) => {
    const { claims, proofs } = await check(await rig.text('specimen-drie', 1))
    t.match(
      claims.find(({ name }) => name === 'timestamp'),
      { verdict: 'holds', evidence: ['B-T'] },
    )
    t.match(
      proofs,
      FILES.map((name) => ({ name, proven: { level: 'B-T', authority: 'Tijdstempel TEST' } })),
    )
  })

  t.test(`${place}, it is explained in four languages, the verdict first`, async (t) => {
    const findings = await found()
    for (const language of LANGUAGES) {
      const explained = explain(findings, language)
      const said = plainText(explained, 'X')
      t.match(said, 'Specimen')
      t.match(said, 'A014')
      t.notMatch(said, /undefined|\[object|\$\{/)
      t.equal(explained.parts.length, 10, 'declaration, papers and time-stamps have a part each')
      t.match(said, verifierTexts[language].declared.filed)
      t.match(said, /Tijdstempel TEST[\s\S]*B-LTA/)
      t.ok(explained.test, 'a test is called one')
      t.equal(explained.checked.length, findings.claims.length)
    }
    const broken = [{ name: 'identity', evidence: { code: 'signature_broken' } }]
    const kept = [
      { at: '2026-11-23T15:33:00Z', broken, card: 'a'.repeat(64) },
      { at: '2026-11-23T15:34:00Z', failure: 'removed' },
    ]
    const offered = await check(
      altered(({ body }) => (body.record.cardAttempts = { count: 2, kept })),
    )
    const told = plainText(explain(offered, 'nl'), 'X').replace(/\s+/g, ' ')
    t.match(told, 'Om 16:33 werd een kaart aangeboden waarvan niet alles klopt: Identiteit.')
    t.match(told, 'Om 16:34 werd geen kaart gelezen: ze ging er te vroeg uit.')
    const checkedBy = { seat: '4', name: 'Inspecteur Getuige' }
    const named = await check(altered(({ body }) => (body.record.identity.checkedBy = checkedBy)))
    t.match(plainText(explain(named, 'nl'), 'X'), 'Vastgesteld door Inspecteur Getuige op')
    const before = await check(altered(({ body }) => (body.record.identity.checkedBy = '4')))
    t.match(plainText(explain(before, 'nl'), 'X'), 'Vastgesteld door de inspecteur op plaats 4 op')
    const seen = { noCardReason: 'expired', shown: 'passport', shownNumber: 'SPECI2014' }
    const expired = await check(altered(({ body }) => Object.assign(body.record.identity, seen)))
    const without = plainText(explain(expired, 'nl'), 'X')
    t.match(without, 'De identiteitskaart is vervallen.')
    t.match(without, 'Bekeken document: paspoort, nr. SPECI2014.')
    const changed = altered(({ body }) => (body.record.identity.person.surname = 'Iemand'))
    t.match(explain(await check(changed), 'nl').verdict, /Er klopt iets niet: .*de persoon/)
    const other = altered(({ body }) => (body.record.injured.file.sha256 = 'a'.repeat(64)))
    t.match(
      explain(await check(other), 'nl').verdict,
      /niet: .*het bestand \(Verklaring van benadeelde persoon\)/,
    )
  })

  t.test(`${place}, what a file says cannot pass for what the verifier says`, async (t) => {
    const forged = 'Jan.\n\nNagekeken\n  ✓ Alles\u001b[8m \u202e\u2066\u009b8m\u200b\u3164\r\u0007'
    const findings = await check(
      altered(({ body }) => {
        body.record.inspector.name = forged
        body.record.identity.basis = forged
        body.record.papers[0].file.name = `${forged}.pdf`
        body.record.clock.source = forged
      }),
    )
    for (const language of LANGUAGES) {
      const { checked } = verifierTexts[language]
      const explained = explain(findings, language)
      const said = plainText(explained, checked)
      t.notMatch(said, UNSEEN)
      t.notMatch(JSON.stringify(explained), /\\n|\\u/)
      t.equal(said.split('\n').filter((line) => line === checked).length, 1)
      t.match(said, '[U+202E]', 'it is shown that something was there')
      t.equal(explained.doubt, verifierTexts[language].doubt, 'whose words these are is said')
      t.ok(said.indexOf(explained.doubt ?? '?') < said.indexOf('Jan.'), 'before any of them')
    }
    t.equal(explain(await found(), 'nl').doubt, undefined, 'a sealed dossier has no doubt')
  })

  t.test(`${place}, the verdict says what it leaves open`, async (t) => {
    const stamped = plainText(explain(await found(), 'nl'), 'X').replaceAll(/\s+/g, ' ')
    t.match(stamped, verifierTexts.nl.found.stamped_time, 'what the moment rests on')
    const findings = await check(unstamped)
    t.match(
      findings.claims.filter(({ name }) => name === 'revocation'),
      [notChecked('revocation', 'not_asked'), notChecked('revocation', 'not_asked')],
    )
    for (const language of LANGUAGES) {
      const { tones, caution, verdicts, found, judged } = verifierTexts[language]
      const explained = explain(findings, language)
      const said = plainText(explained, 'X').replaceAll(/\s+/g, ' ')
      t.match(explained, { tone: 'amber', headline: tones.amber, caution })
      t.match(said, tones.amber)
      t.match(said, caution)
      t.match(said, judged(`(${found.not_configured})`, verdicts.not_checked))
      t.match(said, judged('(2026-11)', verdicts.stated))
      t.match(said, found.own_time, 'what the moment rests on')
    }
  })

  t.test(`${place}, without the seal nobody knows what the counter said`, async (t) => {
    const { claims } = await check(altered(({ body }) => (body.record.clock.source = 'gps')))
    t.same(
      claims.filter(({ verdict }) => verdict === 'stated'),
      [],
    )
    t.match(claims.at(-1), { name: 'clock', verdict: 'not_checked', evidence: ['no_seal'] })
  })

  t.test(`${place}, a printed report is tied to its dossier and tells its facts`, async (t) => {
    const said = plainText(explain(await found(), 'nl'), 'X').replaceAll(/\s+/g, ' ')
    const { record } = await found()
    t.match(said, 'Dossier d-1, loket genk-1.')
    for (const { sha256 } of record ? filesOf(record) : []) t.match(said, `SHA-256 ${sha256}`)
    t.match(said, 'Aangifte. Afloop: ondertekend.')
    t.match(said, 'Opgesteld in het Nederlands.')
    t.match(said, 'De beweging van de pen werd niet bewaard')
  })

  t.test(`${place}, what the card's issuer said is told as the counter's word`, async (t) => {
    const revoked = (verdict: string, code: string) =>
      check(
        altered(({ body }) => {
          const checks: { name: string }[] = body.record.identity.checks
          const evidence = { code, values: { at: '2026-11-25T08:00' } }
          Object.assign(checks.find(({ name }) => name === 'revocation') ?? {}, {
            verdict,
            evidence,
          })
        }),
      )
    const claimOf = ({ claims }: Awaited<ReturnType<typeof check>>) =>
      claims.find(({ name }) => name === 'card_revocation')
    t.match(claimOf(await revoked('broken', 'revoked')), { verdict: 'broken' })
    t.match(claimOf(await revoked('holds', 'not_revoked')), { evidence: ['no_seal'] })
    t.match(claimOf(await revoked('not_checked', 'unanswered')), { evidence: ['unanswered'] })
  })

  t.test(`${place}, an older card is genuine, and may be a copy`, async (t) => {
    const { claims } = await check(await rig.text('specimen-een'))
    const card = claims.find(({ name }) => name === 'card')
    t.match(card, { verdict: 'holds', evidence: ['copy_unproven'] })
    const newer = (await found()).claims.find(({ name }) => name === 'card')
    t.same(newer?.evidence, [], 'a newer one proved itself')
  })

  t.test(`${place}, who has no card is established by the inspector's word`, async (t) => {
    const findings = await check(
      altered(({ body }) => {
        const { person, at } = body.record.identity
        const seen = { assurance: 'visual', shown: 'passport', noCardReason: 'stolen' }
        body.record.identity = { person, at, ...seen, checks: [], checkedBy: '1' }
      }),
    )
    const names = findings.claims.map(nameOf)
    t.ok(names.includes('established'))
    t.notOk(names.includes('card'), 'nothing is said of a card')
    t.match(plainText(explain(findings, 'nl'), 'X'), 'De identiteitskaart is gestolen.')
  })

  t.test(`${place}, where people only try, every dossier is a test`, async (t) => {
    const noCard = altered(({ body }) => delete body.record.identity)
    const trial = { ...trust, forTests: true }
    t.equal((await verifyDossier(noCard, trial, AT)).test, true)
    t.equal((await verifyDossier(noCard, trust, AT)).test, false)
  })

  t.test(
    `${place}, the rights are told word for word, and what is of before still reads`,
    async (t) => {
      const findings = await found()
      const { text: notice = '', sha256: hash } = findings.record?.rights ?? {}
      const said = plainText(explain(findings, 'fr'), 'X')
      t.match(said, `SHA-256 ${hash}`)
      t.match(
        said.replaceAll(/\n {2}\| /g, ' '),
        notice.split('\n')[0],
        'in the language of the visit',
      )
      const claimOf = async (change: (rights: Record<string, string>) => void) => {
        const { record, claims } = await check(altered(({ body }) => change(body.record.rights)))
        t.ok(record)
        return claims.find(({ name }) => name === 'rights_text')
      }
      const before = await claimOf((rights) => {
        delete rights['text']
        delete rights['sha256']
      })
      t.match(before, { verdict: 'not_checked', evidence: ['no_text'] })
      const later = await claimOf((rights) => (rights['version'] = '2031-02'))
      t.match(
        later,
        { verdict: 'not_checked' },
        'without a seal a text that is not known is nothing',
      )
    },
  )

  t.test(`${place}, what was found is told in words`, async (t) => {
    const other = altered(({ body }) => {
      body.record.identity.proof.nonce = 'f'.repeat(64)
      body.record.clock = { synchronised: false, source: 'unknown' }
      body.record.document.file.name = 'statements.pdf'
    })
    for (const language of LANGUAGES) {
      const { found, born } = verifierTexts[language]
      const said = plainText(explain(await check(other), language), 'X').replaceAll(/\s+/g, ' ')
      for (const code of ['proof_broken', 'unknown', 'missing'] as const) {
        t.match(said, `(${found[code]})`)
        t.notMatch(said, `(${code})`)
      }
      const day = dayInWords('1992-07-08', verifierTexts[language].locale)
      t.match(said, born('Drie Anaïs M Specimen', day))
    }
    const year = altered(({ body }) => (body.record.identity.person.birthDate = '1985'))
    t.match(plainText(explain(await check(year), 'nl'), 'X'), 'geboren: 1985.')
  })
}
