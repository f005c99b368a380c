import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import type { Scheme } from '../../../daemon/documents/pades/algorithms.ts'
import { attach } from '../../../daemon/documents/pades/attach.ts'
import { finishSignature, prepareSignature } from '../../../daemon/documents/pades/pades.ts'
import { readPdf } from '../../../daemon/documents/pades/pdf-file.ts'
import { pdfRef } from '../../../daemon/documents/pades/pdf-value.ts'
import { fill } from '../../../daemon/documents/pades/placeholder.ts'
import { createRevision } from '../../../daemon/documents/pades/revision.ts'
import { KEYS, objections } from './pades-campaign.ts'
import { fieldedPdf, qpdfCheck, run, testAuthority, testSigner } from './pades-rig.ts'

/** How many random statements are judged for each kind of key; `npm run soak` takes a hundred. */
const DOCUMENTS = 2

const authority = await testAuthority()
t.teardown(authority.drop)
const signers = {
  'rsa-sha256': await authority.issue('rsa', { key: KEYS['rsa-sha256'] }),
  'ecdsa-sha256': await authority.issue('p256', { key: KEYS['ecdsa-sha256'] }),
  'ecdsa-sha384': await authority.issue('p384', { key: KEYS['ecdsa-sha384'] }),
}
/** Later than every certificate that is issued here. */
const now = new Date(Date.now() + 3_600_000).toISOString()
const signerOf = (scheme: Scheme) => testSigner(authority, signers[scheme], scheme)
const claims = {
  at: now,
  name: 'Specimen Één',
  reason: 'Gelezen',
  location: 'Genk',
}

t.test('pdfsig, openssl and qpdf accept what RSA and EC keys sign', async (t) => {
  const folder = t.testdir()
  for (const scheme of ['rsa-sha256', 'ecdsa-sha256', 'ecdsa-sha384'] as const) {
    const texts = fc.sample(fc.string({ unit: 'grapheme', maxLength: 4000 }), {
      numRuns: DOCUMENTS,
      seed: 19_794,
    })
    const judging = { authority, signer: signerOf(scheme), claims, folder }
    for (const text of texts) t.same(await objections(text, judging), [], scheme)
  }
})

t.test('a card that answers with another key, or another length, signs nothing', async (t) => {
  const prepared = await prepareSignature(await fieldedPdf(), 'signature', { claims })
  const right = signerOf('ecdsa-sha384')
  const other = await authority.issue('other', { key: 'P-384' })
  for (const sign of [
    testSigner(authority, other, 'ecdsa-sha384').sign,
    async () => new Uint8Array(95),
    async () => new Uint8Array(96),
    async () => new Uint8Array(),
  ])
    await t.rejects(finishSignature(prepared, { ...right, sign }), { code: 'SIGNATURE_MISMATCH' })
  t.throws(() => fill(prepared, new Uint8Array(20_000)), { code: 'SIGNATURE_TOO_LARGE' })
})

t.test('a field that is signed, or is not there, takes no signature', async (t) => {
  const base = await fieldedPdf()
  await t.rejects(prepareSignature(base, 'other', { claims }), { code: 'MISSING' })
  const { bytes } = await prepareSignature(base, 'signature', { claims })
  await t.rejects(prepareSignature(bytes, 'signature', { claims }), { code: 'MISSING' })
})

t.test(
  'a revision keeps the id, counts on, and lists its objects in lines of 20 bytes',
  async (t) => {
    const base = await fieldedPdf()
    const file = readPdf(base)
    const revision = createRevision(file)
    const ref = revision.add(1.5)
    revision.set(pdfRef(1), file.object(1))
    const { bytes } = revision.write()
    const text = Buffer.from(bytes.subarray(base.length)).toString('latin1')
    t.equal(ref.number, file.size)
    t.match(text, `/Size ${file.size + 1}`)
    t.match(text, `/Prev ${file.sections[0]?.at}`)
    t.match(text, /\/ID \[<00112233445566778899aabbccddeeff> <[0-9a-f]{32}>\]/)
    t.match(text, /xref\n1 1\n\d{10} 00000 n\r\n\d+ 1\n\d{10} 00000 n\r\ntrailer\n/)
    t.equal(readPdf(bytes).object(ref.number), 1.5)
    t.notMatch(await qpdfCheck(t.testdir(), bytes), /WARNING|error:/i)
  },
)

t.test('an attached file comes out as it went in, beside those that were there', async (t) => {
  const folder = t.testdir()
  const revision = createRevision(readPdf(await fieldedPdf()))
  const one = { description: 'x', mime: 'text/plain', at: claims.at }
  attach(revision, { ...one, name: 'b.txt', bytes: Buffer.from('tweede') })
  const first = readPdf(revision.write().bytes)
  const more = createRevision(first)
  attach(more, { ...one, name: 'a.txt', bytes: Buffer.from('eerste') })
  const file = join(folder, 'x.pdf')
  await writeFile(file, more.write().bytes)
  const { stdout } = await run('pdfdetach', ['-list', file])
  t.match(stdout, /2 embedded files\n1: a\.txt\n2: b\.txt/)
  await run('pdfdetach', ['-saveall', '-o', folder, file])
  const { stdout: saved } = await run('cat', [join(folder, 'a.txt'), join(folder, 'b.txt')])
  t.equal(saved, 'eerstetweede')
  t.notMatch(await qpdfCheck(folder, more.write().bytes), /WARNING|error:/i)
})
