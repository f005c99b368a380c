import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { readSeal } from '../../../daemon/documents/box-seal.ts'
import { issueSeal, makeSealAuthority } from '../../../provisioning/setup/materials/seal.ts'
import { run } from './pades-rig.ts'

const folder = t.testdir()
await makeSealAuthority(folder)
const site = 'Gemeentehuis Genk'
const one = await issueSeal(folder, join(folder, 'one'), { box: 'genk-1', site })
const two = await issueSeal(folder, join(folder, 'two'), { box: 'genk-2', site })
const text = (file: string) => readFile(file, 'utf8')
const [key, certificate, chain] = await Promise.all(
  [one.key, one.certificate, join(folder, 'root.pem')].map(text),
)

t.test('a seal names box and site, and is issued once', async (t) => {
  const { stdout } = await run('openssl', ['x509', '-in', one.certificate, '-noout', '-subject'])
  t.match(stdout, /OU = Gemeentehuis Genk, CN = Loket genk-1/)
  await issueSeal(folder, join(folder, 'one'), { box: 'genk-1', site })
  await makeSealAuthority(folder)
  t.equal(await text(one.certificate), certificate)
  const verified = await run('openssl', [
    'verify',
    '-CAfile',
    join(folder, 'root.pem'),
    one.certificate,
  ])
  t.match(verified.stdout, /OK/)
})

t.test('a seal of an authority that was made anew is issued again', async (t) => {
  const renewed = t.testdir()
  await makeSealAuthority(renewed)
  const base = join(folder, 'three')
  const { certificate: file } = await issueSeal(folder, base, { box: 'genk-3', site })
  const before = await text(file)
  await issueSeal(renewed, base, { box: 'genk-3', site })
  t.not(await text(file), before)
  const root = join(renewed, 'root.pem')
  t.match((await run('openssl', ['verify', '-CAfile', root, file])).stdout, /OK/)
})

t.test('a seal that does not fit together is refused, and its key is not said', async (t) => {
  const good = { key: key ?? '', certificate: certificate ?? '', chain: chain ?? '' }
  t.match(readSeal(good).fingerprint, /^[0-9a-f]{64}$/)
  const rsa = await run('openssl', ['genrsa', '2048'])
  const bad = {
    'not that of its certificate': { ...good, key: await text(two.key) },
    'not a private key': { ...good, key: 'GEHEIM' },
    'not a P-256 key': { ...good, key: rsa.stdout },
    'not one certificate': { ...good, certificate: good.certificate + good.chain },
    'cannot be read': {
      ...good,
      chain: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    },
  }
  for (const [message, pem] of Object.entries(bad))
    t.throws(() => readSeal(pem), { code: 'BOX_SEAL', message: new RegExp(message) }, message)
})
