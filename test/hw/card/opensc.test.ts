import { execFile, spawnSync } from 'node:child_process'
import { createPublicKey, createVerify } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import { cards, folderOf, noPcscd, readerFor } from './bench.ts'

const run = promisify(execFile)
const noOpensc = spawnSync('opensc-tool', ['--version']).error ? 'opensc is not installed' : false

/** OpenSC has nothing in common with our code: what it accepts, other readers will. */
t.test('OpenSC takes the virtual card for an eID', { skip: noPcscd || noOpensc }, async (t) => {
  const reader = await readerFor(t, 'pcsc')
  await reader.insert('specimen-een')
  const image = loadCard(cards, 'specimen-een')
  // OpenSC keeps files of cards it has seen in the cache folder.
  const env = {
    PATH: process.env['PATH'],
    PCSCLITE_CSOCK_NAME: reader.socket,
    HOME: folderOf(reader),
  }
  const opensc = async (program: string, args: readonly string[]): Promise<string> => {
    const { stdout } = await run(program, args, { env })
    return stdout
  }

  await t.test('eidenv reads identity and address', async (t) => {
    // It ends with 1 even when all went well, shows an F in the chip number as E, and an empty street.
    const { stdout } = spawnSync('eidenv', ['--wait'], { env, encoding: 'utf8' })
    for (const line of [
      'NAME: Specimen',
      'FIRSTNAMES: Een Noëlle',
      'BIRTHDATE: 12 APR 1985',
      'ZIPCODE: 3600',
    ])
      t.match(stdout, `BELPIC_${line}\n`)
  })

  await t.test('pkcs15-tool lists the PIN, both keys and four certificates', async (t) => {
    const dump = await opensc('pkcs15-tool', ['--dump'])
    t.match(dump, image.cardData.slice(0, 32))
    t.match(dump, 'PIN [Basic PIN]')
    t.same(dump.match(/(?<=Private RSA Key \[)\w+/g), ['Authentication', 'Signature'])
    const certificates = await opensc('pkcs15-tool', ['-c'])
    t.same(certificates.match(/(?<=Certificate \[)\w+/g), [
      'Authentication',
      'Signature',
      'CA',
      'Root',
    ])
  })

  await t.test('pkcs11-tool signs with the PIN, and the certificate verifies it', async (t) => {
    const [input, output] = [join(folderOf(reader), 'input'), join(folderOf(reader), 'signature')]
    writeFileSync(input, 'Specimen')
    const sign = ['--login', '--pin', '1234', '--sign', '--id', '02', '-m', 'SHA256-RSA-PKCS']
    await opensc('pkcs11-tool', [...sign, '-i', input, '-o', output])
    const pem = await opensc('pkcs15-tool', ['--read-certificate', '02'])
    const verifier = createVerify('sha256').update('Specimen')
    t.ok(verifier.verify(createPublicKey(pem), readFileSync(output)))
  })
})
