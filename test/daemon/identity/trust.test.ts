import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { boxConfig } from '../../../daemon/config.ts'
import { cardConfig } from '../../../daemon/identity/config.ts'
import { loadTrust } from '../../../daemon/identity/trust.ts'
import { rootFile } from '../../hw/card/bench.ts'
import { checksOf, filesOf } from './specimen.ts'

const shipped = fileURLToPath(new URL('../../../daemon/identity/roots/', import.meta.url))

t.test('the roots of the Belgian eID are the pinned ones', async (t) => {
  const { mode, roots } = loadTrust({ mode: 'belgium' })
  t.equal(mode, 'belgium')
  t.same(
    roots.map(({ x509 }) => x509.subject.split('\n').at(-1)),
    ['CN=Belgium Root CA3', 'CN=Belgium Root CA4', 'CN=Belgium Root CA6'],
  )
})

t.test('a test card convinces no production box', async (t) => {
  const broken = checksOf(filesOf('specimen-een'), loadTrust({ mode: 'belgium' }))
    .filter(({ verdict }) => verdict === 'broken')
    .map(({ name }) => name)
  t.same(broken, ['signer', 'holder'])
})

t.test('a root that was put in the place of a Belgian one is refused by name', async (t) => {
  const folder = `${t.testdir()}/`
  for (const name of readdirSync(shipped)) copyFileSync(join(shipped, name), join(folder, name))
  t.equal(loadTrust({ mode: 'belgium' }, folder).roots.length, 3)
  copyFileSync(rootFile, join(folder, 'belgium-root-ca4.pem'))
  t.throws(() => loadTrust({ mode: 'belgium' }, folder), {
    code: 'BAD_TRUST',
    message: /^card\.trust: .*belgium-root-ca4\.pem: is not the Belgian root of that name$/,
  })
})

t.test('the settings of a production box have no room for a root file', async (t) => {
  const card = { reader: 'pcsc', socket: '/run/pcscd.sock' }
  const belgium = { ...card, trust: { mode: 'belgium' } }
  t.ok(cardConfig.safeParse(belgium).success)
  for (const trust of [
    { mode: 'belgium', roots: [rootFile] },
    { mode: 'test' },
    { mode: 'test', roots: [] },
    { roots: [rootFile] },
  ])
    t.notOk(cardConfig.safeParse({ ...card, trust }).success)
  const { error } = boxConfig.safeParse({
    card: { ...belgium, trust: { mode: 'belgium', roots: [] } },
  })
  const fault = error?.issues.find(({ path }) => path.join('.') === 'card.trust')
  t.match(fault?.message, /roots/)
})

t.test('a test root must be a certificate that signed itself', async (t) => {
  const dir = t.testdir({ 'empty.pem': '', 'half.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n' })
  const signer = join(dir, 'signer.der')
  writeFileSync(signer, filesOf('specimen-een').signer)
  const load = (file: string) => () => loadTrust({ mode: 'test', roots: [file] })
  t.throws(load(join(dir, 'none.pem')), { message: /none\.pem: cannot be read/ })
  t.throws(load(join(dir, 'empty.pem')), { message: /is not a certificate/ })
  t.throws(load(join(dir, 'half.pem')), { message: /is not a certificate/ })
  t.throws(load(signer), { message: /is not a root/ })
  t.ok(readFileSync(rootFile).length > 0 && load(rootFile)().mode === 'test')
})
