import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { readMessage } from '../../../daemon/documents/pades/cms-read.ts'
import {
  type Extended,
  extend,
  type Said,
  stampDocument,
} from '../../../daemon/documents/pades/extend.ts'
import { provenBy } from '../../../daemon/documents/pades/level.ts'
import { finishSignature, prepareSignature } from '../../../daemon/documents/pades/pades.ts'
import { readPdf } from '../../../daemon/documents/pades/pdf-file.ts'
import { changeCatalog, createRevision } from '../../../daemon/documents/pades/revision.ts'
import {
  type AskTimestamp,
  requestToken,
  TimestampError,
} from '../../../daemon/documents/pades/timestamp.ts'
import { verifyPades } from '../../../daemon/documents/pades/verify.ts'
import { readCertificate } from '../../../daemon/documents/pades/x509.ts'
import { crlOf, localTsa, ocspOf, register } from './pades-network.ts'
import {
  fieldedPdf,
  opensslVerify,
  pdfsig,
  qpdfCheck,
  run,
  testAuthority,
  testSigner,
} from './pades-rig.ts'

t.setTimeout(90_000)
const authority = await testAuthority()
t.teardown(authority.drop)
const issued = await authority.issue('signer', { key: 'P-384' })
const stamper = await authority.issue('stamper', { extensions: 'tsa' })
const tsa = await localTsa(authority, stamper)
await register(authority, [issued, stamper, authority.ca])
const now = new Date().toISOString()
const options = {
  roots: [authority.root.certificate],
  timestampRoots: [authority.root.certificate],
  now,
}
const roots = [authority.root.certificate]
const stamp = (digest: Uint8Array) =>
  requestToken(digest, 'sha256', { ask: tsa, roots: roots.map(readCertificate) })
const lists = { root: await crlOf(authority, 'root'), ca: await crlOf(authority, 'ca') }
const isCa = (certificate: Uint8Array) =>
  Buffer.compare(certificate, authority.ca.certificate) === 0
const sources = {
  stamp,
  roots,
  timestampRoots: roots,
  revocation: async (certificate: Uint8Array): Promise<Said> => ({
    crl: isCa(certificate) ? lists.root : lists.ca,
  }),
}
const prepared = await prepareSignature(await fieldedPdf(), 'signature', { claims: { at: now } })
const signed = await finishSignature(prepared, testSigner(authority, issued, 'ecdsa-sha384'))

async function verdicts(pdf: Uint8Array, over: Partial<typeof options> = {}) {
  const { signatures } = await verifyPades(pdf, { ...options, ...over })
  return signatures.map(({ kind, at, checks }) => ({
    kind,
    proven: at?.proven,
    bad: checks.filter(({ verdict }) => verdict !== 'holds').map(({ name }) => name),
  }))
}
const levelOf = async (pdf: Uint8Array) => provenBy(await verifyPades(pdf, options))?.level
const further = async (pdf: Uint8Array, over: Partial<typeof sources> = {}): Promise<Extended> => {
  const extended = await extend(pdf, { ...sources, ...over })
  if (!extended) throw new TimestampError('REFUSED', 'no signature')
  t.equal(Buffer.compare(extended.bytes.subarray(0, pdf.length), pdf), 0, 'only appended')
  return extended
}
/** Of the bits in a range, every `step`th that may be flipped without anything being told. */
async function unseenFlips(pdf: Uint8Array, from: number, until: number): Promise<number[]> {
  const unseen: number[] = []
  const level = await levelOf(pdf)
  for (let bit = from * 8; bit < until * 8; bit += 4057) {
    const bad = Uint8Array.from(pdf)
    bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    const found = await levelOf(bad).catch(() => 'damaged')
    if (found === level) unseen.push(bit)
  }
  return unseen
}

