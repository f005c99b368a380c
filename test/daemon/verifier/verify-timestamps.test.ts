import t from 'tap'
import { LANGUAGES } from '../../../daemon/core/language.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { type Extension, readDossierFile } from '../../../daemon/verifier/dossier-file.ts'
import { explain, plainText } from '../../../daemon/verifier/explain.ts'
import type { Findings } from '../../../daemon/verifier/verify-dossier.ts'
import { checking } from './checking.ts'

t.setTimeout(180_000)
const { rig, text, places: PLACES } = await checking(t.testdir())
const { at: AT } = rig
t.teardown(rig.drop)

/** What stands beside the signature, changed. */
function extended(change: (all: Extension[]) => unknown): string {
  const file: { extensions: Extension[] } = JSON.parse(text)
  change(file.extensions)
  return JSON.stringify(file)
}
/** One of them changed, beside the others or, checked in a third of the time, alone. */
function extendedOne(at: number, alone: boolean, change: (one: Changeable) => unknown): string {
  return extended((all) => {
    const one = entry(all, at)
    change(one)
    if (alone) all.splice(0, all.length, one)
  })
}
function entry(all: readonly Extension[], at: number): Changeable {
  const found = all[at]
  if (!found) throw new RangeError('no such extension')
  return found
}
type Changeable = { -readonly [K in keyof Extension]: Extension[K] }
const whole: { extensions: Extension[] } = JSON.parse(text)
const files = readDossierFile(text).files.map(({ bytes }) => bytes)
const first = await rig.text('specimen-drie', 1)
const FILES = ['statement.pdf', 'injured.pdf', 'loss.pdf']

for (const { place, trust, verifyDossier, check, brokenOf } of PLACES) {
  t.test(
    `${place}, a flip in what was appended names the time-stamp and nothing else`,
    async (t) => {
      for (const [at, { appended: good }] of whole.extensions.entries())
        for (let n = 0; n < 5; n += 1) {
          const bytes = Buffer.from(good, 'base64')
          const byte = Math.floor((n * bytes.length) / 5)
          bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (n % 8))
          const appended = bytes.toString('base64')
          const alone = n > 0
          const flipped = extendedOne(at, alone, (one) => Object.assign(one, { appended }))
          t.same(await brokenOf(flipped), ['timestamp'])
          // As by somebody who also knows where the hash stands.
          const whole = sha256(Buffer.concat([files[at] ?? bytes, bytes]))
          const known = extendedOne(at, alone, (one) =>
            Object.assign(one, { appended, extended: whole }),
          )
          const found = await brokenOf(known)
          t.same(found, found.length > 0 ? ['timestamp'] : [], `byte ${byte}: or form only`)
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
    const { claims, proofs } = await check(first)
    t.match(
      claims.find(({ name }) => name === 'timestamp'),
      { verdict: 'holds', evidence: ['B-T'] },
    )
    t.match(
      proofs,
      FILES.map((name) => ({ name, proven: { level: 'B-T', authority: 'Tijdstempel TEST' } })),
    )
  })
}
