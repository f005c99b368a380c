import { execFile } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { makeCertificate, ownNames } from '../../provisioning/setup/materials/tls.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '../../provisioning/setup/materials/main.ts')
const unpacked = join(import.meta.dirname, '../../.loket/debian')
const { NODE_OPTIONS: _, ...env } = process.env

t.test(
  'one run makes cards, sounds, portrait and certificate',
  {
    skip: existsSync(unpacked) ? false : 'the Debian packages are not unpacked',
  },
  async (t) => {
    const folder = t.testdir()
    const began = performance.now()
    await run(process.execPath, [main, folder, unpacked], { env })
    t.ok(performance.now() - began < 10_000, `${Math.round(performance.now() - began)} ms`)
    t.ok((await readdir(join(folder, 'cards'))).includes('specimen-een.json'))
    t.equal((await readFile(join(folder, 'portrait.png'))).subarray(1, 4).toString(), 'PNG')
    for (const name of ['citizen.wav', 'inspector.wav']) {
      const wav = await readFile(join(folder, 'sounds', name))
      t.equal(wav.subarray(0, 4).toString(), 'RIFF')
      t.same(
        [wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)],
        [1, 1, 48_000, 16],
      )
      t.ok(wav.length - 44 - wav.readUInt32LE(40) <= 12, 'only an empty list follows the samples')
      const samples = new Int16Array(
        wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length),
      )
      t.ok(
        samples.some((sample) => Math.abs(sample) > 4000),
        'somebody speaks',
      )
    }
  },
)

t.test('without a folder it says how it is used', async (t) => {
  await t.rejects(run(process.execPath, [main], { env }), { code: 64, stderr: /use: main\.ts/ })
})

t.test('the certificate names this machine, fits its key, and stays', async (t) => {
  const folder = join(t.testdir(), 'tls')
  await makeCertificate(folder)
  const pem = await readFile(join(folder, 'cert.pem'), 'utf8')
  const certificate = new X509Certificate(pem)
  t.ok(certificate.checkPrivateKey(createPrivateKey(await readFile(join(folder, 'key.pem')))))
  t.equal((await stat(join(folder, 'key.pem'))).mode & 0o777, 0o600)
  for (const name of ownNames().dns) t.ok(certificate.checkHost(name), name)
  for (const address of ownNames().addresses) t.ok(certificate.checkIP(address), address)
  await makeCertificate(folder)
  t.equal(await readFile(join(folder, 'cert.pem'), 'utf8'), pem)
  await writeFile(join(folder, 'cert.pem'), 'damaged')
  await makeCertificate(folder)
  t.not(await readFile(join(folder, 'cert.pem'), 'utf8'), pem)
})
