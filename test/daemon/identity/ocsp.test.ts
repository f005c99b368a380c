import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import t from 'tap'
import { type EidCertificate, readCertificate } from '../../../daemon/identity/certificate.ts'
import { derElements, derInside } from '../../../daemon/identity/der.ts'
import { ocspRequest, readOcsp } from '../../../daemon/identity/ocsp.ts'
import { askIssuers } from '../../../daemon/identity/revocation.ts'
import { readSigned } from '../../../daemon/identity/signed-der.ts'
import type { Vouchers } from '../../../daemon/identity/verify.ts'
import { type Fetch, FetchError } from '../../../daemon/runtime/fetch.ts'
import { crlOf, register } from '../documents/pades-network.ts'
import { run, type TestIssued, testAuthority } from '../documents/pades-rig.ts'

const authority = await testAuthority()
t.teardown(authority.drop)
const at = (file: string): string => join(authority.folder, file)

let served = 0
const responder = createServer(async (request, response) => {
  if (request.url === '/list') return void response.end(await crlOf(authority, 'ca'))
  served += 1
  const body = await buffer(request)
  if (request.headers['content-type'] !== 'application/ocsp-request' || request.method !== 'POST')
    return void response.writeHead(400).end()
  response.end(await answerTo(body))
})
await new Promise<void>((resolve) => responder.listen(0, '127.0.0.1', resolve))
t.teardown(() => responder.close())
const here = `http://127.0.0.1:${(responder.address() as AddressInfo).port}`

const certificateOf = ({ certificate }: TestIssued): EidCertificate => {
  const read = readCertificate(certificate)
  if (!read) throw new FetchError('unreachable')
  return read
}
const access = ['-addext', `authorityInfoAccess=caIssuers;URI:${here}/ca,OCSP;URI:${here}/ocsp`]
const lists = ['-addext', `crlDistributionPoints=URI:${here}/list`]
const holder = await authority.issue('holder', { more: [...access, ...lists] })
const other = await authority.issue('other')
await authority.issue('responder', { extensions: 'ocsp' })
await authority.issue('imposter', { extensions: 'tsa' })
const holderCertificate = certificateOf(holder)
const issuer = certificateOf(authority.ca)
const nonce = Buffer.alloc(16, 7)
const now = new Date(Date.now() + 60_000)
const question = { certificate: holderCertificate, issuer, nonce, now }
const asked = ocspRequest(holderCertificate, issuer, nonce)
await register(authority, [holder, other])

/** What `openssl ocsp` answers, signed by that certificate. */
async function answerTo(request: Uint8Array, by = 'ca', ...more: string[]): Promise<Uint8Array> {
  await writeFile(at('r.ocsq'), request)
  const from = ['-index', 'index.txt', '-CA', 'ca.pem', '-rsigner', `${by}.pem`]
  const files = ['-rkey', `${by}.key`, '-reqin', 'r.ocsq', '-respout', 'r.ocsr']
  await run('openssl', ['ocsp', ...from, ...files, ...more], { cwd: authority.folder })
  return Uint8Array.from(await readFile(at('r.ocsr')))
}
const outcome = (answer: Uint8Array, change: Partial<typeof question> = {}): string => {
  const found = readOcsp(answer, { ...question, ...change })
  return found.state === 'unusable' ? found.reason : found.state
}

t.test('openssl reads the question, and we its answer', async (t) => {
  await writeFile(at('q.ocsq'), asked)
  const { stdout } = await run('openssl', ['ocsp', '-reqin', at('q.ocsq'), '-req_text'])
  t.match(stdout, /OCSP Nonce/)
  t.match(readOcsp(await answerTo(asked), question), { state: 'good', at: Date })
  await register(authority, [{ ...holder, revoked: true }, other])
  t.equal(outcome(await answerTo(asked)), 'revoked')
  await register(authority, [other])
  t.equal(outcome(await answerTo(asked)), 'unknown', 'it has no such certificate')
  await register(authority, [holder, other])
})

t.test('the issuer may have another answer, but only one that it issued for that', async (t) => {
  t.equal(outcome(await answerTo(asked, 'responder')), 'good')
  t.equal(outcome(await answerTo(asked, 'imposter')), 'signature')
  t.equal(outcome(await answerTo(asked, 'other')), 'signature')
  t.equal(outcome(await answerTo(asked, 'root')), 'signature')
  const elsewhere = await testAuthority()
  t.teardown(elsewhere.drop)
  const stranger = await elsewhere.issue('stranger', { extensions: 'ocsp' })
  for (const ending of ['pem', 'key'])
    await copyFile(join(elsewhere.folder, `${stranger.name}.${ending}`), at(`stranger.${ending}`))
  t.equal(outcome(await answerTo(asked, 'stranger')), 'signature', 'of another issuer of that name')
  t.equal(outcome(await answerTo(asked, 'responder', '-resp_no_certs')), 'signature')
})

