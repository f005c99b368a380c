import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { type EidCertificate, readCertificate } from '../../../daemon/identity/certificate.ts'
import { askCrl } from '../../../daemon/identity/crl.ts'
import { askIssuers, askNobody } from '../../../daemon/identity/revocation.ts'
import type { Vouchers } from '../../../daemon/identity/verify.ts'
import { type Fetch, FetchError } from '../../../daemon/runtime/fetch.ts'

const dir = t.testdir({ 'index.txt': '', 'ca.cnf': '' })
const at = (name: string): string => join(dir, name)
const openssl = (...args: string[]): Buffer =>
  execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'ignore'] })

const lists = createServer((request, response) => {
  if (request.url === '/moved') response.writeHead(302, { location: '/list' }).end()
  else if (request.url === '/list') response.end(list())
  else if (request.url !== '/mute') response.writeHead(404).end()
})
await new Promise<void>((resolve) => lists.listen(0, '127.0.0.1', resolve))
t.teardown(() => {
  lists.closeAllConnections()
  lists.close()
})
const here = `http://127.0.0.1:${(lists.address() as AddressInfo).port}`

writeFileSync(
  at('ca.cnf'),
  `[ca]
default_ca = own
[own]
database = index.txt
default_md = sha384
[req]
distinguished_name = none
[none]
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[idle]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[leaf]
crlDistributionPoints = URI:ldap://nowhere, URI:${here}/list
`,
)

/** A certificate made by OpenSSL. */
function make(name: string, section: string, issuer: string, serial = '8001'): EidCertificate {
  const signed = issuer === name ? [] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`]
  openssl(
    ...['req', '-x509', '-config', 'ca.cnf', '-extensions', section, '-newkey', 'ec'],
    ...['-pkeyopt', 'ec_paramgen_curve:P-384', '-noenc', '-days', '30', '-sha384'],
    ...['-subj', `/CN=${name} TEST`, '-set_serial', `0x${serial}`],
    ...['-keyout', `${name}.key`, '-out', `${name}.pem`, ...signed],
  )
  const made = readCertificate(openssl('x509', '-in', `${name}.pem`, '-outform', 'der'))
  if (!made) throw new FetchError('unreachable')
  return made
}

/** The list that OpenSSL makes of what is in the index now. */
function list(issuer = 'authority', ...more: string[]): Buffer {
  const signer = ['-keyfile', `${issuer}.key`, '-cert', `${issuer}.pem`]
  openssl(
    'ca',
    '-config',
    'ca.cnf',
    '-gencrl',
    '-crldays',
    '7',
    '-out',
    'l.pem',
    ...signer,
    ...more,
  )
  return openssl('crl', '-in', 'l.pem', '-outform', 'der')
}
const revoke = (serial: string): void =>
  writeFileSync(at('index.txt'), `R\t351231235959Z\t250101000000Z\t${serial}\tunknown\t/CN=x\n`)

const authority = make('authority', 'authority', 'authority')
make('stranger', 'authority', 'stranger')
make('idle', 'idle', 'idle')
const leaf = make('leaf', 'leaf', 'authority', '80FF01')
const plain = make('plain', 'authority', 'authority', '33')
const now = new Date(Date.now() + 60_000)
const day = (days: number): Date => new Date(now.getTime() + days * 86_400_000)

t.test('a list tells who is on it and who is not', async (t) => {
  t.match(askCrl(list(), leaf, authority, now), { state: 'good', at: Date })
  revoke('80FF01')
  t.match(askCrl(list(), leaf, authority, now), { state: 'revoked' })
  t.match(askCrl(list(), plain, authority, now), { state: 'good' })
  writeFileSync(at('index.txt'), '')
})

t.test('a list is worth nothing from another, at another time, or for others', async (t) => {
  const fault = (der: Uint8Array, when = now, issuer = authority) => {
    const answer = askCrl(der, leaf, issuer, when)
    return answer.state === 'unusable' ? answer.reason : answer.state
  }
  t.equal(fault(list('stranger')), 'signature')
  const idle = readCertificate(openssl('x509', '-in', 'idle.pem', '-outform', 'der')) ?? leaf
  t.equal(fault(list('idle'), now, idle), 'signature', 'it may not sign lists')
  t.equal(fault(list(), day(-2)), 'dates')
  t.equal(fault(list(), day(8)), 'dates')
  t.equal(fault(Buffer.of()), 'malformed')
  t.equal(fault(leaf.der), 'malformed')
  const good = list()
  for (let bit = 0; bit < good.length * 8; bit += 7) {
    const wrong = Buffer.from(good)
    wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    if (fault(wrong) === 'good') t.fail(`bit ${bit}`)
  }
})

t.test('no bytes make it throw', async () => {
  const good = list()
  fc.assert(
    fc.property(fc.nat(good.length), fc.uint8Array({ maxLength: 40 }), (cut, tail) => {
      askCrl(Buffer.concat([good.subarray(0, cut), tail]), leaf, authority, now)
    }),
    { numRuns: 300 },
  )
})

const vouchers: Vouchers = {
  signer: { certificate: null, root: null, fit: false },
  holder: { signature: leaf, authority, authorityRoot: null },
}
const settings = { allow: [`${here}/`], timeoutMs: 500 }

t.test('the issuer is asked over the network, and its word is kept for a time', async (t) => {
  const ask = askIssuers(settings)
  t.match(await ask(vouchers, now), {
    name: 'revocation',
    verdict: 'holds',
    evidence: { code: 'not_revoked', values: { at: /^\d{4}-\d\d-\d\dT\d\d:\d\d$/ } },
  })
  revoke('80FF01')
  t.match(await ask(vouchers, now), { verdict: 'holds' }, 'the list that it has is still good')
  t.match(await askIssuers(settings)(vouchers, now), {
    verdict: 'broken',
    evidence: { code: 'revoked' },
  })
  writeFileSync(at('index.txt'), '')
})

t.test('what cannot be asked is left open, with the reason', async (t) => {
  const reason = async (allow: string, fetchList?: Fetch, of = vouchers) =>
    (await askIssuers({ allow: [allow], timeoutMs: 300 }, fetchList)(of, now)).evidence.values
  t.same(await reason('http://elsewhere.example/'), { reason: 'no_address' })
  const redirected = readCertificate(leaf.der) ?? leaf
  const via = (path: string): Vouchers => ({
    ...vouchers,
    holder: { ...vouchers.holder, signature: { ...redirected, crlAddresses: [here + path] } },
  })
  t.same(await reason(here, undefined, via('/none')), { reason: 'status' })
  t.same(await reason(here, undefined, via('/moved')), { reason: 'unreachable' }, 'no redirect')
  t.same(await reason(here, undefined, via('/mute')), { reason: 'timeout' })
  t.same(await reason(here, async () => list('stranger')), { reason: 'signature' })
  t.match((await askNobody(vouchers, now)).evidence, { code: 'not_configured' })
})

t.test('the address is read as OpenSSL wrote it', async (t) => {
  t.same(leaf.crlAddresses, ['ldap://nowhere', `${here}/list`])
  t.same(plain.crlAddresses, [])
  t.ok(readFileSync(at('leaf.pem')).length > 0)
})