t.test('B-T: a time-stamp over the file proves when its signature was there', async (t) => {
  const folder = t.testdir()
  const { bytes, level, at, authority: by } = await further(signed)
  t.equal(level, 'B-T')
  t.equal(by, 'stamper TEST')
  t.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000, at)
  t.same(await verdicts(bytes), [
    { kind: 'signature', proven: true, bad: ['revocation'] },
    { kind: 'timestamp', proven: true, bad: ['revocation'] },
  ])
  t.same(await verdicts(bytes, { timestampRoots: [] }), [
    { kind: 'signature', proven: false, bad: ['revocation'] },
    { kind: 'timestamp', proven: false, bad: ['timestamp', 'revocation'] },
  ])
  t.match(await opensslVerify(authority, folder, bytes), /CMS Verification successful/)
  t.match(await pdfsig(folder, bytes), /Signature is Valid/)
})

t.test('B-LTA: evidence and a time-stamp over all are added, and all of it holds', async (t) => {
  const folder = t.testdir()
  const { bytes, level } = await further((await further(signed)).bytes)
  t.equal(level, 'B-LTA')
  const whole = { proven: true, bad: [] }
  t.same(await verdicts(bytes), [
    { kind: 'signature', ...whole },
    ...[1, 2].map(() => ({ kind: 'timestamp', ...whole })),
  ])
  t.notMatch(await qpdfCheck(folder, bytes), /WARNING|error:/i)
  const said = await pdfsig(folder, bytes)
  t.match(said, /Signature #1:[\s\S]*Signature is Valid[\s\S]*Signature #2:/)
  // poppler knows no document time-stamps: those are judged by `openssl ts`.
  t.match(said, /Signature #3:[\s\S]*Total document signed/)
  const again = await further(bytes)
  t.equal(again.level, 'B-LTA', 'and again, years later')
  t.same(
    (await verdicts(again.bytes)).flatMap(({ bad }) => bad),
    [],
  )
  t.match(await opensslTsVerify(folder, again.bytes), /Verification: OK/)
})

t.test('a file cut at a revision has the level of that revision', async (t) => {
  const first = await further(signed)
  const { bytes } = await further(first.bytes)
  t.equal(await levelOf(bytes.subarray(0, first.bytes.length)), 'B-T')
  const [, evidence = 0] = [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/%%EOF\n/g),
  ]
    .map(({ index }) => index + 6)
    .filter((end) => end >= first.bytes.length)
  t.equal(await levelOf(bytes.subarray(0, evidence)), 'B-LT')
  t.equal(await levelOf(signed), undefined)
})

t.test('flips in what was appended are told, but for the form of the newest token', async (t) => {
  const { bytes } = await further((await further(signed)).bytes)
  const token = Buffer.from(bytes).lastIndexOf('/Contents <')
  t.same(await unseenFlips(bytes, signed.length, token), [])
})

t.test(
  'what is added after the evidence, and is none, is told by signature and time-stamps',
  async (t) => {
    const { bytes } = await further((await further(signed)).bytes)
    const revision = createRevision(readPdf(bytes))
    changeCatalog(revision, { Lang: null })
    t.same(
      (await verdicts(revision.write().bytes)).map(({ bad }) => bad),
      [['unchanged'], ['unchanged'], ['unchanged']],
    )
  },
)

t.test('a certificate is judged at the proven time, not at the claimed one', async (t) => {
  const request = async (at: string) =>
    await prepareSignature(await fieldedPdf(), 'signature', { claims: { at } })
  const early = await finishSignature(
    await request('2020-01-01T00:00:00Z'),
    testSigner(authority, issued, 'ecdsa-sha384'),
  )
  t.same((await verdicts(early))[0]?.bad, ['dates', 'revocation'])
  t.same((await verdicts(await stampDocument(early, sources)))[0]?.bad, ['revocation'])
  await t.rejects(extend(early, sources), { code: 'BROKEN', message: /dates/ })
})

t.test('an OCSP answer counts, and a certificate revoked before is told', async (t) => {
  const first = await further(signed)
  const ocsp = await ocspOf(authority, issued)
  const asking = (answer: Said) => async (certificate: Uint8Array) =>
    Buffer.compare(certificate, issued.certificate) === 0 ? answer : sources.revocation(certificate)
  const good = await further(first.bytes, { revocation: asking({ ocsp }) })
  t.equal(good.level, 'B-LTA')
  await register(authority, [{ ...issued, revoked: true }, stamper, authority.ca])
  const [crl, bad] = [await crlOf(authority, 'ca'), await ocspOf(authority, issued)]
  await register(authority, [issued, stamper, authority.ca])
  for (const said of [{ crl }, { ocsp: bad }])
    await t.rejects(extend(first.bytes, { ...sources, revocation: asking(said) }), {
      code: 'BROKEN',
      message: /revocation/,
    })
})

t.test('what was said for another time is no evidence', async (t) => {
  const first = await further(signed)
  const old = await crlOf(authority, 'ca', [
    '-crl_lastupdate',
    '20200101000000Z',
    '-crl_nextupdate',
    '20200201000000Z',
  ])
  const revocation = async (certificate: Uint8Array) =>
    isCa(certificate) ? sources.revocation(certificate) : { crl: old }
  t.equal((await further(first.bytes, { revocation })).level, 'B-T')
})

t.test('a list that tells only of some certificates is no evidence', async (t) => {
  const first = await further(signed)
  const part = await crlOf(authority, 'ca', ['-crlexts', 'part'])
  const revocation = async (certificate: Uint8Array) =>
    isCa(certificate) ? sources.revocation(certificate) : { crl: part }
  t.equal((await further(first.bytes, { revocation })).level, 'B-T')
})

t.test('a file that nobody signed is left alone', async (t) => {
  t.equal(await extend(await fieldedPdf(), sources), null)
})

/** The newest token of a file, judged by `openssl ts`. */
async function opensslTsVerify(folder: string, pdf: Uint8Array): Promise<string> {
  const at = (name: string) => join(authority.folder, name)
  await writeFile(join(folder, 'x.tsr'), await readFile(at('ts.tsr')))
  const text = Buffer.from(pdf).toString('latin1')
  const ranges = [...text.matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)/g)].at(-1)?.map(Number) ?? []
  const [, a = 0, b = 0, c = 0] = ranges
  const covered = Buffer.concat([pdf.subarray(0, a), pdf.subarray(b, b + c)])
  await writeFile(join(folder, 'x.bin'), covered)
  const given = ['-data', join(folder, 'x.bin'), '-in', join(folder, 'x.tsr')]
  const believed = ['-CAfile', at('root.pem'), '-untrusted', at('ca.pem')]
  return (await run('openssl', ['ts', '-verify', ...given, ...believed])).stdout
}