t.test('an answer to another question, or of another time, is of no use', async (t) => {
  const answer = await answerTo(asked, 'ca', '-ndays', '2')
  const day = (days: number): Date => new Date(now.getTime() + days * 86_400_000)
  t.equal(outcome(answer), 'good')
  t.equal(outcome(answer, { nonce: Buffer.alloc(16, 8) }), 'nonce')
  t.equal(outcome(answer, { certificate: certificateOf(other) }), 'unknown')
  t.equal(outcome(answer, { now: day(3) }), 'dates')
  t.equal(outcome(answer, { now: day(-1) }), 'dates')
  t.equal(outcome(Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x06)), 'refused', 'unauthorized')
})

t.test('an answer made beforehand must say until when it is good', async (t) => {
  const plain = ['-issuer', at('ca.pem'), '-cert', at('holder.pem'), '-no_nonce']
  await run('openssl', ['ocsp', ...plain, '-reqout', at('plain.ocsq')])
  const request = await readFile(at('plain.ocsq'))
  t.equal(outcome(await answerTo(request)), 'nonce')
  t.equal(outcome(await answerTo(request, 'ca', '-ndays', '1')), 'good')
})

t.test('no flipped bit of what is signed passes, and no bytes make it throw', async (t) => {
  const good = await answerTo(asked, 'responder')
  const [, bytes] = derInside(derElements(good)[0])
  const [, basic] = derInside(derInside(bytes)[0])
  const { whole } = readSigned(basic?.content ?? good).content
  for (let bit = 0; bit < whole.length * 8; bit += 1) {
    const wrong = Uint8Array.from(good)
    const byte = whole.byteOffset - good.byteOffset + (bit >> 3)
    wrong[byte] = (wrong[byte] ?? 0) ^ (1 << (bit & 7))
    if (!['signature', 'malformed'].includes(outcome(wrong))) t.fail(`bit ${bit}`)
  }
  const damaged = fc
    .tuple(fc.nat(good.length), fc.nat(8), fc.uint8Array({ maxLength: 40 }))
    .map(([cut, drop, put]) =>
      Buffer.concat([good.subarray(0, cut), put, good.subarray(cut + drop)]),
    )
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      t.type(outcome(bytes), 'string')
    }),
    { numRuns: 300 },
  )
})

const vouchers: Vouchers = {
  signer: { certificate: null, root: null, fit: false },
  holder: { signature: holderCertificate, authority: issuer, authorityRoot: null },
}
const ask = async (allow: string, fetchFrom?: Fetch) =>
  await askIssuers({ allow: [allow], timeoutMs: 5000 }, fetchFrom)(vouchers, new Date())

t.test('the responder is asked over the network, and only where the settings allow', async (t) => {
  t.same(holderCertificate.ocspAddresses, [`${here}/ocsp`])
  t.match(await ask(`${here}/ocsp`), { verdict: 'holds', evidence: { code: 'not_revoked' } })
  await register(authority, [{ ...holder, revoked: true }])
  t.match(await ask(`${here}/`), { verdict: 'broken', evidence: { code: 'revoked' } })
  await register(authority, [holder, other])
  const before = served
  t.match((await ask('http://elsewhere.example/')).evidence, { values: { reason: 'no_address' } })
  t.match(await ask(`${here}/list`), { verdict: 'holds' }, 'the list alone')
  t.equal(served, before)
})

t.test('where the responder does not answer, the list is asked', async (t) => {
  const list = await crlOf(authority, 'ca')
  const silent: Fetch = async (address) => {
    if (address.endsWith('/list')) return list
    throw new FetchError('timeout')
  }
  t.match(await ask(`${here}/`, silent), { verdict: 'holds' })
  t.match((await ask(`${here}/ocsp`, silent)).evidence, { values: { reason: 'timeout' } })
  const foreign: Fetch = async (_address, _signal, question) =>
    await answerTo(question?.bytes ?? asked, 'other')
  t.match((await ask(`${here}/ocsp`, foreign)).evidence, { values: { reason: 'signature' } })
})
