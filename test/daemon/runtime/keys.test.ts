import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { sign, verify } from '../../../daemon/documents/seal.ts'
import {
  boxKid,
  KeyFileError,
  knownKeys,
  loadKeys,
  loadPublic,
  makeKeys,
  OFFICE_KID,
  parsePublic,
  publicFileOf,
  saveKeys,
} from '../../../daemon/runtime/keys.ts'

t.test('keys that were saved are loaded and fit their public file', async (t) => {
  const file = join(t.testdir(), 'box.json')
  await saveKeys(file, await makeKeys(boxKid('genk-1')))
  const keys = await loadKeys(file)
  const known = knownKeys([await loadPublic(publicFileOf(file))])
  t.equal(verify(sign(keys, { a: 1 }), known).kid, 'box:genk-1')
  t.equal((await stat(file)).mode & 0o777, 0o600)
  t.notMatch(await readFile(publicFileOf(file), 'utf8'), /"d"/)
})

t.test('loaded keys cannot leave the process', async (t) => {
  const file = join(t.testdir(), 'office')
  await saveKeys(file, await makeKeys(OFFICE_KID))
  const keys = await loadKeys(file)
  t.equal(keys.signing.extractable, false)
  t.equal(keys.decryption.extractable, false)
})

t.test(
  'a file that is missing, damaged or of another kind is a typed error without its content',
  async (t) => {
    const folder = t.testdir({ broken: '{"d":"GEHEIM', other: '{"kid":"office"}' })
    for (const name of ['absent', 'broken', 'other'])
      await t.rejects(loadKeys(join(folder, name)), { code: 'KEY_FILE' })
    const error: unknown = await loadPublic(join(folder, 'broken')).catch((it: unknown) => it)
    t.type(error, KeyFileError)
    t.notMatch(String(error), /GEHEIM/)
    t.throws(() => parsePublic({ kid: 'office' }), { code: 'KEY_FILE' })
  },
)

t.test('a private half of the wrong key is refused', async (t) => {
  const file = join(t.testdir(), 'x.json')
  await saveKeys(file, await makeKeys('office'))
  const text = JSON.parse(await readFile(file, 'utf8'))
  const strange = await makeKeys('office')
  text.signing.x = strange.public.signing.x
  await writeFile(file, JSON.stringify(text))
  await t.rejects(loadKeys(file), { code: 'KEY_FILE' })
})

t.test('two parties of one name are refused', async (t) => {
  const a = await makeKeys('office')
  const b = await makeKeys('office')
  t.throws(() => knownKeys([a.public, b.public]), { code: 'KEY_FILE' })
  t.same(parsePublic(JSON.parse(JSON.stringify(a.public))), a.public)
})