t.test('a token that is not what was asked for is refused', async (t) => {
  const digest = new Uint8Array(32).fill(7)
  const get = (ask: AskTimestamp, policy?: string) =>
    requestToken(digest, 'sha256', {
      ask,
      roots: roots.map(readCertificate),
      ...(policy ? { policy } : {}),
    })
  t.ok(readMessage(await get(tsa)))
  t.ok(await get(tsa, '1.2.3.4.1'))
  let asked = new Uint8Array()
  await get(async (request) => {
    asked = Uint8Array.from(request)
    return await tsa(request)
  })
  const kept = await tsa(asked)
  await t.rejects(
    get(async () => kept),
    { code: 'UNSOUND', message: /another request/ },
  )
  await t.rejects(get(tsa, '1.2.3.4.9'), { code: 'REFUSED' })
  await t.rejects(
    get(async () => new Uint8Array(40)),
    { code: 'UNSOUND' },
  )
  await t.rejects(
    get(async (request) => request),
    { code: 'UNSOUND' },
  )
  await t.rejects(requestToken(digest, 'sha256', { ask: tsa, roots: [] }), { code: 'UNSOUND' })
  const misuse = await localTsa(authority, stamper, 'sha1')
  t.ok(await get(misuse), 'the older attribute that many authorities write')
})
