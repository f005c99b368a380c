import { execFile, spawnSync } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import { cards, folderOf, noPcscd, readerFor } from './bench.ts'

const run = promisify(execFile)
const noOpensc = spawnSync('opensc-tool', ['--version']).error ? 'opensc is not installed' : false

/** OpenSC has nothing in common with our code: what it accepts, other readers will. */
t.test('OpenSC takes the virtual card for an eID', { skip: noPcscd || noOpensc }, async (t) => {
  const reader = await readerFor(t, 'pcsc')
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
  /** pcscd looks at a slot every 400 ms, and mistakes a card that is changed faster for the one before. */
  const seen = async (present: 'Yes' | 'No'): Promise<void> => {
    const line = new RegExp(`^0 +${present} `, 'm')
    while (!line.test(await opensc('opensc-tool', ['--list-readers']))) await sleep(20)
  }
  const insert = async (id: string): Promise<void> => {
    await reader.remove()
    await seen('No')
    await reader.insert(id)
    await seen('Yes')
  }
  /** Its lines, whatever its exit code: it ends with 1 always, shows an F in the chip number as E, and no street. */
  const eidenv = (t: Test, lines: readonly string[]): void => {
    const { stdout } = spawnSync('eidenv', { env, encoding: 'utf8' })
    for (const line of lines) t.match(stdout, `BELPIC_${line}\n`)
  }
  /** pkcs15-tool finds the PIN, both keys and four certificates. */
  const lists = async (t: Test, id: string, keys: 'RSA' | 'EC'): Promise<void> => {
    const image = loadCard(cards, id)
    const dump = await opensc('pkcs15-tool', ['--dump'])
    t.match(dump, image.cardData.slice(0, 32))
    t.match(dump, 'PIN [Basic PIN]')
    const names = new RegExp(`(?<=Private ${keys} Key \\[)\\w+`, 'g')
    t.same(dump.match(names), ['Authentication', 'Signature'])
    t.same(dump.match(/(?<=Certificate \[)\w+/g), ['Authentication', 'Signature', 'CA', 'Root'])
    const pem = await opensc('pkcs15-tool', ['--read-certificate', '03'])
    const file = Buffer.from(image.files['3F00/DF00/5039'] ?? '', 'base64')
    const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64')
    t.same(der, file.subarray(0, der.length), 'a certificate without its padding')
  }
  /** pkcs11-tool signs with the PIN, and OpenSSL verifies it. */
  const signs = async (t: Test): Promise<void> => {
    const at = (name: string): string => join(folderOf(reader), name)
    writeFileSync(at('input'), 'Specimen')
    const sign = ['--login', '--pin', '1234', '--sign', '--id', '02', '-m', 'SHA256-RSA-PKCS']
    await opensc('pkcs11-tool', [...sign, '-i', at('input'), '-o', at('signature')])
    const pem = await opensc('pkcs15-tool', ['--read-certificate', '02'])
    writeFileSync(at('key.pem'), createPublicKey(pem).export({ format: 'pem', type: 'spki' }))
    const verify = ['dgst', '-sha256', '-verify', at('key.pem'), '-signature', at('signature')]
    t.equal((await run('openssl', [...verify, at('input')])).stdout, 'Verified OK\n')
  }

  await t.test('applet 1.7, RSA: read, listed, signed', async (t) => {
    await insert('specimen-een')
    eidenv(t, ['FIRSTNAMES: Een Noëlle', 'BIRTHDATE: 12 APR 1985', 'ZIPCODE: 3600'])
    await lists(t, 'specimen-een', 'RSA')
    await signs(t)
  })

  await t.test('applet 1.7 under EC authorities: read, listed, signed', async (t) => {
    await insert('specimen-vier')
    eidenv(t, ['FIRSTNAMES: Vier Jérôme', 'BIRTHDATE: 27 FEV  1969', 'MUNICIPALITY: Namur'])
    await lists(t, 'specimen-vier', 'RSA')
    await signs(t)
  })

  // OpenSC knows no ECDSA on this card before 0.27.
  await t.test('applet 1.8, P-384: read and listed', async (t) => {
    await insert('specimen-drie')
    eidenv(t, ['FIRSTNAMES: Drie Anaïs', 'BIRTHDATE: 08 JUL  1992', 'ZIPCODE: 3600'])
    await lists(t, 'specimen-drie', 'EC')
  })

  await t.test('a foreigner is read', async (t) => {
    await insert('specimen-vreemd')
    eidenv(t, ['CARDNUMBER: B741203231', 'NAME: Specimen-Muster', 'DOCUMENTTYPE: 31'])
  })
})
