import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { readMessage } from '../../../daemon/documents/pades/cms-read.ts'
import {
  addEvidence,
  extendSignature,
  stampDocument,
  stampSignatures,
} from '../../../daemon/documents/pades/extend.ts'
import { finishSignature, prepareSignature } from '../../../daemon/documents/pades/pades.ts'
import { readPdf } from '../../../daemon/documents/pades/pdf-file.ts'
import { changeCatalog, createRevision } from '../../../daemon/documents/pades/revision.ts'
import { type AskTimestamp, requestToken } from '../../../daemon/documents/pades/timestamp.ts'
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

const authority = await testAuthority()
t.teardown(authority.drop)
const issued = await authority.issue('signer', { key: 'P-384' })
const stamper = await authority.issue('stamper', { extensions: 'tsa' })
const tsa = await localTsa(authority, stamper)
await register(authority, [issued, stamper, authority.ca])
const now = new Date(Date.now() + 3_600_000).toISOString()
const options = { roots: [authority.root.certificate], now }
const evidence = {
  certificates: [],
  crls: [await crlOf(authority, 'root'), await crlOf(authority, 'ca')],
  ocsps: [],
}
const sources = {
  timestamp: tsa,
  timestampRoots: [authority.root.certificate],
  evidence: async () => evidence,
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

t.test('B-T: a token in the signature proves its time and changes no signed byte', async (t) => {
  const folder = t.testdir()
  const stamped = await stampSignatures(signed, sources)
  t.equal(stamped.length, signed.length)
  const { from, to } = prepared.hole
  t.equal(Buffer.compare(stamped.subarray(0, from), signed.subarray(0, from)), 0)
  t.equal(Buffer.compare(stamped.subarray(to), signed.subarray(to)), 0)
  t.same(await verdicts(stamped), [{ kind: 'signature', proven: true, bad: ['revocation'] }])
  t.match(await pdfsig(folder, stamped), /Signature is Valid/)
  t.match(await opensslVerify(authority, folder, stamped), /CMS Verification successful/)
  t.equal(Buffer.compare(await stampSignatures(stamped, sources), stamped), 0, 'once only')
})

t.test('B-LTA: evidence and a time-stamp over all are added, and all of it holds', async (t) => {
  const folder = t.testdir()
  const extended = await extendSignature(signed, sources)
  t.same(await verdicts(extended), [
    { kind: 'signature', proven: true, bad: [] },
    { kind: 'timestamp', proven: true, bad: [] },
  ])
  t.notMatch(await qpdfCheck(folder, extended), /WARNING|error:/i)
  const said = await pdfsig(folder, extended)
  t.match(said, /Signature #1:[\s\S]*Signature is Valid/)
  t.match(said, /Signature #2:[\s\S]*Total document signed/)
  const again = await stampDocument(await addEvidence(extended, sources), sources)
  t.same(
    (await verdicts(again)).map(({ bad }) => bad),
    [[], [], []],
    'and again, years later',
  )
  await writeFile(join(folder, 'x.tsr'), await readFile(join(authority.folder, 'ts.tsr')))
  const text = Buffer.from(again).toString('latin1')
  const ranges = [...text.matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)/g)].at(-1)?.map(Number) ?? []
  const [, a = 0, b = 0, c = 0] = ranges
  await writeFile(
    join(folder, 'x.bin'),
    Buffer.concat([again.subarray(0, a), again.subarray(b, b + c)]),
  )
  const { stdout } = await run('openssl', [
    ...['ts', '-verify', '-data', join(folder, 'x.bin'), '-in', join(folder, 'x.tsr')],
    ...[
      '-CAfile',
      join(authority.folder, 'root.pem'),
      '-untrusted',
      join(authority.folder, 'ca.pem'),
    ],
  ])
  t.match(stdout, /Verification: OK/)
})

t.test(
  'what is added after the evidence, and is none, is told by signature and time-stamp',
  async (t) => {
    const revision = createRevision(readPdf(await extendSignature(signed, sources)))
    changeCatalog(revision, { Lang: null })
    t.same(
      (await verdicts(revision.write().bytes)).map(({ bad }) => bad),
      [['unchanged'], ['unchanged']],
    )
  },
)

t.test('an OCSP answer counts, and a revoked certificate is told', async (t) => {
  const ocsps = [await ocspOf(authority, issued)]
  const root = [await crlOf(authority, 'root')]
  const good = await addEvidence(signed, {
    ...sources,
    evidence: async () => ({ ...evidence, crls: root, ocsps }),
  })
  t.same(await verdicts(good), [{ kind: 'signature', proven: false, bad: [] }])
  await register(authority, [{ ...issued, revoked: true }, stamper, authority.ca])
  const [crl, ocsp] = [await crlOf(authority, 'ca'), await ocspOf(authority, issued)]
  await register(authority, [issued, stamper, authority.ca])
  for (const found of [
    { crls: [...root, crl], ocsps: [] },
    { crls: root, ocsps: [ocsp] },
  ]) {
    const bad = await addEvidence(signed, {
      ...sources,
      evidence: async () => ({ ...evidence, ...found }),
    })
    t.same(await verdicts(bad), [{ kind: 'signature', proven: false, bad: ['revocation'] }])
    const { signatures } = await verifyPades(bad, options)
    t.match(signatures[0]?.checks.at(-1), { verdict: 'broken', evidence: /signer TEST, revoked/ })
  }
})

t.test('a token that is not what was asked for is refused', async (t) => {
  const roots = [readCertificate(authority.root.certificate)]
  const digest = new Uint8Array(32).fill(7)
  const get = (ask: AskTimestamp, policy?: string) =>
    requestToken(digest, 'sha256', { ask, roots, ...(policy ? { policy } : {}) })
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
